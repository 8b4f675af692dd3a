// Rebuilds every report from the recorded answers, asking the models only for what is missing.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { byCodePoint } from '../harness/canonical.js';
import { exit, UserError } from '../harness/errors.js';
import { type Failure, failureOf } from '../harness/failure.js';
import { writeIndex } from '../harness/index-page.js';
import { readManifest, writeManifest } from '../harness/manifest.js';
import { newPage } from '../harness/notebook.js';
import { parseRunOptions, root, setRunOptions } from '../harness/options.js';
import { stalePaths, sweep } from '../harness/output.js';

export const summary = 'rebuild every report from the records (--check: only say which are out of date)';

/** Runs all experiments in order; one that fails does not stop the others. Exit code: the first failure's, or 1 where --check finds stale files. */
export async function main(args: string[]): Promise<number> {
  const options = parseRunOptions(args);
  setRunOptions(options);
  const { scripts, errors } = await runAll();
  for (const { where, message, stack } of errors) process.stderr.write(`${where}: ${message}\n${stack}`);
  if (options.limit === null && options.only.length === 0 && options.trials === null) dropOrphans(scripts);
  const stale = stalePaths();
  if (stale.length > 0) {
    const list = stale.map((path) => `  ${path}\n`).join('');
    process.stderr.write(`${stale.length} files are not what the records give; \`make report\` rebuilds them:\n${list}`);
  }
  return errors[0]?.code ?? (stale.length > 0 ? exit.gate : exit.done);
}

/** Imports every experiment in order, and gathers what failed. Errors: UserError (exit 2) where there is none. */
export async function runAll(): Promise<{ scripts: string[]; errors: Failure[] }> {
  const folder = join(root(), 'experiments');
  const scripts = (await readdir(folder)).filter((name) => /^\d\d-[a-z0-9-]+\.ts$/.test(name)).sort(byCodePoint);
  if (scripts.length === 0) throw new UserError('experiments/: expected at least one script named NN-name.ts, found none');
  const errors: Failure[] = [];
  for (const script of scripts) {
    try {
      await import(pathToFileURL(join(folder, script)).href);
    } catch (error) {
      errors.push(failureOf(script, root(), error));
      newPage();
    }
  }
  return { scripts, errors };
}

/** Forgets reports whose script is gone. */
function dropOrphans(scripts: string[]): void {
  const names = scripts.map((script) => script.replace(/\.ts$/, ''));
  const { reports } = readManifest();
  const kept = Object.fromEntries(Object.entries(reports).filter(([name]) => names.includes(name)));
  if (Object.keys(kept).length < Object.keys(reports).length) writeIndex(writeManifest(kept));
  const own = names.flatMap((name) => [`reports/${name}.md`, `reports/${name}.csv`, `reports/${name}`]);
  sweep('reports', [
    ...own,
    'reports/README.md',
    'reports/manifest.json',
    'reports/draft',
    'reports/judge-validation.md',
    'reports/judge-validation.csv',
    'reports/judge-health.md',
    'reports/judge-health.csv',
  ]);
}

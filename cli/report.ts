// Rebuilds every report from the recorded answers, asking the models only for what is missing.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { byCodePoint } from '../harness/canonical.js';
import { exit, UserError } from '../harness/errors.js';
import { newPage } from '../harness/notebook.js';
import { parseRunOptions, root, setRunOptions } from '../harness/options.js';
import { stalePaths } from '../harness/output.js';
import { forgetGone } from '../harness/publish.js';

export const summary = 'rebuild every report from the records (--check: only say which are out of date)';

/** Runs all experiments in order; one that fails does not stop the others. Exit code: the first failure's, or 1 where --check finds stale files. */
export async function main(args: string[]): Promise<number> {
  const options = parseRunOptions(args);
  setRunOptions(options);
  const { errors } = await runAll();
  for (const { script, error } of errors) process.stderr.write(`experiments/${script}: ${error.message}\n`);
  if (options.limit === null && options.only.length === 0 && options.trials === null) await forgetGone();
  const stale = stalePaths();
  if (stale.length > 0) {
    const list = stale.map((path) => `  ${path}\n`).join('');
    process.stderr.write(`${stale.length} files are not what the records give; \`make report\` rebuilds them:\n${list}`);
  }
  return errors[0]?.error.code ?? (stale.length > 0 ? exit.gate : exit.done);
}

/** Imports every experiment in order, and gathers the errors for the user. */
export async function runAll(): Promise<{ errors: { script: string; error: UserError }[] }> {
  const folder = join(root(), 'experiments');
  const scripts = (await readdir(folder)).filter((name) => /^\d\d-[a-z0-9-]+\.ts$/.test(name)).sort(byCodePoint);
  if (scripts.length === 0) throw new UserError('experiments/: expected at least one script named NN-name.ts, found none');
  const errors: { script: string; error: UserError }[] = [];
  for (const script of scripts) {
    try {
      await import(pathToFileURL(join(folder, script)).href);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      errors.push({ script, error });
      newPage();
    }
  }
  return { errors };
}

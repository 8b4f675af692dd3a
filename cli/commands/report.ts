// Rebuilds every report from the recorded answers, asking the models only for what is missing.
import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { byCodePoint } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { type Failure, failureOf } from '../../harness/core/failure.js';
import { isDraft, parseRunOptions, type RunOptions } from '../../harness/core/options.js';
import { findProject, type Project } from '../../harness/project.js';
import { scriptAddress } from '../../harness/report/notebook.js';
import { forgetGone } from '../../harness/report/publish.js';
import type { Woven } from '../../harness/report/weave.js';

export const summary = 'rebuild every report from the records (--check: only say which are out of date)';

/** Runs all experiments in order; one that fails does not stop the others. Exit code: the first failure's, or 1 where --check finds stale files. */
export async function main(args: string[]): Promise<number> {
  const options = parseRunOptions(args);
  const project = findProject(process.cwd());
  const { woven, errors } = await runAll(project, options);
  for (const { where, message, stack } of errors) process.stderr.write(`${where}: ${message}\n${stack}`);
  const stale = [...new Set(woven.flatMap((one) => one.stale))];
  if (!isDraft(options)) stale.push(...(await forgetGone({ project, options })));
  if (stale.length > 0) {
    const list = stale.map((path) => `  ${path}\n`).join('');
    process.stderr.write(
      `${stale.length} files are not what the records give; \`${project.commands.reportAll}\` rebuilds them:\n${list}`,
    );
  }
  return errors[0]?.code ?? (stale.length > 0 ? exit.gate : exit.done);
}

/** What running all experiments gave. */
export interface Results {
  woven: Woven[];
  errors: Failure[];
}

/** Imports every experiment in order, and gathers what failed. Errors: UserError (exit 2) where there is none. */
export async function runAll(project: Project, options: RunOptions): Promise<Results> {
  const names = (await readdir(project.file(project.experiments)).catch(() => [] as string[]))
    .filter((file) => /^\d\d-[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort(byCodePoint);
  if (names.length === 0)
    throw new UserError(`${project.experiments}/: expected at least one script named NN-name.ts, found none`);
  const results: Results = { woven: [], errors: [] };
  for (const script of names.map((name) => project.at.experiment(name))) {
    try {
      results.woven.push(await runScript(project, script, options));
    } catch (error) {
      results.errors.push(failureOf(project, script, error));
    }
  }
  return results;
}

/** Runs one script with these flags. Errors: UserError (exit 2) where it does not hand over its report. */
async function runScript(project: Project, script: string, options: RunOptions): Promise<Woven> {
  const { href } = pathToFileURL(project.file(script));
  const { default: woven } = (await import(scriptAddress(href, options))) as { default?: Partial<Woven> };
  if (!woven || typeof woven.name !== 'string' || !woven.ran || !woven.stale)
    throw new UserError('expected the script to end with `export default await weave();`, found no such line');
  return woven as Woven;
}

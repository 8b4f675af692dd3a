// Rebuilds every report from the recorded answers, asking the models only for what is missing.
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { byCodePoint } from '../../harness/core/canonical.js';
import { exit, UserError } from '../../harness/core/errors.js';
import { type Failure, failureOf } from '../../harness/core/failure.js';
import { say } from '../../harness/core/progress.js';
import { isDraft, parseReportArguments, type RunOptions } from '../../harness/core/run-options.js';
import { findProject, type Project } from '../../harness/project.js';
import { type Attended, attending } from '../../harness/report/attended.js';
import { scriptAddress } from '../../harness/report/notebook.js';
import { forgetGone } from '../../harness/report/publish.js';
import type { Woven } from '../../harness/report/weave.js';
import { withQueue } from '../support/with-queue.js';

export const summary =
  'rebuild reports from the records: report [NN …] (--check: only say which are out of date; --filter, --fail-under)';

/**
 * Runs all experiments, or those named, in order; a failure does not stop the others. Exit code: that of the first failure, or 1
 * if --check finds stale files or a headline rate is under --fail-under.
 */
export async function main(args: string[]): Promise<number> {
  const { options, names, queue } = parseReportArguments(args);
  const project = findProject(process.cwd());
  const scripts = await scriptsOf(project);
  const wanted = names.length > 0 ? named(project, scripts, names) : scripts;
  const { woven, errors } = await (queue === undefined
    ? runAll(project, options, wanted)
    : withQueue(project, options, queue, (answerer) => runAll(project, options, wanted, { answerer })));
  for (const { where, message, stack } of errors) process.stderr.write(`${where}: ${message}\n${stack}`);
  const stale = [...new Set(woven.flatMap((one) => one.stale))];
  if (!isDraft(options) && names.length === 0) stale.push(...(await forgetGone({ project, options })));
  if (stale.length > 0) {
    const list = stale.map((path) => `  ${path}\n`).join('');
    process.stderr.write(
      `${stale.length} files are not what the records give; \`${project.commands.reportAll}\` rebuilds them:\n${list}`,
    );
  }
  if (options.shard && !options.quiet && !options.json && errors.length === 0)
    process.stdout.write(
      `shard ${options.shard.index}/${options.shard.of} is stored; \`${project.commands.evalbook('merge FOLDER…')}\` joins the shards, then \`${project.commands.reportAll}\` writes the reports\n`,
    );
  const under = woven.flatMap((one) => one.under.map((line) => `${one.name}: ${line}\n`));
  process.stderr.write(under.join(''));
  return errors[0]?.code ?? (stale.length + under.length > 0 ? exit.gate : exit.done);
}

/** The outcome of running the experiments. */
export interface Results {
  woven: Woven[];
  errors: Failure[];
}

/** Names of the numbered experiments, in order. Errors: UserError (exit 2) if there are none. */
export async function scriptsOf(project: Project): Promise<string[]> {
  const names = (await readdir(project.file(project.experiments)).catch(() => []))
    .filter((file) => /^\d\d-[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ''))
    .sort(byCodePoint);
  if (names.length === 0)
    throw new UserError(
      `${project.experiments}/: expected at least one script named NN-name.ts, found none. \`${project.commands.evalbook('new NAME')}\` starts one`,
    );
  return names;
}

/** The selected experiments, in the order of all; one without a number must be given by its full name. */
export function named(project: Project, all: string[], wanted: string[]): string[] {
  const meant = wanted.map((text) => {
    const found = all.find((name) => name === text || name.split('-')[0] === text.padStart(2, '0'));
    if (found) return found;
    if (/^[a-z0-9-]+$/.test(text) && existsSync(project.file(project.at.experiment(text)))) return text;
    const numbers = all.map((name) => name.split('-')[0]).join(', ');
    throw new UserError(`expected the number or name of a report, one of ${numbers}, got "${text}"`);
  });
  return [...all.filter((name) => meant.includes(name)), ...meant.filter((name) => !all.includes(name))];
}

/**
 * Imports the named experiments in order, and collects failures. `hear`: see `attending`. In a shard, a script that has its answers and fails over
 * rows that are another shard's has done its part: that is said, and is no failure.
 */
export async function runAll(project: Project, options: RunOptions, names: string[], hear: Attended = {}): Promise<Results> {
  const results: Results = { woven: [], errors: [] };
  for (const script of names.map((name) => project.at.experiment(name))) {
    let settled = 0;
    const failed = new Set<unknown>();
    const attended: Attended = { ...hear, settled: () => settled++, failed: (error) => failed.add(error) };
    try {
      results.woven.push(await attending(attended, () => runScript(project, script, options)));
    } catch (error) {
      const failure = failureOf(project, script, error);
      if (options.shard && settled > 0 && !failed.has(error))
        say(
          `${failure.where}: ends here in a shard, which has only its part of the rows (${failure.message}); what is asked below is asked after the merge`,
          options.quiet,
        );
      else results.errors.push(failure);
    }
  }
  return results;
}

/** Runs one script with these flags. Errors: UserError (exit 2) if it does not export its report. */
async function runScript(project: Project, script: string, options: RunOptions): Promise<Woven> {
  const { href } = pathToFileURL(project.file(script));
  const { default: woven } = (await import(scriptAddress(href, options))) as { default?: Partial<Woven> };
  if (!woven || typeof woven.name !== 'string' || !woven.ran || !woven.stale)
    throw new UserError('expected the script to end with `export default await weave();`, found no such line');
  return woven as Woven;
}

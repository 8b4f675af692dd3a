// Joins what several machines answered: the records of other clones into those here.
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import { noOptions } from '../../harness/core/run-options.js';
import type { Planned } from '../../harness/core/session.js';
import { findProject } from '../../harness/project.js';
import { openSource } from '../../harness/run/incoming.js';
import { type Merged, merge } from '../../harness/run/merge.js';
import { runAll, scriptsOf } from './report.js';

export const summary = 'join the records of several machines: merge FOLDER… [--dry-run] [--json] (clones, or their records)';

const usage = `usage: npx evalbook merge FOLDER… [--dry-run] [--json]

Adds the answers, verdicts and measurements of other clones, or of their folders of records, to those here: what \`report --shard I/N\` stored on
several machines becomes what one would have stored. The same answer is stored once. Another answer to the same request is kept beside the one
here, and named. Answers to what the scripts and datasets here do not ask, of another model than the one here, or in fast arithmetic are refused,
and so is a damaged line: then nothing is written. Run again, it changes nothing more.

  --dry-run   say what would be merged, and write nothing
  --json      the same as JSON

It cannot tell whether an answer that one machine alone gave is what the model says: \`evalbook verify\` can. Readers' labels are not merged.
Exit codes: 0 done, 2 usage or refused, 3 a file could not be written or is being written, 4 answers differ.
`;

/** Returns the exit code. Errors: UserError, see `merge`. */
export async function main(args: string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (values.help) {
    process.stdout.write(usage);
    return exit.done;
  }
  if (positionals.length === 0) throw new UserError('expected one folder or more, e.g. `merge ../clone-2 ../clone-3`, got none');
  const project = findProject(process.cwd());
  const sources = positionals.map((name) => openSource(project, name));
  const planned: Planned[] = [];
  const { errors } = await runAll(project, { ...noOptions, quiet: true }, await scriptsOf(project), {
    planned: (asks) => planned.push(asks),
  });
  const stopped = errors.map(({ where, message }) => `${where}: ${message}`);
  const dryRun = values['dry-run'] ?? false;
  const merged = await merge({ project, planned, stopped }, sources, dryRun, false);
  process.stdout.write(
    values.json ? `${JSON.stringify({ dryRun, ...merged })}\n` : text(merged, dryRun, project.commands.reportAll),
  );
  return merged.files.some(({ differ }) => differ.length > 0) ? exit.verification : exit.done;
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]} See --help`);
  }
}

function text({ files, left }: Merged, dryRun: boolean, report: string): string {
  const lines = files.map(({ path, added, richer, differ }) => {
    const parts = [
      `${added} added`,
      ...(richer > 0 ? [`${richer} say more than before`] : []),
      ...(differ.length > 0 ? [`${differ.length} differ`] : []),
    ];
    return `${visible(path)}: ${parts.join(', ')}`;
  });
  const differing = files.flatMap(({ differ }) => differ);
  const would = dryRun ? 'would be ' : '';
  return [
    ...lines,
    ...left.map((path) => `not merged: ${path}`),
    ...differing.map(
      (where) => `${where}: another answer than the one here; ${would}kept beside it. \`npx evalbook verify\` asks the model`,
    ),
    files.length === 0 ? 'nothing to merge: all of it is here' : `${would}merged; \`${report}\` writes the reports`,
  ]
    .map((line) => `${line}\n`)
    .join('');
}

// Which numbers changed between two commits, branches, clones or the files here, and why: the material for a changelog.
import { exit, UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import { findProject } from '../../harness/project.js';
import { moves, type Turn, text } from '../../harness/report/diff.js';

export const summary =
  'which numbers moved, and why: diff [A [B]] [--rows] [--json] (commits, folders; default: HEAD and the files here)';

const usage = `usage: npx evalbook diff [A [B]] [--rows] [--json]

Lists every count in the reports that differs between A and B, and what changed beneath it. Each is a commit or branch, a folder with a
notebook (another clone), or . for the files here. Default: A is HEAD, B is the files here.

  --rows   each answer whose score changed, too
  --json   all of it as JSON
`;

/** Prints one line per changed number. Exit code 0 also where something moved. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [before = 'HEAD', after = '.', ...rest] = args.filter((arg) => !['--json', '--rows'].includes(arg));
  const unknown = [before, after].find((side) => side.startsWith('-'));
  if (rest.length > 0 || unknown !== undefined)
    throw new UserError(`expected at most two commits or folders, e.g. \`diff v0.1.0 HEAD\`, got "${args.join(' ')}"`);
  const moved = moves(findProject(process.cwd()), before, after);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(moved)}\n`);
  else if (moved.length === 0) process.stdout.write('no number moved\n');
  else
    for (const { report, number, before: was, after: is, why, turns } of moved) {
      const note = turns.length > 0 ? `; ${turns.length} answers turned` : '';
      process.stdout.write(`${report}: ${number}: ${text(was)} → ${text(is)} (${why.join('; ')}${note})\n`);
      if (args.includes('--rows')) process.stdout.write(turns.map(line).join(''));
    }
  return exit.done;
}

function line({ sample, before, after }: Turn): string {
  return `    ${sample}: ${visible(before ?? 'absent')} → ${visible(after ?? 'absent')}\n`;
}

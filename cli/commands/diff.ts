// Which numbers changed between two commits, branches, clones or the files here, and why: the material for a changelog.
import { resolve } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import { findProject } from '../../harness/project.js';
import { moves, type Turn, text } from '../../harness/report/diff.js';
import { diffPage } from '../site/diff-page.js';

export const summary =
  'which numbers moved, and why: diff [A [B]] [--rows] [--json] [--html FILE] (commits, folders; default: HEAD and the files here)';

const usage = `usage: npx evalbook diff [A [B]] [--rows] [--json] [--html FILE]

Lists every count in the reports that differs between A and B, and what changed beneath it. Each is a commit or branch, a folder with a
notebook (another clone), or . for the files here. Default: A is HEAD, B is the files here.

  --rows   each answer whose score changed, too
  --json   all of it as JSON
  --html   a page that opens from disk: what moved, and each answer that turned, its texts compared word by word
`;

/** Prints one line per changed number. Exit code 0 also where something moved. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const at = args.indexOf('--html');
  const html = at < 0 ? null : args[at + 1];
  if (html === undefined || html?.startsWith('-')) throw new UserError('expected --html FILE, got no file');
  const sides = args.filter((arg, i) => !['--json', '--rows', '--html'].includes(arg) && (at < 0 || i !== at + 1));
  const [before = 'HEAD', after = '.', ...rest] = sides;
  const unknown = [before, after].find((side) => side.startsWith('-'));
  if (rest.length > 0 || unknown !== undefined)
    throw new UserError(`expected at most two commits or folders, e.g. \`diff v0.1.0 HEAD\`, got "${args.join(' ')}"`);
  const project = findProject(process.cwd());
  const moved = moves(project, before, after);
  if (html !== null) {
    writeWhole(resolve(html), await diffPage(project, before, after, moved));
    process.stdout.write(`${html}\n`);
  } else if (args.includes('--json')) process.stdout.write(`${JSON.stringify(moved)}\n`);
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

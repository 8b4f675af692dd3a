// Which numbers changed between two commits, and why: the material for a changelog.
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject } from '../../harness/project.js';
import { moves, text } from '../../harness/report/diff.js';

export const summary = 'which numbers moved between two commits, and why: diff REV1 REV2 [--json]';

const usage =
  'usage: npx evalbook diff REV1 REV2 [--json]\n\nLists every count in the reports that differs between two commits, and what changed beneath it.\n';

/** Prints one line per changed number. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const [before, after, ...rest] = args.filter((arg) => arg !== '--json');
  if (!before || !after || rest.length > 0)
    throw new UserError(`expected two commits, e.g. \`diff v0.1.0 HEAD\`, got "${args.join(' ')}"`);
  const moved = moves(findProject(process.cwd()), before, after);
  if (args.includes('--json')) process.stdout.write(`${JSON.stringify(moved)}\n`);
  else if (moved.length === 0) process.stdout.write('no number moved\n');
  else
    for (const move of moved)
      process.stdout.write(
        `${move.report}: ${move.number}: ${text(move.before)} → ${text(move.after)} (${move.why.join('; ')})\n`,
      );
  return exit.done;
}

// Reports whether everything that runs depend on is present, and what to do if it is not.
import { exit, UserError } from '../../harness/core/errors.js';
import { findings } from '../support/findings.js';

export const summary = 'what is here, what is not, and what to do about it: doctor [--json]';

const usage = `usage: npx evalbook doctor [--json]

One line each: Node, evalbook, the notebook and its folders, the models' files, the cache, the isolation of the code judge, free disk, TypeScript.
"absent" can be done without.

Exit codes: 0 nothing is wrong, 1 something is, 2 usage.
`;

/** Prints one line per finding; returns the exit code. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) throw new UserError(`expected --json, --help or nothing, got "${unknown}"`);
  const found = await findings(process.cwd());
  const widest = Math.max(...found.map(({ what }) => what.length));
  process.stdout.write(
    args.includes('--json')
      ? `${JSON.stringify(found)}\n`
      : found.map(({ state, what, says }) => `${state.padEnd(8)}${what.padEnd(widest + 2)}${says}\n`).join(''),
  );
  return found.some(({ state }) => state === 'WRONG') ? exit.gate : exit.done;
}

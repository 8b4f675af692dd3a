// Holds today's headline rates against a baseline: a drop that is shown closes the gate.
import { exit, UserError } from '../../harness/core/errors.js';
import { findProject } from '../../harness/project.js';
import { goldenOf, readBaseline } from '../../harness/report/baseline.js';
import { regressionOf } from '../../harness/report/regression.js';
import { gateText } from '../../harness/report/regression-page.js';

export const summary = 'stop where a rate dropped: gate --baseline REF|FOLDER [NN …] [--min-effect 3] [--must ID…] [--json]';

const usage = `usage: npx evalbook gate --baseline REF|FOLDER [NN …] [--min-effect P] [--must ID…] [--only MODEL] [--json]

Compares the headline rates of the reports here with those of a baseline, answer by answer: a commit or branch, or a folder with a notebook. Exact
paired tests, adjusted together. Prints a summary in Markdown, which says as well what it could not have seen. It asks no model and reads the
reports as they are: \`report --check\` says whether they are up to date.

  --baseline     what to compare with, e.g. main, v0.1.0, HEAD~1, ../other-clone
  NN …           only these reports, by number or name
  --min-effect P a shown drop of less than P points closes no gate; default 0
  --must ID…     samples whose answers must pass today, all of them
  --only MODEL   only this model; may be repeated
  --json         all of it as JSON

Exit codes: 0 no drop is shown and every --must passed, 1 otherwise, 2 usage.
`;

/** Prints the summary. Errors: UserError (exit 2) for a baseline, report, sample or model that is not there. */
export async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    process.stdout.write(usage);
    return exit.done;
  }
  const { baseline, reports, must, only, minEffect, json } = parse(args);
  const project = findProject(process.cwd());
  const { sides, added, gone } = readBaseline(project, baseline, reports);
  const golden = goldenOf(sides, must, only);
  const { compared, family } = regressionOf(sides, { minEffect, only });
  const open = golden.every(({ passed }) => passed) && compared.every(({ outcome }) => outcome !== 'drop');
  const seen = compared.map((one) => ({ ...one, smallest: one.smallest() }));
  const gate = { baseline, open, minEffect, family, compared: seen, golden, added, gone };
  process.stdout.write(json ? `${JSON.stringify(gate)}\n` : gateText(gate));
  return open ? exit.done : exit.gate;
}

/** Flags that take values; `--must` takes all up to the next flag. */
const taking = ['--baseline', '--min-effect', '--must', '--only'];

function parse(args: readonly string[]) {
  const values: Record<string, string[]> = {};
  const reports: string[] = [];
  let json = false;
  for (let i = 0; i < args.length; i++) {
    const [, name = '', given] = /^(--[^=]+)(?:=(.*))?$/s.exec(args[i] as string) ?? [];
    if (name === '') reports.push(args[i] as string);
    else if (name === '--json' && given === undefined) json = true;
    else if (!taking.includes(name)) throw new UserError(`expected ${taking.join(', ')}, --json or --help, got "${args[i]}"`);
    else {
      const own = given === undefined ? [] : [given];
      const enough = () => own.length > 0 && name !== '--must';
      while (!enough() && i + 1 < args.length && !args[i + 1]?.startsWith('--')) own.push(args[++i] as string);
      if (own.length === 0) throw new UserError(`expected a value after ${name}, got none; see --help`);
      values[name] = [...(values[name] ?? []), ...own];
    }
  }
  const one = (name: string) => {
    const [first, ...more] = values[name] ?? [];
    if (more.length > 0) throw new UserError(`expected ${name} once, got ${[first, ...more].join(' ')}`);
    return first;
  };
  const baseline = one('--baseline');
  if (baseline === undefined) throw new UserError('expected --baseline REF|FOLDER, e.g. `gate --baseline main`, got none');
  const least = one('--min-effect') ?? '0';
  const minEffect = /^\d+(\.\d+)?$/.test(least) ? Number(least) / 100 : Number.NaN;
  if (!(minEffect <= 1)) throw new UserError(`expected --min-effect to be a number from 0 to 100, in points, got "${least}"`);
  return { baseline, reports, must: values['--must'] ?? [], only: values['--only'] ?? [], minEffect, json };
}

// Grades outputs produced elsewhere: rows in, grades out, in the same order. Fully streamed, so that the size does not matter: a row is read
// only when there is room for it.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { exit, UserError } from '../../harness/core/errors.js';
import { keptVerdicts } from '../../harness/core/options.js';
import type { Judge } from '../../harness/core/types.js';
import { judgesByName } from '../../judges/names.js';
import { progressOf } from '../support/grade-progress.js';
import { Ended, gradeAll, graded } from '../support/grade-rows.js';
import { summaryBy } from '../support/grade-summary.js';
import { workers } from '../support/grade-workers.js';
import { kept } from '../support/kept-verdicts.js';
import { packed } from '../support/packed-output.js';
import { longestRow, rowsIn } from '../support/rows-in.js';

export const summary = 'grade your own outputs: grade JUDGE < in.jsonl > out.jsonl';

/** The judges behind `grade`, for so many answers at a time. A judge that uses a model is built here, because judges know no models. */
const known: Record<string, (jobs: number) => Promise<Judge>> = {
  ...judgesByName,
  code: async (jobs) => {
    const { code, codeJudge } = await import('../../judges/code/index.js');
    return jobs > 1 ? codeJudge({ size: jobs }) : code;
  },
  'poem --perplexity': async () => {
    const { poemWith } = await import('../../judges/poem/index.js');
    const { perplexityOf } = await import('../../judges/poem/perplexity.js');
    const { smollm2 } = await import('../../models/index.js');
    return poemWith({ perplexity: perplexityOf(smollm2()) });
  },
};

/** Judges that work on several answers at a time in one process; the others get processes of their own. */
const inOneProcess = new Set(['code', 'poem --perplexity', 'llm']);

const usage = `usage: npx evalbook grade JUDGE [FLAGS] < in.jsonl > out.jsonl
       npx evalbook grade llm --rubric ID [--judge-model NAME] [--fresh] [FLAGS] < in.jsonl > out.jsonl

JUDGE is one of ${Object.keys(known).join(', ')}, llm; judges/JUDGE/README.md documents its target and details.
\`poem --perplexity\` has the embedded model read English poems for their fluency, about a second each.

In, one JSON object a line:   {"id", "target", "output"} and, if you like, "input", "finish" ("stop" or "length") and what the judge reads
Out, in the same order:       {"id", "judge", "score", "verdict", "why", "details"}; score is 0 to 1, or null for unscored
For a row that is not right:  {"id", "line", "error", "field"}; so is one of more than ${longestRow / 1e6} MB, with a NUL, or with half of a surrogate pair

  --in FILE        read this file instead of standard input: CSV if its name ends in .csv or .csv.gz, else JSON lines
  --out FILE       write this file instead of standard output: CSV and gzip by its name
  --csv            CSV in and out, where no file name says otherwise: a header, then one row a line; target and other cells may hold JSON
  --gzip           pack what goes to standard output (packed input is recognised)
  --summary        rates with 95 % intervals (Wilson) at the end, on standard error, or on standard output with --out
  --by FIELD       the same by a field of the rows, or by "verdict"; may be repeated; dots go inside (target.language)
  --json           with --summary, the same as one JSON object
  --jobs N         grade N rows at once, in as many processes (code: sandboxes; llm: requests); default 1
  --progress       say every second how many rows are done, and how many a second, also where standard error is no terminal
  --quiet          never say so
  --verbose        with llm: each request to the judge's server, its status and time, on standard error; keys are left out

llm keeps the verdicts of its model: a run that was killed, or is run again, asks nothing that was answered. --fresh asks for all anew.

Exit codes: 0 every row was graded, 1 at least one was not right, 2 usage, 3 the judge could not judge (its server is down): rows that it
left are unscored, and the same command may grade them later.
`;

const flags = {
  help: { type: 'boolean' },
  perplexity: { type: 'boolean' },
  rubric: { type: 'string' },
  'judge-model': { type: 'string' },
  fresh: { type: 'boolean' },
  in: { type: 'string' },
  out: { type: 'string' },
  csv: { type: 'boolean' },
  gzip: { type: 'boolean' },
  summary: { type: 'boolean' },
  by: { type: 'string', multiple: true },
  json: { type: 'boolean' },
  jobs: { type: 'string' },
  progress: { type: 'boolean' },
  quiet: { type: 'boolean' },
  verbose: { type: 'boolean' }, // read where requests are sent
} as const;

function flagsOf(args: string[]) {
  try {
    return parseArgs({ args, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
}

type Flags = ReturnType<typeof flagsOf>['values'];

/** The judge of `grade llm`, whose verdicts are kept. */
async function llmJudge(values: Flags, jobs: number): Promise<ReturnType<typeof kept>> {
  const { llm, rubric, rubricIds } = await import('../../judges/llm/index.js');
  const { judgeModelByName } = await import('../support/judge-model-by-name.js');
  const { endpointSettings } = await import('../../harness/core/options.js');
  if (!values.rubric) throw new UserError(`expected --rubric, one of ${rubricIds().join(', ')}, or a path, got nothing`);
  const judge = llm({ rubric: rubric(values.rubric), by: await judgeModelByName(values['judge-model']) });
  const { baseURL = '' } = endpointSettings();
  return kept({ ...judge, concurrency: jobs }, { folder: keptVerdicts(), from: baseURL, fresh: values.fresh ?? false });
}

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  input: Readable;
  output: Writable;
  errors: Writable;
  judges: Record<string, (jobs: number) => Promise<Judge>>;
}

/** Grades every row of the input with the judge named in `args`; returns the exit code. Errors: UserError on wrong usage. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { input = process.stdin, output = process.stdout, errors = process.stderr, judges = known } = given;
  if (args.includes('--help')) {
    output.write(usage);
    return exit.done;
  }
  const { values, positionals } = flagsOf(args);
  const name = [...positionals, ...(values.perplexity ? ['--perplexity'] : [])].join(' ');
  if (name !== 'llm' && !Object.hasOwn(judges, name))
    throw new UserError(`expected one judge, one of ${Object.keys(judges).join(', ')}, llm, got "${name}"; see --help`);
  const jobs = countOf('--jobs', values.jobs ?? '1');
  if (name !== 'llm' && (values.rubric ?? values['judge-model'] ?? values.fresh ?? values.verbose) !== undefined)
    throw new UserError('expected --rubric, --judge-model, --fresh and --verbose with llm alone; see --help');
  const report = values.summary || values.by ? summaryBy(values.by ?? []) : null;
  if (values.json && !report) throw new UserError('expected --json with --summary: rows are JSON lines as they are; see --help');
  const from = values.in === undefined ? input : await opened(createReadStream(values.in), values.in);
  const to = values.out === undefined ? output : await opened(createWriteStream(values.out), values.out);
  const out = packed(to, values.out?.endsWith('.gz') || (values.gzip ?? false), values.out !== undefined);
  const asked = { format: formatOf(values.in, values.csv), inCsv: formatOf(values.out, values.csv) === 'csv', report };
  const say = progressOf(errors, values);

  const spread = jobs > 1 && !inOneProcess.has(name) && judges === known;
  const judge =
    name === 'llm' ? await llmJudge(values, jobs) : spread ? null : await (judges[name] as (n: number) => Promise<Judge>)(jobs);
  const pool = spread ? workers(name, jobs) : null;
  const grade = pool ? pool.grade : (row: Record<string, unknown>) => graded(judge as Judge, row);
  const atOnce = pool ? pool.atOnce : Math.max(1, judge?.concurrency ?? 1);
  try {
    const { right, wrong, left, why } = await gradeAll(
      rowsIn(from, asked.format),
      grade,
      atOnce,
      out,
      { ...asked, isModel: judge?.family !== undefined },
      say.row,
    );
    const all = right + wrong;
    await out.end();
    say.done();
    if (judge && 'reused' in judge && (judge as ReturnType<typeof kept>).reused() > 0)
      errors.write(`${(judge as ReturnType<typeof kept>).reused()} verdicts were kept from before; --fresh asks again\n`);
    if (report)
      (values.out === undefined ? errors : output).write(values.json ? `${JSON.stringify(report.json())}\n` : report.text());
    if (wrong > 0) errors.write(`${wrong} of ${all} rows could not be graded; see the rows with "error"\n`);
    if (left > 0) errors.write(`${left} of ${all} rows were not judged and are unscored: ${why}\n`);
    return left > 0 ? exit.incomplete : wrong > 0 ? exit.gate : exit.done;
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    await out.end(); // the rows before it are whole
    throw error.because;
  } finally {
    pool?.close();
    await judge?.close?.();
  }
}

function countOf(flag: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 64)
    throw new UserError(`expected ${flag} to be a whole number from 1 to 64, got "${text}"`);
  return value;
}

function formatOf(path: string | undefined, csv = false): 'csv' | 'jsonl' {
  return path === undefined ? (csv ? 'csv' : 'jsonl') : /\.csv(?:\.gz)?$/i.test(path) ? 'csv' : 'jsonl';
}

async function opened<T extends Readable | Writable>(stream: T, path: string): Promise<T> {
  try {
    await once(stream, 'open');
    return stream;
  } catch (error) {
    throw new UserError(`expected a file that can be opened, got "${path}" (${(error as NodeJS.ErrnoException).code})`);
  }
}

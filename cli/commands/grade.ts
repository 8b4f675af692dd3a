// Grades outputs produced elsewhere: rows in, grades out, in the same order. Fully streamed, so that the size does not matter: a row is read
// only when there is room for it.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { stringify } from 'csv-stringify/sync';
import { pMapIterable } from 'p-map';
import * as v from 'valibot';
import { exit, FieldError, UserError } from '../../harness/core/errors.js';
import { keptVerdicts } from '../../harness/core/options.js';
import { members, named, shaped, text } from '../../harness/core/shape.js';
import { gradeSpoken } from '../../harness/core/thinking.js';
import type { Judge, Sample } from '../../harness/core/types.js';
import { checkGrade } from '../../harness/run/checked-grade.js';
import { judgesByName } from '../../judges/names.js';
import { type Summary, summaryBy } from '../support/grade-summary.js';
import { workers } from '../support/grade-workers.js';
import { kept } from '../support/kept-verdicts.js';
import { longestRow, type RowIn, rowsIn } from '../support/rows-in.js';

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

interface ErrorRow {
  id: string | null;
  line: number;
  error: string;
  /** dotted path of the wrong value, null if the whole line is wrong */
  field: string | null;
}

/** A grade, or what is wrong, with the row that it is of; null where that could not be read. */
interface Graded {
  row: Record<string, unknown> | null;
  out: Record<string, unknown> | ErrorRow;
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
      say,
    );
    const all = right + wrong;
    await out.end();
    say.done(all);
    if (judge && 'reused' in judge && (judge as ReturnType<typeof kept>).reused() > 0)
      errors.write(`${(judge as ReturnType<typeof kept>).reused()} verdicts were kept from before; --fresh asks again\n`);
    if (report) (values.out === undefined ? errors : output).write(report.text());
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

interface Say {
  row(): void;
  done(rows: number): void;
}

/** Says how many rows are done, and how many a second: rewritten on a terminal, else a line a second where it is asked for. */
function progressOf(errors: Writable, { quiet, progress, summary }: Flags): Say {
  const terminal = 'isTTY' in errors && errors.isTTY === true;
  const everyMs = terminal ? 200 : progress ? 1000 : Number.POSITIVE_INFINITY;
  const start = performance.now();
  let last = start;
  let rows = 0;
  let spoke = false;
  const line = () => {
    const seconds = Math.max(0.001, (performance.now() - start) / 1000);
    return `${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows a second`;
  };
  const write = () => {
    errors.write(terminal ? `\r\u001b[2K${line()}` : `${line()}\n`);
    spoke = true;
  };
  return {
    row() {
      rows++;
      if (quiet || performance.now() - last < everyMs) return;
      last = performance.now();
      write();
    },
    done() {
      if (!quiet && (spoke || progress || summary)) write();
      if (terminal && spoke) errors.write('\n');
    },
  };
}

interface Asked {
  inCsv: boolean;
  report: Summary | null;
  /** whether the judge is a model, which may be away */
  isModel: boolean;
}

/** The verdict of a judge model that could not be reached, or whose reply was nothing. */
const failedJudge = 'judge failed';

/** `left`: rows that a model could not judge, for a reason of the machine; `why`: the first such reason. */
async function gradeAll(
  rows: AsyncIterable<RowIn>,
  grade: (row: Record<string, unknown>) => Promise<Record<string, unknown> | Omit<ErrorRow, 'line'>>,
  atOnce: number,
  out: Out,
  { inCsv, report, isModel }: Asked,
  say: Say,
): Promise<{ right: number; wrong: number; left: number; why: string }> {
  const count = { right: 0, wrong: 0, left: 0, why: '' };
  if (inCsv) await out.write(csvLine(csvColumns));
  for await (const one of pMapIterable(rows, (row) => gradeRow(grade, row), { concurrency: atOnce, backpressure: atOnce })) {
    const isError = 'error' in one.out;
    if (isError) count.wrong++;
    else count.right++;
    if (isModel && 'verdict' in one.out && one.out.verdict === failedJudge && count.left++ === 0) count.why = String(one.out.why);
    report?.add(one.row, isError ? null : (one.out as never));
    await out.write(inCsv ? csvLine(cellsOf(one.out)) : `${JSON.stringify(one.out)}\n`);
    say.row();
    if (out.closed()) break;
  }
  return count;
}

const csvColumns = ['id', 'judge', 'score', 'verdict', 'why', 'details', 'line', 'error', 'field'];

function cellsOf(row: Record<string, unknown> | ErrorRow): string[] {
  return csvColumns.map((name) => {
    const value = (row as Record<string, unknown>)[name];
    return value === undefined || value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function csvLine(cells: string[]): string {
  return stringify([cells], { record_delimiter: '\n', escape_formulas: true });
}

interface Out {
  closed(): boolean;
  write(text: string): Promise<void>;
  /** writes what is left; ends the stream only where it is ours */
  end(): Promise<void>;
}

function packed(output: Writable, gzip: boolean, ours: boolean): Out {
  if (!gzip) {
    const out = writer(output);
    return {
      ...out,
      async end() {
        out.release();
        if (ours) await ended(output);
      },
    };
  }
  const zip = createGzip();
  zip.pipe(output, { end: ours });
  const [out, under] = [writer(zip), writer(output)];
  return {
    closed: () => out.closed() || under.closed(),
    write: out.write,
    async end() {
      const done = ours ? once(output, 'finish') : once(zip, 'end');
      if (!under.closed()) {
        zip.end();
        await done;
      }
      under.release();
    },
  };
}

async function ended(output: Writable): Promise<void> {
  const done = once(output, 'finish');
  output.end();
  await done;
}

/** Writes with backpressure; once the reader has gone (`| head`), it writes nothing more and reports that. */
function writer(output: Writable) {
  let closed = false;
  let failure: Error | null = null;
  const fail = (error: NodeJS.ErrnoException) => {
    closed = true;
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') failure = error;
  };
  const close = () => {
    closed = true;
  };
  output.on('error', fail);
  output.on('close', close);
  return {
    closed: () => closed,
    async write(text: string): Promise<void> {
      if (failure) throw failure;
      if (closed || output.write(text)) return;
      // wait for `close` too: if the reader leaves while we wait, `drain` never comes
      const stop = new AbortController();
      await Promise.race(
        ['drain', 'close', 'error'].map((event) => once(output, event, { signal: stop.signal }).catch(() => {})),
      );
      stop.abort();
    },
    release(): void {
      if (failure) throw failure;
      output.off('close', close);
    },
  };
}

/** What ends the command: every other row would fail as this one did. */
class Ended extends Error {
  constructor(readonly because: UserError) {
    super(because.message);
  }
}

/** A refused key, a missing model, a wrong address: a judge that is a model says so in a UserError that is about no row. */
async function ask(judge: Judge, sample: Sample, said: Parameters<Judge['grade']>[1]): Promise<unknown> {
  try {
    return await judge.grade(sample, said);
  } catch (error) {
    throw error instanceof UserError && !(error instanceof FieldError) && judge.family !== undefined ? new Ended(error) : error;
  }
}

async function gradeRow(
  grade: (row: Record<string, unknown>) => Promise<Record<string, unknown> | Omit<ErrorRow, 'line'>>,
  { line, read }: RowIn,
): Promise<Graded> {
  let value: unknown = null;
  try {
    value = read();
    if (value === null || typeof value !== 'object' || Array.isArray(value)) shaped(value, rowShape);
    const row = value as Record<string, unknown>;
    const out = await grade(row);
    return {
      row,
      out:
        'error' in out ? { id: idOf(value), line, error: String(out.error), field: (out.field as string | null) ?? null } : out,
    };
  } catch (error) {
    if (error instanceof Ended) throw error;
    return { row: null, out: { id: idOf(value), line, ...problem(error) } };
  }
}

/** The grade of a row, or what is wrong with it. */
async function graded(judge: Judge, value: Record<string, unknown>): Promise<Record<string, unknown> | Omit<ErrorRow, 'line'>> {
  try {
    const { output, finish = 'stop', input = '', ...rest } = shaped(value, rowShape);
    const sample: Sample = { ...rest, input };
    const grade: unknown = await gradeSpoken((one, said) => ask(judge, one, said), sample, { output, finish });
    checkGrade(judge, sample, grade);
    const { judge: name, score, verdict, why, details } = grade;
    return { id: sample.id, judge: name, score, verdict, why, details: details ?? {} };
  } catch (error) {
    if (error instanceof Ended) throw error;
    return { id: idOf(value), ...problem(error) };
  }
}

/** Not only UserError: a judge's bug on one row must not lose the rows after it. */
function problem(error: unknown): { error: string; field: string | null } {
  const message = error instanceof UserError ? error.message : `the judge failed: ${(error as Error).message}`;
  return { error: message, field: error instanceof FieldError ? error.field : null };
}

/** A row of outputs produced elsewhere; its other members belong to the sample. */
const rowShape = members({
  id: named,
  input: v.exactOptional(text),
  output: text,
  finish: v.exactOptional(v.picklist(['stop', 'length'], '"stop" or "length"')),
});

/** The row's id, for naming it even if the row is invalid. */
function idOf(value: unknown): string | null {
  const id = value !== null && typeof value === 'object' && 'id' in value ? value.id : null;
  return typeof id === 'string' ? id : null;
}

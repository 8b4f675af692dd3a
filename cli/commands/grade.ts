// Grades outputs produced elsewhere: JSON lines in, grades out, in the same order. Fully streamed, so that the size does not
// matter: a row is read only when there is room for it.
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { pMapIterable } from 'p-map';
import * as v from 'valibot';
import { exit, FieldError, UserError } from '../../harness/core/errors.js';
import { jsonOf, type Line } from '../../harness/core/jsonl.js';
import { members, named, shaped, text } from '../../harness/core/shape.js';
import { gradeSpoken } from '../../harness/core/thinking.js';
import type { Judge, Sample } from '../../harness/core/types.js';
import { checkGrade } from '../../harness/run/checked-grade.js';
import { judgesByName } from '../../judges/names.js';
import { lines } from '../support/lines.js';

export const summary = 'grade your own outputs: grade JUDGE < in.jsonl > out.jsonl';

/** The judges behind `grade`. A judge that uses a model is built here, because judges know no models. */
const known: Record<string, () => Promise<Judge>> = {
  ...judgesByName,
  'poem --perplexity': async () => {
    const { poemWith } = await import('../../judges/poem/index.js');
    const { perplexityOf } = await import('../../judges/poem/perplexity.js');
    const { smollm2 } = await import('../../models/index.js');
    return poemWith({ perplexity: perplexityOf(smollm2()) });
  },
};

const usage = `usage: npx evalbook grade JUDGE < in.jsonl > out.jsonl
       npx evalbook grade llm --rubric ID [--judge-model NAME] < in.jsonl > out.jsonl

JUDGE is one of ${Object.keys(known).join(', ')}, llm; judges/JUDGE/README.md documents its target and details.
\`poem --perplexity\` has the embedded model read English poems for their fluency, about a second each.

In, one JSON object a line:   {"id", "target", "output"} and, if you like, "input", "finish" ("stop" or "length") and what the judge reads
Out, in the same order:       {"id", "judge", "score", "verdict", "why", "details"}; score is 0 to 1, or null for unscored
For a row that is not right:  {"id", "line", "error", "field"}

  --verbose  with llm: each request to the judge's server, its status and time, on standard error; keys are left out

Exit codes: 0 every row was graded, 1 at least one was not right, 2 usage, 3 the judge could not judge (its server is down): rows that it
left are unscored, and the same command may grade them later.
`;

/** The judge of `grade llm`. A server's verdicts are not recorded here: the output rows are the record. */
async function llmJudge(args: string[]): Promise<Judge> {
  const { llm, rubric, rubricIds } = await import('../../judges/llm/index.js');
  const { judgeModelByName } = await import('../support/judge-model-by-name.js');
  let values: { rubric?: string; 'judge-model'?: string };
  try {
    const options = { rubric: { type: 'string' }, 'judge-model': { type: 'string' }, verbose: { type: 'boolean' } } as const;
    ({ values } = parseArgs({ args, options }));
  } catch (error) {
    throw new UserError(`${(error as Error).message.split('\n')[0]}; see --help`);
  }
  if (!values.rubric) throw new UserError(`expected --rubric, one of ${rubricIds().join(', ')}, or a path, got nothing`);
  return llm({ rubric: rubric(values.rubric), by: await judgeModelByName(values['judge-model']) });
}

/** The command's external dependencies; tests pass their own. */
export interface Setting {
  input: Readable;
  output: Writable;
  errors: Writable;
  judges: Record<string, () => Promise<Judge>>;
}

interface ErrorRow {
  id: string | null;
  line: number;
  error: string;
  /** dotted path of the wrong value, null if the whole line is wrong */
  field: string | null;
}

/** Grades every line of `input` with the judge named in `args`; returns the exit code. Errors: UserError on wrong usage. */
export async function main(args: string[], given: Partial<Setting> = {}): Promise<number> {
  const { input = process.stdin, output = process.stdout, errors = process.stderr, judges = known } = given;
  if (args.includes('--help')) {
    output.write(usage);
    return exit.done;
  }
  const [name = '', ...rest] = args;
  const asked = args.join(' ');
  const find = name === 'llm' ? () => llmJudge(rest) : Object.hasOwn(judges, asked) ? judges[asked] : undefined;
  if (!find) throw new UserError(`expected one judge, one of ${Object.keys(judges).join(', ')}, llm, got "${asked}"; see --help`);
  const judge = await find();
  try {
    const { graded, wrong, left, why } = await gradeAll(judge, input, output);
    const all = graded + wrong;
    if (wrong > 0) errors.write(`${wrong} of ${all} rows could not be graded; see the rows with "error"\n`);
    if (left > 0) errors.write(`${left} of ${all} rows were not judged and are unscored: ${why}\n`);
    return left > 0 ? exit.incomplete : wrong > 0 ? exit.gate : exit.done;
  } finally {
    await judge.close?.();
  }
}

/** `left`: rows that a model could not judge, for a reason of the machine; `why`: the first such reason. */
async function gradeAll(judge: Judge, input: Readable, output: Writable) {
  const count = { graded: 0, wrong: 0, left: 0, why: '' };
  const out = writer(output);
  const concurrency = Math.max(1, judge.concurrency ?? 1);
  const graded = pMapIterable(lines(input), (line) => gradeLine(judge, line), { concurrency, backpressure: concurrency });
  for await (const row of graded) {
    if ('error' in row) count.wrong++;
    else count.graded++;
    if ('verdict' in row && row.verdict === failedJudge && judge.family !== undefined && count.left++ === 0)
      count.why = String(row.why);
    await out.write(`${JSON.stringify(row)}\n`);
    if (out.closed()) break;
  }
  out.release();
  return count;
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

/** The verdict of a judge model that could not be reached, or whose reply was nothing. */
const failedJudge = 'judge failed';

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

async function gradeLine(judge: Judge, line: Line): Promise<Record<string, unknown> | ErrorRow> {
  let id: string | null = null;
  try {
    const value = jsonOf(line);
    id = idOf(value);
    const { output, finish = 'stop', input = '', ...rest } = shaped(value, rowShape);
    const sample: Sample = { ...rest, input };
    const grade: unknown = await gradeSpoken((one, said) => ask(judge, one, said), sample, { output, finish });
    checkGrade(judge, sample, grade);
    const { judge: name, score, verdict, why, details } = grade;
    return { id: sample.id, judge: name, score, verdict, why, details: details ?? {} };
  } catch (error) {
    if (error instanceof Ended) throw error.because;
    // Not only UserError: a judge's bug on one row must not lose the rows after it.
    const message = error instanceof UserError ? error.message : `the judge failed: ${(error as Error).message}`;
    return { id, line: line.number, error: message, field: error instanceof FieldError ? error.field : null };
  }
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

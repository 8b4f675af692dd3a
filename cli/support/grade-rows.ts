// Rows in, grades out, in the same order, as many at a time as the judge takes.
import { stringify } from 'csv-stringify/sync';
import { pMapIterable } from 'p-map';
import * as v from 'valibot';
import { FieldError, UserError } from '../../harness/core/errors.js';
import { members, named, shaped, text } from '../../harness/core/shape.js';
import { gradeSpoken } from '../../harness/core/thinking.js';
import type { Judge, Sample } from '../../harness/core/types.js';
import { checkGrade } from '../../harness/run/checked-grade.js';
import type { Summary } from './grade-summary.js';
import type { Out } from './packed-output.js';
import type { RowIn } from './rows-in.js';

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

export interface Asked {
  inCsv: boolean;
  report: Summary | null;
  /** whether the judge is a model, which may be away */
  isModel: boolean;
}

/** The verdict of a judge model that could not be reached, or whose reply was nothing. */
const failedJudge = 'judge failed';

/** `left`: rows that a model could not judge, for a reason of the machine; `why`: the first such reason. */
export async function gradeAll(
  rows: AsyncIterable<RowIn>,
  grade: (row: Record<string, unknown>) => Promise<Record<string, unknown> | Omit<ErrorRow, 'line'>>,
  atOnce: number,
  out: Out,
  { inCsv, report, isModel }: Asked,
  onRow: () => void,
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
    onRow();
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

/** What ends the command: every other row would fail as this one did. */
export class Ended extends Error {
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
export async function graded(
  judge: Judge,
  value: Record<string, unknown>,
): Promise<Record<string, unknown> | Omit<ErrorRow, 'line'>> {
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

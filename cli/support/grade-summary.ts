// Counts grades while they go by, and prints rates with intervals: all, and by the fields asked for.
import type { Grade, Sample } from '../../harness/core/types.js';
import { wilson } from '../../harness/stats/index.js';

interface Group {
  n: number;
  passed: number;
  sum: number;
  unscored: number;
  wrong: number;
  /** whether every score is 0 or 1 */
  whole: boolean;
}

/** Most groups of one field that are printed; the others are counted together. */
const most = 200;

/** One line of the summary. */
export interface SummaryRow {
  field: string;
  value: string;
  rate: number | null;
  low: number | null;
  high: number | null;
  passed: number;
  scored: number;
  unscored: number;
  errors: number;
  meanScore: number | null;
}

export interface Summary {
  /** `grade` null: the row could not be graded; `row` is null where it could not even be read */
  add(row: Record<string, unknown> | Sample | null, grade: Pick<Grade, 'score' | 'verdict'> | null): void;
  /** the table, as lines of text */
  text(): string;
  /** the same as values: rates, low and high are shares from 0 to 1, null where nothing was scored */
  json(): SummaryRow[];
}

/** A summary by `fields` of the rows, dotted for what is inside (`tags.0`, `details` are not among them), or `verdict`. */
export function summaryBy(fields: readonly string[]): Summary {
  const groups = new Map<string, Map<string, Group>>([['all', new Map()], ...fields.map((field) => [field, new Map()] as const)]);
  const rows = (): SummaryRow[] =>
    [...groups].flatMap(([field, byValue]) =>
      [...byValue].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, group]) => ({ field, value, ...figures(group) })),
    );
  return {
    add(row, grade) {
      for (const [field, byValue] of groups) {
        const value = field === 'all' ? '' : field === 'verdict' ? (grade?.verdict ?? '(error)') : valueIn(row, field);
        const key = byValue.has(value) || byValue.size < most ? value : '(others)';
        const group = byValue.get(key) ?? { n: 0, passed: 0, sum: 0, unscored: 0, wrong: 0, whole: true };
        byValue.set(key, group);
        if (!grade) group.wrong++;
        else if (grade.score === null) group.unscored++;
        else {
          group.n++;
          group.sum += grade.score;
          if (grade.score === 1) group.passed++;
          if (grade.score !== 0 && grade.score !== 1) group.whole = false;
        }
      }
    },
    text() {
      const head = ['', 'rate', '95 % interval', 'passed', 'scored', 'unscored', 'errors', 'mean score'];
      const whole = [...groups.values()].flatMap((byValue) => [...byValue.values()]).every((group) => group.whole);
      return aligned([head, ...rows().map((row) => cells(row, whole))]);
    },
    json: rows,
  };
}

function figures({ n, passed, sum, unscored, wrong }: Group): Omit<SummaryRow, 'field' | 'value'> {
  const { low, high } = n > 0 ? wilson(passed, n) : { low: null, high: null };
  const [rate, meanScore] = n > 0 ? [passed / n, sum / n] : [null, null];
  return { rate, low, high, passed, scored: n, unscored, errors: wrong, meanScore };
}

/** `whole`: every score is 0 or 1, so that means say nothing new. */
function cells(
  { field, value, rate, low, high, passed, scored, unscored, errors, meanScore }: SummaryRow,
  whole: boolean,
): string[] {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  return [
    field === 'all' ? 'all' : `${field} ${value}`,
    rate === null ? '–' : percent(rate),
    low === null || high === null ? '–' : `${(100 * low).toFixed(1)} to ${percent(high)}`,
    ...[passed, scored, unscored, errors].map(String),
    whole || meanScore === null ? '' : meanScore.toFixed(3),
  ];
}

function valueIn(row: Record<string, unknown> | null, field: string): string {
  let value: unknown = row;
  for (const name of field.split('.'))
    value =
      value !== null && typeof value === 'object' && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
  if (value === undefined) return '(none)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 60);
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] as string[]).map((_, i) => Math.max(...rows.map((row) => [...(row[i] ?? '')].length)));
  const empty = widths.map((_, i) => i > 0 && rows.slice(1).every((row) => (row[i] ?? '') === ''));
  const line = (row: string[]) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] as number) : cell.padStart(widths[i] as number)))
      .filter((_, i) => !empty[i])
      .join('  ')
      .trimEnd();
  return `${rows.map(line).join('\n')}\n`;
}

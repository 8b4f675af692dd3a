// The records of a report's CSV, as the check reads them.
import type { Measure } from '../core/statistics.js';

export type Line = Record<string, string>;

/** The score of a record, 0 to 1; null for unscored. */
export function scoreOf({ score = '' }: Line): number | null {
  return score === '' ? null : Number(score);
}

/** What a scored record counts: its score, or for a pass rate 1 if it passed, else 0. */
export function worth(line: Line, measure: Measure): number {
  const score = scoreOf(line) as number;
  return measure === 'mean score' ? score : Number(score === 1);
}

/** The value of 'model', 'condition' or a field of the sample. */
export function cellOf(line: Line, field: string): string {
  return line[columnOf(field)] ?? '';
}

/** Whether the CSV has a column for each of these fields: it has none for `target` and `tags`, nor for what is no scalar. */
export function holdsFields(csv: readonly Line[], fields: readonly string[]): boolean {
  const [first] = csv;
  return first === undefined || fields.every((field) => field === 'condition' || columnOf(field) in first);
}

function columnOf(field: string): string {
  if (field === 'model' || field === 'condition') return field;
  return field === 'id' ? 'sample' : `sample_${field}`;
}

/** What counts as one question: translations share the field `pair`. */
export function questionOf(line: Line): string {
  return line.sample_pair ? `pair ${line.sample_pair}` : (line.sample ?? '');
}

/** What moves as a whole: the value of the field that the report names, or the question. */
export function clusterOf(line: Line, field: string | undefined): string {
  return field === undefined ? questionOf(line) : cellOf(line, field);
}

/** The records in ranges such as "1-64,70-80/2"; undefined for one that is not there. */
export function linesIn(csv: readonly Line[], ranges: string): (Line | undefined)[] {
  return ranges.split(',').flatMap((range) => {
    const [, from, to = from, step = 1] = /^(\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(range) ?? [];
    const count = Math.floor((Number(to) - Number(from)) / Number(step)) + 1;
    if (!(count >= 1 && count <= csv.length)) return [undefined];
    return Array.from({ length: count }, (_, i) => csv[Number(from) + i * Number(step) - 1]);
  });
}

/** Items by a text that they share, in order of first appearance. */
export function grouped<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

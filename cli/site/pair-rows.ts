// The rows of a comparison: the answers of both sides to the same question, under the same condition, in the same trial, as the harness pairs them.
import type { DifferenceNumbers, Printed } from '../../harness/core/statistics.js';
import { cellOf, linesOf } from '../../page/filter.js';
import type { Row } from '../../page/rows.js';
import type { Numbers } from './numbers.js';

export type Compared = DifferenceNumbers & Printed;

/** A question as the harness clusters it: samples that share `pair` are one. */
export function clusterIn({ sample, fields }: Row): string {
  return fields.pair ? `pair ${fields.pair}` : sample;
}

/** Pairs of which one side passed and the other failed; empty if the CSV does not hold the rows. */
export function discordantPairs(numbers: Numbers, one: Compared): { a: Row; b: Row }[] {
  if (one.lines === null || one.measure !== 'pass rate') return [];
  const { judge, of, group } = one;
  const rows = numbers.rowsOf({ judge, lines: one.lines }, group);
  const named = linesOf(one.lines);
  const alike = of === 'model' || of === 'condition';
  const key = (row: Row) =>
    JSON.stringify([alike ? row.sample : clusterIn(row), row.trial, of === 'condition' ? '' : row.condition]);
  const side = (value: string) =>
    new Map(rows.filter((row) => named.has(row.line) && cellOf(row, of) === value).map((row) => [key(row), row]));
  const others = side(one.b);
  return [...side(one.a)].flatMap(([place, a]) => {
    const b = others.get(place);
    const scored = b && a.outcome !== 'unscored' && b.outcome !== 'unscored';
    return scored && a.outcome !== b.outcome ? [{ a, b }] : [];
  });
}

// Rates beside each other: one line a group, one column for each judge, aspect of a judge, or set of rows.
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { levelText } from '../stats/level.js';
import { percent, type Rate, type Rates } from './rate.js';
import { passRate } from './rates.js';

/** The pass rates of several judges on the same rows, each under its name in `judges`. Errors: as `passRate`. */
export function passRates(rows: Row[], { judges, by }: { judges: Record<string, Judge>; by: string[] }): Record<string, Rates> {
  return Object.fromEntries(Object.entries(judges).map(([title, judge]) => [title, passRate(rows, { judge, by })]));
}

/**
 * A table with the groups of all pass rates as lines, and each of them as a column under its name: the rate in per cent, its 95 % interval, and
 * what it is counted on; for a single answer whether it passed; empty where it has no such group. All are grouped by the same fields. Errors: Error if they are not.
 */
export function sideBySide(rates: Record<string, Rates>): Table {
  const columns = Object.entries(rates);
  const by = columns[0]?.[1].by ?? [];
  for (const [title, one] of columns)
    if (one.by.join() !== by.join())
      throw new Error(`expected "${title}" to be grouped by ${by.join(', ')}, got ${one.by.join(', ')}`);
  const keyOf = ({ group }: Rate) => JSON.stringify(by.map((field) => group[field] ?? ''));
  const keys = [...new Set(columns.flatMap(([, { groups }]) => groups.map(keyOf)))];
  const tables = columns.map(([, one]) => one.table());
  const missing = tables.find((table) => table.missing)?.missing;
  return {
    columns: [
      ...by.map((title) => ({ title })),
      ...columns.map(([title]) => ({ title: `${title}, %`, align: 'right' as const })),
    ],
    rows: keys.map((key) => [
      ...(JSON.parse(key) as string[]).map(inline),
      ...columns.map(([, { groups }]) => cell(groups.find((one) => keyOf(one) === key))),
    ]),
    caption: `Rate (${levelText} interval), answers that passed/scored. ${questions(columns.flatMap(([, { groups }]) => groups))}`,
    judge: tables.flatMap(({ judge = [] }) => judge),
    ...(missing ? { missing } : {}),
  };
}

function cell(rate: Rate | undefined): string {
  if (!rate) return '';
  if (rate.scored === 1 && rate.n === 1) return rate.passed === 1 ? 'passed' : 'did not pass';
  const left = rate.unscored ? `, ${rate.unscored} unscored` : '';
  return rate.rate === null
    ? `–${left}`
    : `${percent(rate.rate)} (${whole(rate.low)}–${whole(rate.high)}), ${rate.passed}/${rate.scored}${left}`;
}

function whole(share: number): string {
  return (100 * share).toFixed(0);
}

function questions(groups: readonly Rate[]): string {
  const counts = groups.map((one) => one.questions);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return groups.length === 0 ? '' : `${least === most ? most : `${least} to ${most}`} questions a rate.`;
}

// How many answers pass, by model or by any field of the samples, with an interval and the unscored beside it.
import { wilson } from './stats/wilson.js';
import type { Table } from './tables.js';
import type { Judge, Row } from './types.js';

export interface Rate {
  group: Record<string, string>;
  n: number;
  scored: number;
  passed: number;
  unscored: number;
  /** passed / scored, 0 to 1; null where nothing was scored */
  rate: number | null;
  low: number;
  high: number;
  /** the rate if all unscored answers had been wrong, or right */
  lowest: number;
  highest: number;
}

export interface Rates {
  by: string[];
  judge: string;
  groups: Rate[];
  table(): Table;
  /** The one group that matches. Errors: Error where none does. */
  of(match: Record<string, string>): Rate;
}

/**
 * Pass rates: an answer passes where its score is 1. `by` names 'model' or fields of the samples. Groups come in the order of the rows.
 * Intervals are 95 % Wilson over the scored answers.
 */
export function passRate(rows: Row[], { judge, by }: { judge: Judge; by: string[] }): Rates {
  const groups = grouped(rows, by).map(([group, members]) => rateOf(group, scoresOf(members, judge)));
  return {
    by,
    judge: judge.name,
    groups,
    table: () => tableOf(by, groups),
    of(match) {
      const found = groups.find(({ group }) => Object.entries(match).every(([field, value]) => group[field] === value));
      if (!found) throw new Error(`expected a group with ${JSON.stringify(match)}, there is none`);
      return found;
    },
  };
}

/** Rows by the values of `by`, in order of first appearance. */
function grouped(rows: Row[], by: string[]): [Record<string, string>, Row[]][] {
  const groups = new Map<string, [Record<string, string>, Row[]]>();
  for (const row of rows) {
    const group = Object.fromEntries(
      by.map((field) => [field, field === 'model' ? row.model.id : String(row.sample[field] ?? '')]),
    );
    const key = JSON.stringify(group);
    const found = groups.get(key);
    if (found) found[1].push(row);
    else groups.set(key, [group, [row]]);
  }
  return [...groups.values()];
}

function scoresOf(rows: Row[], judge: Judge): (number | null)[] {
  return rows.flatMap(({ grades }) => grades.filter((grade) => grade.judge === judge.name).map(({ score }) => score));
}

function rateOf(group: Record<string, string>, scores: (number | null)[]): Rate {
  const n = scores.length;
  const unscored = scores.filter((score) => score === null).length;
  const scored = n - unscored;
  const passed = scores.filter((score) => score === 1).length;
  const { low, high } = scored ? wilson(passed, scored) : { low: 0, high: 1 };
  return {
    group,
    n,
    scored,
    passed,
    unscored,
    rate: scored ? passed / scored : null,
    low,
    high,
    lowest: n ? passed / n : 0,
    highest: n ? (passed + unscored) / n : 1,
  };
}

function tableOf(by: string[], groups: Rate[]): Table {
  const percent = (value: number) => (100 * value).toFixed(1);
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    columns: [
      ...by.map((title) => ({ title })),
      right('passed'),
      right('scored'),
      right('unscored'),
      right('%'),
      right('95 % interval'),
    ],
    rows: groups.map(({ group, passed, scored, unscored, rate, low, high, lowest, highest }) => [
      ...by.map((field) => group[field] ?? ''),
      String(passed),
      String(scored),
      unscored ? `${unscored} (${percent(lowest)}–${percent(highest)} if decided)` : '0',
      rate === null ? '–' : percent(rate),
      rate === null ? '–' : `${percent(low)}–${percent(high)}`,
    ]),
  };
}

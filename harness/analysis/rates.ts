// Pass rates and mean scores, by model or by any field of the samples, with an interval and the unscored count.

import { clustered, clusterOf, fieldOf, gradeOf, judgeName } from '../core/cluster.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { clusteredShare, type Share } from '../stats/clustered-share.js';
import { levelText } from '../stats/level.js';
import { checkJudge, missingField } from './fields.js';

export interface Rate {
  group: Record<string, string>;
  /** graded answers: scored + unscored */
  n: number;
  scored: number;
  passed: number;
  unscored: number;
  /** those of the unscored that are not an answer but an error of the model */
  errors: number;
  /** distinct questions among the scored; fewer than `scored` if a question has several trials or translations */
  questions: number;
  /** passed / scored, or the mean score, 0 to 1; null if nothing was scored */
  rate: number | null;
  /** ends of the 95 % interval, 0 to 1 */
  low: number;
  high: number;
  method: Share['method'];
  /** the rate if all unscored answers had been wrong, or right */
  lowest: number;
  highest: number;
}

export interface Rates {
  by: string[];
  judge: string;
  /** what `rate` is */
  measure: 'pass rate' | 'mean score';
  groups: Rate[];
  table(): Table;
  /** The one group that matches. Errors: Error if none does. */
  of(match: Record<string, string>): Rate;
}

/** Which judge, and the grouping: 'model' or fields of the samples. */
export interface Grouping {
  judge: Judge | string;
  by: string[];
}

/**
 * Pass rates: an answer passes if its score is exactly 1. Groups come in the order of the rows. Intervals are 95 % Wilson over
 * the scored answers; if a question has several answers in a group (trials, or twins that share the field `pair`), over their
 * effective number. If no row has a field of `by`, a draft puts all into one group, and a report refuses the table. Errors:
 * UserError (exit 2) if the judge graded no row.
 */
export function passRate(rows: Row[], grouping: Grouping): Rates {
  return ratesOf(rows, grouping, 'pass rate');
}

/** Mean scores, 0 to 1, grouped as in `passRate`; intervals by cluster bootstrap over questions. */
export function meanScore(rows: Row[], grouping: Grouping): Rates {
  return ratesOf(rows, grouping, 'mean score');
}

function ratesOf(rows: Row[], { judge, by }: Grouping, measure: Rates['measure']): Rates {
  const name = judgeName(judge);
  const missing = missingField(rows, by, 'by');
  checkJudge(rows, name);
  const graded = rows.filter((row) => gradeOf(row, name));
  const keyed = clustered(graded, (row) => JSON.stringify(by.map((field) => fieldOf(row, field))));
  const groups = keyed.map((members) => {
    const group = Object.fromEntries(by.map((field) => [field, fieldOf(members[0] as Row, field)]));
    return rateOf(group, members, name, measure);
  });
  return {
    by,
    judge: name,
    measure,
    groups,
    table: () => ({ ...tableOf(by, groups, measure), judge, ...(missing ? { missing } : {}) }),
    of(match) {
      const found = groups.find(({ group }) => Object.entries(match).every(([field, value]) => group[field] === value));
      if (!found) throw new Error(`expected a group with ${JSON.stringify(match)}, there is none`);
      return found;
    },
  };
}

function rateOf(group: Record<string, string>, rows: Row[], judge: string, measure: Rates['measure']): Rate {
  const scores = rows.flatMap((row) => {
    const score = gradeOf(row, judge)?.score ?? null;
    return score === null ? [] : [{ row, score, value: measure === 'mean score' ? score : Number(score === 1) }];
  });
  const clusters = clustered(scores, ({ row }) => clusterOf(row.sample)).map((some) => some.map(({ value }) => value));
  const n = rows.length;
  const scored = scores.length;
  const total = scores.reduce((sum, { value }) => sum + value, 0);
  return {
    group,
    n,
    scored,
    passed: scores.filter(({ score }) => score === 1).length,
    unscored: n - scored,
    errors: rows.filter(({ generation }) => generation.finish === 'error').length,
    questions: clusters.length,
    rate: scored ? total / scored : null,
    ...clusteredShare(clusters),
    lowest: n ? total / n : 0,
    highest: n ? (total + n - scored) / n : 1,
  };
}

function tableOf(by: string[], groups: Rate[], measure: Rates['measure']): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  const value = measure === 'pass rate' ? '%' : 'mean score, %';
  return {
    columns: [...by.map((title) => ({ title })), ...['passed', 'scored', 'unscored', value, `${levelText} interval`].map(right)],
    rows: groups.map((one) => [
      ...by.map((field) => inline(one.group[field] ?? '')),
      String(one.passed),
      String(one.scored),
      unscoredCell(one),
      one.rate === null ? '–' : percent(one.rate),
      one.rate === null ? '–' : `${percent(one.low)}–${percent(one.high)}`,
    ]),
    caption: captionOf(groups),
  };
}

function unscoredCell({ unscored, errors, lowest, highest }: Rate): string {
  if (!unscored) return '0';
  return `${unscored} (${percent(lowest)}–${percent(highest)} if decided${errors ? `; ${errors} model errors` : ''})`;
}

const methods: Record<Share['method'], string> = {
  Wilson: 'Wilson intervals among the scored',
  'clustered Wilson': 'where a question has several answers in a line, Wilson intervals for the effective number of answers',
  'cluster bootstrap': 'intervals by cluster bootstrap, a question drawn with all its answers',
};

function captionOf(groups: Rate[]): string {
  const used = new Set(groups.filter(({ rate }) => rate !== null).map(({ method }) => method));
  const text = Object.entries(methods)
    .filter(([method]) => [...used].some((one) => one === method))
    .map(([, words]) => words)
    .join('; ');
  return text ? `${text[0]?.toUpperCase()}${text.slice(1)}.` : 'Nothing was scored.';
}

/** A share as a percentage with one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

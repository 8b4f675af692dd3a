// Pass rates and mean scores, by model or by any field of the samples, with an interval and the unscored count.

import { clustered, clusteredBy, clusterOf, fieldOf, gradeOf, judgeName, modelTitles } from '../core/cluster.js';
import type { Estimates } from '../core/estimate.js';
import { inline } from '../core/quote.js';
import type { Statistic } from '../core/statistics.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { clusteredShare, type Share } from '../stats/clustered-share.js';
import { levelText } from '../stats/level.js';
import { acrossRates } from './across.js';
import { checkJudge, missingField } from './fields.js';

export interface Rate {
  group: Record<string, string>;
  /** graded answers: scored + unscored */
  n: number;
  scored: number;
  passed: number;
  /** passed, had cut-off and looping answers been allowed to */
  passedAsJudged: number;
  unscored: number;
  /** those of the unscored that are not an answer but an error of the model */
  errors: number;
  /** distinct questions among the scored; fewer than `scored` if a question has several trials or translations */
  questions: number;
  /** what the interval is over: the questions, or the clusters that the script names */
  clusters: number;
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
  /** what prose and figures call the models, by id */
  titles: Record<string, string>;
  /** the same numbers with the rows that they come from */
  statistics: readonly Statistic[];
  table(): Table;
  /** The one group that matches. Errors: Error if none does. */
  of(match: Record<string, string>): Rate;
  /** what a prediction about them is about */
  estimates: Estimates;
  /**
   * The rate where `field` is `a` minus that where it is `b`, for each group of the other fields: of different questions, e.g. two
   * levels. Errors: UserError (exit 2) if the rates are not split by `field`, or a question is on both sides.
   */
  across(field: string, a: string, b: string): Estimates;
}

/** Which judge, and the grouping: 'model' or fields of the samples. */
export interface Grouping {
  judge: Judge | string;
  by: string[];
  /**
   * a field of the samples whose values are the clusters, e.g. 'family': the interval is then that of a claim about more families
   * than those asked. Default: each question is one, for a claim about such questions of these families
   */
  clusters?: string;
}

/**
 * Pass rates: an answer passes if its score is exactly 1. Groups come in the order of the rows, numbers by size. Intervals are 95 % Wilson over
 * the scored answers; if a question has several answers in a group (trials, or twins that share the field `pair`), over their
 * effective number, and so with `clusters`. A group of a single answer has neither percentage nor interval: it is shown as passed or not. If no row has a
 * field of `by`, a draft puts all into one group, and a report refuses the table. Errors:
 * UserError (exit 2) if the judge graded no row.
 */
export function passRate(rows: Row[], grouping: Grouping): Rates {
  return ratesOf(rows, grouping, 'pass rate');
}

/** Mean scores, 0 to 1, grouped as in `passRate`; Wilson intervals for the effective number of answers. */
export function meanScore(rows: Row[], grouping: Grouping): Rates {
  return ratesOf(rows, grouping, 'mean score');
}

function ratesOf(rows: Row[], { judge, by, clusters }: Grouping, measure: Rates['measure']): Rates {
  const name = judgeName(judge);
  const missing = missingField(rows, by, 'by') ?? missingField(rows, clusters === undefined ? [] : [clusters], 'clusters');
  checkJudge(rows, name);
  const cluster = clusteredBy(rows, missing === undefined ? clusters : undefined);
  const graded = rows.filter((row) => gradeOf(row, name));
  const keyed = clustered(graded, (row) => JSON.stringify(by.map((field) => fieldOf(row, field))));
  const ordered = ascending(keyed, by);
  const groups = ordered.map((members) => {
    const group = Object.fromEntries(by.map((field) => [field, fieldOf(members[0] as Row, field)]));
    return rateOf(group, members, name, measure, cluster);
  });
  const estimates: Estimates = {
    of: { judge: name, measure, by },
    all: groups.map(({ group, rate, low, high, questions, scored }) => ({
      group,
      value: rate,
      low,
      high,
      questions,
      counted: `${scored} answers`,
    })),
    ...(missing ? { missing } : {}),
  };
  const scores = graded.map((row) => gradeOf(row, name)?.score ?? null);
  const statistics: Statistic[] = [
    { rows: graded, scores, rates: { judge: name, measure, by, groups, ...(clusters === undefined ? {} : { clusters }) } },
  ];
  return {
    by,
    judge: name,
    measure,
    groups,
    titles: modelTitles(rows),
    estimates,
    statistics,
    across: (field, a, b) =>
      acrossRates(
        estimates,
        groups.map((rate, i) => ({
          rate,
          estimate: estimates.all[i] as Estimates['all'][number],
          questions: (ordered[i] as Row[]).map(({ sample }) => clusterOf(sample)),
        })),
        [field, a, b],
      ),
    table: () => {
      const table = tableOf(by, groups, measure);
      const caption = `${table.caption}${clustersText(groups, clusters)}`;
      return { ...table, caption, judge, estimates, statistics, ...(missing ? { missing } : {}) };
    },
    of(match) {
      const found = groups.find(({ group }) => Object.entries(match).every(([field, value]) => group[field] === value));
      if (!found) throw new Error(`expected a group with ${JSON.stringify(match)}, there is none`);
      return found;
    },
  };
}

/**
 * Groups in the order of the rows, but by size where a field is a number in every row: steps, lengths, levels. Groups that differ
 * in another field keep their places.
 */
function ascending(groups: Row[][], by: string[]): Row[][] {
  const isNumber =
    (field: string) =>
    ({ sample }: Row) =>
      typeof sample[field] === 'number';
  const fields = by.filter((field) => field !== 'model' && field !== 'condition');
  const numeric = fields.filter((field) => groups.every((rows) => rows.every(isNumber(field))));
  const others = by.filter((field) => !numeric.includes(field));
  const at = ([row]: Row[], field: string) => row?.sample[field] as number;
  const compare = (a: Row[], b: Row[]) => numeric.reduce((sign, field) => sign || at(a, field) - at(b, field), 0);
  const alike = clustered(groups, ([row]) => JSON.stringify(others.map((field) => fieldOf(row as Row, field))));
  return alike.flatMap((some) => some.sort(compare));
}

function rateOf(
  group: Record<string, string>,
  rows: Row[],
  judge: string,
  measure: Rates['measure'],
  cluster: (sample: Row['sample']) => string,
): Rate {
  const scores = rows.flatMap((row) => {
    const score = gradeOf(row, judge)?.score ?? null;
    return score === null ? [] : [{ row, score, value: measure === 'mean score' ? score : Number(score === 1) }];
  });
  const clusters = clustered(scores, ({ row }) => cluster(row.sample)).map((some) => some.map(({ value }) => value));
  const n = rows.length;
  const scored = scores.length;
  const total = scores.reduce((sum, { value }) => sum + value, 0);
  return {
    group,
    n,
    scored,
    passed: scores.filter(({ score }) => score === 1).length,
    passedAsJudged: scores.filter(({ row, score }) => (gradeOf(row, judge)?.asJudged?.score ?? score) === 1).length,
    unscored: n - scored,
    errors: rows.filter(({ generation }) => generation.finish === 'error').length,
    questions: new Set(scores.map(({ row }) => clusterOf(row.sample))).size,
    clusters: clusters.length,
    rate: scored ? total / scored : null,
    ...clusteredShare(clusters),
    lowest: n ? total / n : 0,
    highest: n ? (total + n - scored) / n : 1,
  };
}

function tableOf(by: string[], groups: Rate[], measure: Rates['measure']): Table {
  const right = (title: string) => ({ title, align: 'right' as const });
  const value = measure === 'pass rate' ? '%' : 'mean score, %';
  const lenient = measure === 'pass rate' && groups.some(({ passed, passedAsJudged }) => passed !== passedAsJudged);
  const titles = ['passed', 'scored', 'unscored', value, `${levelText} interval`, ...(lenient ? ['lenient, %'] : [])];
  return {
    columns: [...by.map((title) => ({ title })), ...titles.map(right)],
    rows: groups.map((one) => [
      ...by.map((field) => inline(one.group[field] ?? '')),
      String(one.passed),
      String(one.scored),
      unscoredCell(one),
      ...(isSingle(one) ? [singleText(one, measure), '–'] : rateCells(one)),
      ...(lenient ? [one.scored < 2 ? '–' : percent(one.passedAsJudged / one.scored)] : []),
    ]),
    caption: lenient ? `${captionOf(groups)} ${lenientText}` : captionOf(groups),
  };
}

function rateCells({ rate, low, high }: Rate): string[] {
  return rate === null ? ['–', '–'] : [percent(rate), `${percent(low)}–${percent(high)}`];
}

/** Whether it is one scored answer and nothing else: no rate follows from it. */
export function isSingle({ n, scored }: Rate): boolean {
  return n === 1 && scored === 1;
}

/** A single answer in words. */
export function singleText({ passed, rate }: Rate, measure: Rates['measure']): string {
  if (measure === 'mean score') return `score ${(rate ?? 0).toFixed(2)}, 1 answer`;
  return passed ? 'passed, 1 answer' : 'did not pass, 1 answer';
}

function unscoredCell({ unscored, errors, lowest, highest }: Rate): string {
  if (!unscored) return '0';
  return `${unscored} (${percent(lowest)}–${percent(highest)} if decided${errors ? `; ${errors} model errors` : ''})`;
}

const methods: Record<Share['method'], string> = {
  Wilson: 'Wilson intervals among the scored',
  'clustered Wilson': 'where a question has several answers in a line, Wilson intervals for the effective number of answers',
  'scored Wilson': 'Wilson intervals for the effective number of answers',
};

const lenientText = 'Lenient: answers that were cut off or loop may pass too.';

function captionOf(groups: Rate[]): string {
  const used = new Set(groups.filter((one) => one.rate !== null && !isSingle(one)).map(({ method }) => method));
  const text = Object.entries(methods)
    .filter(([method]) => [...used].some((one) => one === method))
    .map(([, words]) => words)
    .join('; ');
  if (text) return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  return groups.some(isSingle) ? 'A single answer has no rate.' : 'Nothing was scored.';
}

/** What `clusters` means for the intervals; '' without. */
function clustersText(groups: Rate[], field: string | undefined): string {
  if (field === undefined) return '';
  const counts = [...new Set(groups.map(({ clusters }) => clusters))].sort((a, b) => a - b).join(' or ');
  return ` Clusters by ${inline(field)} (${counts}): each counts with all its answers, so that the intervals speak of others like them too.`;
}

/** A share as a percentage with one decimal. */
export function percent(share: number): string {
  return (100 * share).toFixed(1);
}

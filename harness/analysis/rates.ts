// Pass rates and mean scores, by model or by any field of the samples, with an interval and the unscored count.
import { clustered, clusteredBy, clusterOf, fieldOf, gradeOf, judgeName, modelTitles } from '../core/cluster.js';
import { UserError } from '../core/errors.js';
import type { Estimates } from '../core/estimate.js';
import type { Statistic } from '../core/statistics.js';
import type { Judge, Row } from '../core/types.js';
import { clusteredShare } from '../stats/clustered-share.js';
import { acrossRates } from './across.js';
import { checkJudge, missingField } from './fields.js';
import { clustersText, type Rate, type Rates, tableOf } from './rate.js';

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
      if (!found)
        throw new UserError(
          `expected a group with ${JSON.stringify(match)}, there is none; a draft of some samples, or of one model, may lack it`,
        );
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

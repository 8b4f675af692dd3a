// Two models on the same questions, or one model on two variants of the same question: a difference with its interval, a p value
// adjusted for all comparisons of the report, and what the data could not have shown.

import { clustered, clusteredBy, clusterOf, fieldOf, gradeOf, judgeName, modelTitles } from '../core/cluster.js';
import type { Difference, Family, Language, LazyTable, LazyText, Says, Statistic } from '../core/content.js';
import { UserError } from '../core/errors.js';
import type { Estimate, Estimates } from '../core/estimate.js';
import { short } from '../core/statistics.js';
import type { Judge, Row } from '../core/types.js';
import { holm, minimumDetectableDifference } from '../stats/index.js';
import { alpha } from '../stats/level.js';
import { acrossContrasts } from './across.js';
import { type Contrast, contrastOf, type Pair, type Verdict } from './contrast.js';
import { checkJudge, missingField } from './fields.js';
import { briefOf, contrastTable, nothingCompared, sentenceOf } from './sentence.js';

/**
 * A page's comparisons are adjusted together when it is woven; before that, and whenever no family is given, only these contrasts
 * are adjusted.
 */
export interface Comparison extends Says {
  contrasts: Contrast[];
  /** One sentence per contrast. */
  sentence(options?: { lang?: Language }): LazyText;
  table(): LazyTable;
  /** The results of each contrast that has pairs. */
  differences(family?: Family): Difference[];
  /** what a prediction about it is about */
  estimates: Estimates;
  /**
   * The difference where `field` is `a` minus that where it is `b`, for each group of the other fields. Errors: UserError (exit 2)
   * if the comparison is not split by `field`.
   */
  across(field: string, a: string, b: string): Estimates;
}

export interface CompareOptions {
  judge: Judge | string | (Judge | string)[];
  /**
   * what differs between the two sides: 'model' (default), or a field of the samples, e.g. 'lang'; twins share the field `pair`
   */
  of?: string;
  /** the two sides; default: every two values of `of` */
  a?: string;
  b?: string;
  /** fields that split the comparison, one contrast each; if `of` is not 'model', the model always splits it too */
  by?: string[];
  /** default 'pass rate' */
  measure?: Contrast['measure'];
  /**
   * a field of the samples whose values are the clusters, e.g. 'family', for a claim about more families than those asked: the
   * interval and the test move each as a whole. Default: each question is one
   */
  clusters?: string;
}

/**
 * Compares answers to the same questions. Pass rates with one answer per question: exact McNemar test. Otherwise: a sign-flip
 * permutation test of the questions' summed differences. It only computes; what a page shows of it joins the page's family for
 * Holm's adjustment. If no row has a named field, or a side has no rows, nothing is compared: a draft says so, a report refuses
 * it. Errors: UserError (exit 2) if a judge graded no row, or a side has two answers to one question.
 */
export function compare(rows: Row[], options: CompareOptions): Comparison {
  const { of = 'model', a, b, measure = 'pass rate', clusters } = options;
  const by = options.by ?? [];
  const missing =
    missingField(rows, by, 'by') ??
    missingField(rows, [of], 'of') ??
    missingField(rows, clusters === undefined ? [] : [clusters], 'clusters') ??
    missingSide(rows, of, [a, b]);
  const fields = of === 'model' || by.includes('model') ? by : ['model', ...by];
  const judges = [options.judge].flat().map(judgeName);
  const titles = modelTitles(rows);
  const asked = { judge: judges, measure, sides: { of, a, b }, by: fields };
  if (missing !== undefined) return notCompared(missing, asked);
  for (const judge of judges) checkJudge(rows, judge);
  const cluster = clusteredBy(rows, clusters);
  const named = clusters === undefined ? {} : { clusteredBy: clusters };
  const statistics: Statistic[] = [];
  const compared = judges.flatMap((judge) => {
    const graded = rows.filter((row) => gradeOf(row, judge));
    return clustered(graded, (row) => JSON.stringify(fields.map((field) => fieldOf(row, field)))).flatMap((members) => {
      const group = Object.fromEntries(fields.map((field) => [field, fieldOf(members[0] as Row, field)]));
      return sidesOf(members, of, a, b).map(([left, right]) => {
        const pairs = pairsOf(members, { judge, of, a: left, b: right, cluster });
        const contrast = contrastOf({ judge, of, a: left, b: right, group, titles, measure, ...named }, pairs);
        statistics.push(...statisticOf(contrast, members));
        return { pairs, contrast };
      });
    });
  });
  const contrasts = compared.map(({ contrast }) => contrast);
  const estimates: Estimates = { of: asked, all: contrasts.map(estimateOf) };
  const tests = contrasts.flatMap(({ test }) => (test ? [test] : []));
  return {
    contrasts,
    tests,
    estimates,
    statistics,
    across: (field, ...sides) =>
      acrossContrasts(
        estimates,
        compared.map((one, i) => ({ ...one, estimate: estimates.all[i] as Estimate })),
        [field, ...sides],
      ),
    sentence: ({ lang = 'en' } = {}) => ({
      kind: 'lazy text',
      tests,
      estimates,
      statistics,
      text: (family = tests) => {
        const sentences = contrasts.map((contrast) => sentenceOf(contrast, verdictOf(contrast, family), lang));
        return sentences.length > 1
          ? sentences.map((sentence) => `- ${sentence}`).join('\n')
          : (sentences[0] ?? nothingCompared[lang]);
      },
    }),
    table: () => ({
      kind: 'lazy table',
      tests,
      estimates,
      statistics,
      table: (family = tests) => contrastTable(contrasts, (contrast) => verdictOf(contrast, family)),
    }),
    brief: (lang, family = tests) =>
      contrasts.map((contrast) => briefOf(contrast, verdictOf(contrast, family), lang)).join(' ') || nothingCompared[lang],
    differences: (family = tests) => contrasts.flatMap((contrast) => differenceOf(contrast, verdictOf(contrast, family))),
  };
}

/** Says which of the named values of `of` has no rows; undefined if all have some. */
export function missingSide(rows: readonly Row[], of: string, sides: readonly (string | undefined)[]): string | undefined {
  const values = [...new Set(rows.map((row) => fieldOf(row, of)))];
  const absent = sides.find((side) => side !== undefined && !values.includes(side));
  if (absent === undefined) return undefined;
  return `expected rows of ${of} ${absent}, got rows of ${values.join(', ') || 'none'}`;
}

function notCompared(missing: string, asked: Estimates['of']): Comparison {
  const text = `Nothing is compared here: ${missing}.`;
  const estimates: Estimates = { of: asked, all: [], missing };
  return {
    contrasts: [],
    tests: [],
    missing,
    estimates,
    across: (...sides) => acrossContrasts(estimates, [], sides),
    sentence: () => ({ kind: 'lazy text', tests: [], missing, text: () => text }),
    table: () => ({ kind: 'lazy table', tests: [], missing, table: () => ({ columns: [], rows: [], caption: text }) }),
    brief: () => text,
    differences: () => [],
  };
}

function estimateOf({ judge, a, b, group, difference, low, high, questions, n }: Contrast, _: number, all: Contrast[]): Estimate {
  const several = all.some((one) => one.judge !== judge);
  return {
    group: several ? { judge, ...group } : group,
    sides: [a, b],
    value: difference,
    low,
    high,
    questions,
    counted: `${n} pairs`,
  };
}

function differenceOf(contrast: Contrast, { p }: Verdict): Difference[] {
  const { a, b, group, difference, low, high, n, questions, clusters, clusteredBy } = contrast;
  if (difference === null || p === null) return [];
  const values = { difference: short(difference), low: short(low), high: short(high), p: short(p) };
  const among = clusteredBy === undefined ? {} : { clusters };
  return [{ a, b, group: Object.values(group).join(', '), ...values, n, questions, ...among }];
}

/** A contrast with the rows of both sides; none if nothing could be compared. */
function statisticOf(contrast: Contrast, members: Row[]): Statistic[] {
  const { judge, of, a, b, group, measure, n, questions, difference, low, high, method, test, clusteredBy } = contrast;
  if (difference === null || test === null) return [];
  const rows = members.filter((row) => [a, b].includes(fieldOf(row, of)));
  const scores = rows.map((row) => gradeOf(row, judge)?.score ?? null);
  const among = clusteredBy === undefined ? {} : { clusters: clusteredBy };
  const numbers = { judge, of, a, b, group, measure, n, questions, ...among, difference, low, high, method, test };
  return [{ rows, scores, difference: numbers }];
}

/** Every two values of `of`, in the order of the rows, or only those requested. */
function sidesOf(rows: Row[], of: string, a?: string, b?: string): [string, string][] {
  const values = [...new Set(rows.map((row) => fieldOf(row, of)))];
  return values
    .flatMap((left, i) => values.slice(i + 1).map((right): [string, string] => [left, right]))
    .map(([left, right]): [string, string] => (right === a || left === b ? [right, left] : [left, right]))
    .filter(([left, right]) => (a === undefined || left === a) && (b === undefined || right === b));
}

interface Sides {
  judge: string;
  of: string;
  a: string;
  b: string;
  cluster: (sample: Row['sample']) => string;
}

/**
 * Answers of both sides to the same question, under the same condition, in the same trial. Errors: UserError if a side has two of
 * them: rows from two runs differ for a sample, and no pair of them is the right one.
 */
function pairsOf(rows: Row[], { judge, of, a, b, cluster }: Sides): Pair[] {
  const key = ({ sample, trial, condition }: Row) =>
    JSON.stringify([
      of === 'model' || of === 'condition' ? sample.id : clusterOf(sample),
      trial,
      of === 'condition' ? '' : condition,
    ]);
  const side = (value: string) => {
    const found = new Map<string, Row>();
    for (const row of rows)
      if (fieldOf(row, of) === value) {
        if (found.has(key(row)))
          throw new UserError(
            `compare: expected one answer of ${value} to a question, got two to sample ${row.sample.id}, trial ${row.trial}. ` +
              "Put rows of two prompts or decodings into one run with `conditions`, and split the comparison with `by: ['condition']`",
          );
        found.set(key(row), row);
      }
    return found;
  };
  const score = (row: Row) => gradeOf(row, judge)?.score ?? null;
  const [own, others] = [side(a), side(b)];
  return [...own].flatMap(([place, row]) => {
    const other = others.get(place);
    const { sample } = row;
    return other ? [{ question: clusterOf(sample), cluster: cluster(sample), a: score(row), b: score(other) }] : [];
  });
}

/** Adjusted within `family`; on its own if it is not a member. */
function verdictOf({ test, n, clusters, moves }: Contrast, family: Family): Verdict {
  if (!test) return { p: null, family: family.length, smallest: () => null };
  const all = family.includes(test) ? family : [test];
  const p = holm(all.map((one) => one.p))[all.indexOf(test)] as number;
  const smallest = () => minimumDetectableDifference({ questions: clusters, pairs: n, moves }, alpha / all.length);
  return { p, family: all.length, smallest };
}

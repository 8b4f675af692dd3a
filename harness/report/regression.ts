// Today's headline rates against those of a baseline, on the same questions: which of them dropped, and what could not have been seen.
import { type Contrast, contrastOf, type Pair } from '../analysis/contrast.js';
import { cellOf, clusterOf, type Line, linesIn, questionOf, scoreOf } from '../check/rows.js';
import { clustered } from '../core/cluster.js';
import type { Statistics } from '../core/statistics.js';
import { holm, minimumDetectableDifference, pairedDifference, signFlip } from '../stats/index.js';
import { alpha } from '../stats/level.js';

/** A report on both sides. */
export interface Sides {
  name: string;
  /** of today */
  rates: Statistics['rates'];
  today: readonly Line[];
  baseline: readonly Line[];
}

/**
 * `drop`: the rate is lower, the adjusted p shows it, and it is at least as large as the gate asks; `small drop`: shown, but smaller than that;
 * `rise`: shown to be higher; `not shown`: the data show no change; `not comparable`: no answer is scored on both sides.
 */
export type Outcome = 'drop' | 'small drop' | 'rise' | 'not shown' | 'not comparable';

/** One rate of a headline, today and in the baseline, over the answers that both sides have and scored. */
export interface Compared {
  report: string;
  /** the name of the headline; '' for the only one */
  headline: string;
  judge: string;
  /** versions of the judge in the rows: two if it changed */
  versions: string[];
  group: Record<string, string>;
  measure: Contrast['measure'];
  /** 0 to 1; null if nothing is scored on both sides */
  before: number | null;
  after: number | null;
  /** today minus the baseline, with its 95 % interval, -1 to 1; null likewise */
  difference: number | null;
  low: number;
  high: number;
  /** pairs scored on both sides, the questions and clusters that they belong to */
  n: number;
  questions: number;
  clusters: number;
  /** pairs that passed only then, or only now (of mean scores: that scored higher then, or now) */
  onlyBefore: number;
  onlyNow: number;
  /** pairs in which a side is unscored */
  unscored: number;
  /** answers of today without one in the baseline, or to a sample whose text was another */
  unpaired: number;
  test: string | null;
  /** of the test alone */
  alone: number | null;
  /** adjusted for the gate; null for a rate that is not in its family */
  p: number | null;
  outcome: Outcome;
  /** the smallest true drop that is found with 80 % power, 0 to 1; null if none, however large. Takes a moment */
  smallest(): number | null;
}

export interface Regression {
  compared: Compared[];
  /** how many tests the p values are adjusted for */
  family: number;
}

/** `minEffect`, 0 to 1, default 0: a shown drop that is smaller closes no gate. `only`: ids of models, default all. */
export interface RegressionOptions {
  minEffect?: number;
  only?: readonly string[];
  /** what the intervals are by, default as everywhere; no outcome depends on it, and a simulation needs none */
  intervalOf?: typeof pairedDifference;
}

/**
 * Compares every headline rate. p values: exact McNemar or sign-flip test,
 * two-sided, Holm over the rates that could be shown to differ at all: where too few answers turned for any split of them to be below the
 * level, the rate is not in the family (Tarone 1990, Biometrics 46, 515–522). The tests are conditional on how many turned, so this choice
 * costs nothing.
 */
export function regressionOf(
  sides: readonly Sides[],
  { minEffect = 0, only = [], intervalOf = pairedDifference }: RegressionOptions = {},
): Regression {
  const all = sides.flatMap((side) => side.rates.flatMap((rates) => contrastsOf(side, rates, only, intervalOf)));
  const family = all.filter(({ contrast: { moves } }) => moves.length > 0 && signFlip(moves.map(Math.abs)) < alpha);
  const adjusted = holm(family.map(({ contrast }) => contrast.test?.p ?? 1));
  const powers = new Map<string, number | null>();
  const compared = all.map((one): Compared => {
    const { contrast, before, ...what } = one;
    const place = family.indexOf(one);
    const p = place < 0 ? null : (adjusted[place] as number);
    const tests = family.length + (place < 0 ? 1 : 0);
    const { difference, n, questions, clusters, unscored, onlyA, onlyB, low, high, test, moves, group, judge, measure } =
      contrast;
    const design = { questions: clusters, pairs: n, moves: moves.map(Math.abs), least: minEffect };
    const known = JSON.stringify([design, tests]);
    const smallest = () => {
      const found = powers.get(known) ?? (n > 0 ? minimumDetectableDifference(design, alpha / tests) : null);
      powers.set(known, found);
      return found;
    };
    return {
      ...what,
      ...{ judge, group, measure, before, after: before === null || difference === null ? null : before + difference },
      ...{ difference, low, high, n, questions, clusters, onlyBefore: onlyB, onlyNow: onlyA, unscored },
      ...{ test: test?.name ?? null, alone: test?.p ?? null, p },
      outcome: outcomeOf(difference, p, minEffect),
      smallest,
    };
  });
  return { compared, family: family.length };
}

function outcomeOf(difference: number | null, p: number | null, minEffect: number): Outcome {
  if (difference === null) return 'not comparable';
  if (p === null || p >= alpha || difference === 0) return 'not shown';
  if (difference > 0) return 'rise';
  return -difference >= minEffect - 1e-9 ? 'drop' : 'small drop';
}

type Rates = Statistics['rates'][number];

/** The rows of today that a headline's rates are of; none for rates that are no headline, or that the CSV does not hold. */
export function heldLines({ today }: Sides, { lines, headline }: Rates, only: readonly string[]): Line[] {
  if (headline === undefined || lines === null) return [];
  const found = linesIn(today, lines).filter((line) => line !== undefined);
  return only.length > 0 ? found.filter(({ model = '' }) => only.includes(model)) : found;
}

/** One contrast for each group of a headline's rates, today as side a. */
function contrastsOf(side: Sides, rates: Rates, only: readonly string[], intervalOf: typeof pairedDifference) {
  const { name, today, baseline } = side;
  const { judge, measure, by, clusters, headline = '' } = rates;
  const found = heldLines(side, rates, only);
  const old = occurrences(baseline);
  const current = occurrences(today);
  const keys = new Map([...current].map(([key, line]) => [line, key]));
  return clustered(found, (line) => JSON.stringify(by.map((field) => cellOf(line, field)))).map((members) => {
    const group = Object.fromEntries(by.map((field) => [field, cellOf(members[0] as Line, field)]));
    const both = members.flatMap((line) => {
      const before = old.get(keys.get(line) as string);
      return before && before.input === line.input ? [{ line, before }] : [];
    });
    const pairs = both.map(
      ({ line, before }): Pair => ({
        question: questionOf(line),
        cluster: clusterOf(line, clusters),
        a: scoreOf(line),
        b: scoreOf(before),
      }),
    );
    const contrast = contrastOf({ judge, of: 'side', a: 'today', b: 'baseline', group, titles: {}, measure }, pairs, intervalOf);
    const versions = new Set(both.flatMap(({ line, before }) => [before.judge_version ?? '', line.judge_version ?? '']));
    return {
      report: name,
      headline,
      versions: [...versions],
      unpaired: members.length - both.length,
      before: meanBefore(pairs, measure),
      contrast,
    };
  });
}

function meanBefore(pairs: readonly Pair[], measure: Contrast['measure']): number | null {
  const values = pairs.flatMap(({ a, b }) => (a === null || b === null ? [] : [measure === 'mean score' ? b : Number(b === 1)]));
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/** The rows by what was asked of whom and judged by whom; where a script asks the same twice, the first, the second … */
function occurrences(lines: readonly Line[]): Map<string, Line> {
  const counts = new Map<string, number>();
  return new Map(
    lines.map((line) => {
      const { model, dataset, sample, condition = '', trial, judge } = line;
      const what = JSON.stringify([model, dataset, sample, condition, trial, judge]);
      const count = counts.get(what) ?? 0;
      counts.set(what, count + 1);
      return [`${what} ${count}`, line];
    }),
  );
}

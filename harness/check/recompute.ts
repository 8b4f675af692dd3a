// Computes a report's rates, intervals, differences and p values anew from its CSV, and compares them with what the manifest states
// and the page prints. It uses nothing of harness/stats and harness/analysis: the same fault would have to be made twice.
import type { Difference } from '../core/content.js';
import type { DifferenceNumbers, Measure, RateNumbers, RatesNumbers, Statistics } from '../core/statistics.js';
import { type Clusters, clusteredScoreInterval, type End, type Ends, sum } from './intervals.js';
import { meldedInterval } from './melded.js';
import { numbersIn, onlyPrints, prints } from './printed.js';
import { cellOf, clusterOf, grouped, holdsFields, type Line, linesIn, questionOf, scoreOf } from './rows.js';
import { type Bounds, holmAdjusted, mcnemarTest, signFlipTest } from './tests.js';

export interface Recomputed {
  /** rates and comparisons that were computed anew */
  checked: number;
  /** those whose rows, scores or fields no CSV holds */
  unchecked: number;
  /** what does not agree, each in one line */
  faults: string[];
}

export interface Stated {
  csv: readonly Line[];
  /** text of the page */
  page: string;
  statistics: Statistics;
  /** what other pages show of the report */
  headlines: readonly Readonly<Record<string, string | undefined>>[];
  differences: readonly Difference[];
}

export function recompute({ csv, page, statistics, headlines, differences }: Stated): Recomputed {
  const printed = numbersIn(page);
  const faults: string[] = [];
  let [checked, unchecked] = [0, 0];
  const look = (lines: string | null, fields: string[], count: number, check: (lines: Line[]) => string[]) => {
    if (lines === null || !holdsFields(csv, fields)) {
      unchecked += count;
      return;
    }
    checked += count;
    const found = linesIn(csv, lines);
    if (found.includes(undefined)) faults.push(`expected records ${lines} in the CSV, got ${csv.length}`);
    else faults.push(...check(found as Line[]));
  };
  for (const { lines, shown, ...rates } of statistics.rates)
    look(lines, [...rates.by, ...named(rates.clusters)], rates.groups.length, (found) =>
      ratesFaults(rates, found, shown ? printed : null),
    );
  for (const { lines, shown, ...one } of statistics.differences)
    look(lines, [one.of, ...Object.keys(one.group), ...named(one.clusters)], 1, (found) =>
      differenceFaults(one, found, shown ? printed : null),
    );
  faults.push(...familyFaults(statistics), ...quoteFaults(statistics, headlines, differences));
  return { checked, unchecked, faults };
}

function named(field: string | undefined): string[] {
  return field === undefined ? [] : [field];
}

/** The numbers of the page; null for what it need not print. */
type Printed = ReturnType<typeof numbersIn> | null;

function ratesFaults({ judge, measure, by, groups, clusters }: RatesNumbers, lines: Line[], printed: Printed): string[] {
  const stranger = lines.find((line) => line.judge !== judge);
  if (stranger) return [`expected records of judge ${judge}, got one of ${stranger.judge}`];
  const key = (values: string[]) => JSON.stringify(values);
  const found = grouped(lines, (line) => key(by.map((field) => cellOf(line, field))));
  if (found.size !== groups.length)
    return [`rates of ${judge} by ${by.join(', ')}: expected ${found.size} groups, got ${groups.length}`];
  return groups.flatMap((stated) => {
    const where = `rate of ${judge}, ${nameOf(stated.group)}`;
    const own = found.get(key(by.map((field) => stated.group[field] ?? '')));
    if (!own) return [`${where}: expected a group of the CSV, got none`];
    return rateFaults(stated, own, { measure, clusters }, printed).map((fault) => `${where}: ${fault}`);
  });
}

function rateFaults(
  stated: RateNumbers,
  lines: Line[],
  { measure, clusters: field }: Pick<RatesNumbers, 'measure' | 'clusters'>,
  printed: Printed,
): string[] {
  const scored = lines.filter((line) => scoreOf(line) !== null);
  const byCluster = grouped(scored, (line) => clusterOf(line, field));
  const clusters = [...byCluster.values()].map((own) => own.map((line) => worth(line, measure)));
  const passed = scored.filter((line) => scoreOf(line) === 1).length;
  const passedAsJudged = scored.filter((line) => Number(line.lenient_score ?? line.score) === 1).length;
  const counts = { passed, passedAsJudged, scored: scored.length, unscored: lines.length - scored.length };
  for (const name of ['passed', 'passedAsJudged', 'scored', 'unscored'] as const)
    if (stated[name] !== undefined && stated[name] !== counts[name])
      return [`expected ${counts[name]} ${name}, got ${stated[name]}`];
  if (stated.rate === null) return scored.length === 0 ? [] : ['expected a rate, got none'];
  const rate = sum(clusters.flat()) / scored.length;
  if (!(Math.abs(stated.rate - rate) < 2e-6)) return [`expected ${percent(rate)} %, got ${percent(stated.rate)} %`];
  const faults = endFaults(stated, rateEnds(clusters, stated.method));
  // A rate of one answer may be printed as passed or not.
  const alone =
    scored.length < 2 ||
    printed === null ||
    prints(
      printed,
      [stated.rate, stated.low, stated.high].map((share) => 100 * share),
    );
  return alone
    ? faults
    : [...faults, `expected ${percent(stated.rate)} with ${interval(stated)} on the page, found no line with them`];
}

function worth(line: Line, measure: Measure): number {
  const score = scoreOf(line) as number;
  return measure === 'mean score' ? score : Number(score === 1);
}

function rateEnds(clusters: Clusters, method: string): Ends | null {
  return ['Wilson', 'clustered Wilson', 'scored Wilson'].includes(method) ? clusteredScoreInterval(clusters) : null;
}

function differenceFaults(stated: DifferenceNumbers, lines: Line[], printed: Printed): string[] {
  const { judge, measure, of, a, b, group } = stated;
  const where = `${a} against ${b}${Object.keys(group).length ? `, ${nameOf(group)}` : ''} (${judge})`;
  const fail = (fault: string) => [`${where}: ${fault}`];
  const strange = lines.find(
    (line) => line.judge !== judge || Object.entries(group).some(([field, value]) => cellOf(line, field) !== value),
  );
  if (strange) return fail(`expected records of ${judge} and of this group alone, got one of sample ${strange.sample}`);
  const pairs = pairsOf(lines, { of, a, b }).map(({ a, b }) => ({
    question: questionOf(a),
    cluster: clusterOf(a, stated.clusters),
    value: worth(a, measure) - worth(b, measure),
  }));
  const clusters = [...grouped(pairs, ({ cluster }) => cluster).values()].map((own) => own.map(({ value }) => value));
  const n = pairs.length;
  const questions = new Set(pairs.map(({ question }) => question)).size;
  if (n !== stated.n || questions !== stated.questions)
    return fail(`expected ${n} pairs on ${questions} questions, got ${stated.n} on ${stated.questions}`);
  const difference = sum(clusters.flat()) / n;
  if (!(Math.abs(difference - stated.difference) < 2e-6))
    return fail(`expected a difference of ${percent(difference)}, got ${percent(stated.difference)}`);
  const [onlyA, onlyB] = [1, -1].map((sign) => pairs.filter(({ value }) => Math.sign(value) === sign).length) as [number, number];
  const faults = endFaults(stated, differenceEnds(clusters, stated.method));
  faults.push(...pFaults(stated, pBounds(clusters, onlyA, onlyB, stated.test)), ...contradictions(stated));
  const p = stated.p < 0.001 ? 0.001 : stated.p;
  const [low, high] = [stated.low, stated.high];
  const ways = [
    [difference, low, high],
    [-difference, -high, -low],
    [Math.abs(difference), -high, -low],
  ];
  if (printed !== null && !ways.some((way) => prints(printed, [...way.map((share) => 100 * share), p])))
    faults.push(
      `expected ${percent(difference)} with ${interval(stated)} and p ${stated.p} on the page, found no line with them`,
    );
  return faults.flatMap(fail);
}

/** Records of both sides to the same question, under the same condition, in the same trial, both scored. */
function pairsOf(lines: Line[], { of, a, b }: { of: string; a: string; b: string }): { a: Line; b: Line }[] {
  const sameSample = of === 'model' || of === 'condition';
  const places = grouped(lines, (line) =>
    JSON.stringify([sameSample ? line.sample : questionOf(line), line.trial, of === 'condition' ? '' : (line.condition ?? '')]),
  );
  return [...places.values()].flatMap((own) => {
    const [left, right] = [a, b].map((value) => own.find((line) => cellOf(line, of) === value && scoreOf(line) !== null));
    return left && right ? [{ a: left, b: right }] : [];
  });
}

function differenceEnds(clusters: Clusters, method: string): Ends | null {
  return method === 'melded' ? meldedInterval(clusters) : null;
}

function pBounds(clusters: Clusters, onlyA: number, onlyB: number, test: string): Bounds | null {
  if (test === 'exact McNemar test') return mcnemarTest(onlyA, onlyB);
  return test === 'sign-flip permutation test' ? signFlipTest(clusters.map(sum)) : null;
}

function endFaults({ low, high, method }: Pick<RateNumbers, 'low' | 'high' | 'method'>, ends: Ends | null): string[] {
  if (!ends) return [`expected an interval by a method that the check knows, got "${method}"`];
  if (holds(low, ends.low) && holds(high, ends.high)) return [];
  const wanted = `${shown(ends.low)} to ${shown(ends.high)}`;
  return [`expected a 95 % interval of ${wanted} (${method}), got ${interval({ low, high })}`];
}

function pFaults({ alone, test }: DifferenceNumbers, bounds: Bounds | null): string[] {
  if (!bounds) return [`expected p by a test that the check knows, got "${test}"`];
  return holds(alone, bounds) ? [] : [`expected p ${shownP(bounds)} alone (${test}), got ${alone}`];
}

/** A melded interval leaves 0 out if and only if its test, alone, finds a difference. */
function contradictions({ low, high, method, alone }: DifferenceNumbers): string[] {
  if (method !== 'melded' || Math.abs(alone - 0.05) < 1e-4) return [];
  const holdsZero = low <= 1e-6 && high >= -1e-6;
  const besides = low >= -1e-6 || high <= 1e-6; // an end at 0 counts as either
  if (alone < 0.05 ? besides : holdsZero) return [];
  return [`expected an interval ${alone < 0.05 ? 'without' : 'with'} 0 for p ${alone} alone, got ${interval({ low, high })}`];
}

/** Adjusted p values follow from those of each comparison alone; where a page adjusts for others too, they are not computed. */
function familyFaults({ differences, family }: Statistics): string[] {
  if (differences.length !== family) return [];
  const wanted = holmAdjusted(differences.map(({ alone }) => alone));
  return differences.flatMap(({ a, b, p }, i) => {
    const expected = wanted[i] as number;
    if (Math.abs(p - expected) <= 1e-6 * (family + 1)) return [];
    return [`${a} against ${b}: expected p ${expected.toFixed(6)} after Holm’s adjustment, got ${p}`];
  });
}

/** Headlines and differences are quoted on other pages: each must be one of the numbers that were computed anew. */
function quoteFaults(
  { rates, differences: all }: Statistics,
  headlines: Stated['headlines'],
  quoted: readonly Difference[],
): string[] {
  const groups = rates.flatMap((one) => one.groups);
  const names = ['', ...headlines.map(({ what = '' }) => what)]; // where a report has several headlines
  const known = ({ text = '', ...group }: Stated['headlines'][number]) =>
    groups
      .filter((one) => Object.entries(one.group).every(([field, value]) => group[field] === value))
      .some(({ rate, low, high, passed, scored, unscored }) =>
        onlyPrints(text, rate === null ? [unscored] : [100 * rate, 100 * low, 100 * high, passed, scored, unscored]),
      );
  const same = (one: Difference, other: DifferenceNumbers) =>
    (['a', 'b', 'difference', 'low', 'high', 'p', 'n'] as const).every((field) => one[field] === other[field]) &&
    names.some((name) => one.group === [name, ...Object.values(other.group)].filter(Boolean).join(', '));
  return [
    ...headlines
      .filter((one) => !known(one))
      .map(({ text, model }) => `headline of ${model}: expected one of the rates, got "${text}"`),
    ...quoted
      .filter((one) => !all.some((other) => same(one, other)))
      .map(({ a, b }) => `${a} against ${b}: expected one of the comparisons as headline, got another`),
  ];
}

function holds(value: number, { from, to }: End): boolean {
  return value >= from && value <= to;
}

function nameOf(group: Record<string, string>): string {
  return Object.values(group).join(', ') || 'all';
}

function percent(share: number): string {
  return (100 * share).toFixed(2);
}

function interval({ low, high }: { low: number; high: number }): string {
  return `${percent(low)} to ${percent(high)} %`;
}

/** One end, or the range that it may lie in. */
function shown({ from, to }: End): string {
  return to - from < 1e-5 ? percent(Math.max(-1, (from + to) / 2)) : `${percent(from)}…${percent(to)}`;
}

function shownP({ from, to }: Bounds): string {
  const [low, high] = [Math.max(0, from), Math.min(1, to)].map((p) => p.toFixed(5));
  return low === high ? `${low}` : `${low} to ${high}`;
}

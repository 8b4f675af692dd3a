// Differences computed anew: the pairs, the difference, its interval, its p value, and the line of the page that has them.
import type { DifferenceNumbers } from '../core/statistics.js';
import { type Clusters, type Ends, sum } from './intervals.js';
import { meldedInterval } from './melded.js';
import { prints } from './printed.js';
import { cellOf, clusterOf, grouped, type Line, questionOf, scoreOf, worth } from './rows.js';
import { type Bounds, mcnemarTest, signFlipTest } from './tests.js';
import { endFaults, holds, interval, nameOf, type Printed, percent, shownP } from './told.js';

/** What does not agree in one comparison, with the records of `lines` and, unless null, the numbers of the page. */
export function differenceFaults(stated: DifferenceNumbers, lines: Line[], printed: Printed): string[] {
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

// 95 % intervals, computed by other ways than those of harness/stats: by search where that has a formula, by other random draws
// where that draws.
import { normal, studentT } from './quantiles.js';

/** Where an end of an interval may lie; `from` equals `to` but for rounding where the method leaves no choice. */
export interface End {
  from: number;
  to: number;
}

export interface Ends {
  low: End;
  high: End;
}

/** Clusters of values; each inner list is one question. */
export type Clusters = readonly (readonly number[])[];

/** The manifest keeps six decimals. */
const rounding = 2e-6;

/** Ends that may be off by `slack` either way, kept within `least` and `most`. */
function near(low: number, high: number, slack: number, [least, most]: [number, number]): Ends {
  const end = (value: number) => {
    const kept = Math.max(least, Math.min(most, value));
    return { from: kept - slack, to: kept + slack };
  };
  return { low: end(low), high: end(high) };
}

/**
 * Shares p that `passed` of `n` (which may be fractions) do not contradict: (passed / n − p)² ≤ z² p (1 − p) / n, the score test that
 * Wilson's interval inverts, solved by bisection.
 */
export function scoreInterval(passed: number, n: number, slack = rounding): Ends {
  const share = passed / n;
  const contradicts = (p: number) => (share - p) ** 2 > (normal ** 2 * p * (1 - p)) / n;
  const edge = (outside: number) => {
    let [out, inside] = [outside, share];
    for (let i = 0; i < 60; i++) {
      const middle = (out + inside) / 2;
      if (contradicts(middle)) out = middle;
      else inside = middle;
    }
    return inside;
  };
  return near(passed === 0 ? 0 : edge(0), passed === n ? 1 : edge(1), slack, [0, 1]);
}

/**
 * The same for the mean of values from 0 to 1 in clusters, with n the number of answers that they are worth. The reports' t is an
 * expansion that is too small by 1.4 of 12.7 for two questions, 0.03 of 4.3 for three, 0.004 for four: hence the slack.
 */
export function clusteredScoreInterval(clusters: Clusters): Ends {
  const values = clusters.flat();
  const share = sum(values) / values.length;
  if (share > 0 && share < 1 && clusters.length > 1 && scatterOf(clusters) < 1e-18) return ofAlike(clusters, share);
  const effective = effectiveNumber(clusters, values.every(isWhole) ? values.length : Number.POSITIVE_INFINITY);
  const independent = values.every(isWhole) && clusters.length === values.length;
  const slack = { 2: 0.06, 3: 0.01 }[clusters.length] ?? 0.001;
  return scoreInterval(share * effective, effective, independent || share === 0 || share === 1 ? rounding : slack);
}

/** Questions that do not differ say nothing of how they vary: each may count once, or all answers over (t / z)² as if independent. */
function ofAlike(clusters: Clusters, share: number): Ends {
  const [questions, n] = [clusters.length, clusters.flat().length];
  const effective = [questions, n / (studentT(questions - 1) / normal) ** 2].sort((a, b) => a - b);
  const [wide, narrow] = effective.map((count) => scoreInterval(share * count, count, 0.001)) as [Ends, Ends];
  return {
    low: { from: wide.low.from, to: narrow.low.to },
    high: { from: narrow.high.from, to: wide.high.to },
  };
}

/** Variance of the mean over clusters, but for a factor. */
function scatterOf(clusters: Clusters): number {
  const values = clusters.flat();
  const share = sum(values) / values.length;
  return sum(clusters.map((own) => sum(own.map((value) => value - share)) ** 2)) / values.length ** 2;
}

/**
 * How many independent answers of 0 or 1 have a share that varies as much as the mean of these values: at most `most`, over (t / z)²
 * for few questions, at least 1. One answer of 0 or 1 to each question: their number. Questions that do not differ: theirs.
 */
export function effectiveNumber(clusters: Clusters, most: number): number {
  const values = clusters.flat();
  const [n, questions] = [values.length, clusters.length];
  const share = sum(values) / n;
  if (share === 0 || share === 1 || (questions === n && values.every(isWhole))) return questions;
  if (questions === 1) return 1;
  const variance = (questions / (questions - 1)) * scatterOf(clusters);
  if (variance < 1e-18) return questions;
  return Math.max(1, Math.min(most, (share * (1 - share)) / variance) / (studentT(questions - 1) / normal) ** 2);
}

function isWhole(value: number): boolean {
  return value === 0 || value === 1;
}

/** The value that a share of sorted draws is at or below. */
export function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.floor(share * sorted.length)))] as number;
}

/** Park and Miller's generator (1988, doi:10.1145/63039.63042), from a fixed seed: values from 0 to 1, the same on every machine. */
export function generator(): () => number {
  let state = 20_260_117;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

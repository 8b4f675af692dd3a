// Agreement of two judges beyond chance. Raw agreement is misleading: two judges who pass nearly everything nearly always agree.
import { bootstrap, type Interval } from './bootstrap.js';

/** Distance between the categories with indices `i` and `j`: 0 for the same. */
export type Distance = (i: number, j: number) => number;

export const unweighted: Distance = (i, j) => (i === j ? 0 : 1);
export const linear: Distance = (i, j) => Math.abs(i - j);
export const quadratic: Distance = (i, j) => (i - j) ** 2;

export interface Agreement extends Interval {
  /** 1 is full agreement, 0 is chance level; NaN if both judges used one and the same category */
  value: number;
  n: number;
}

/**
 * Cohen's κ, weighted by `distance` (Cohen 1960, doi:10.1177/001316446002000104; 1968, doi:10.1037/h0026256), of `pairs` of
 * category indices, with a 95 % bootstrap interval over the pairs.
 */
export function kappa(pairs: readonly (readonly [number, number])[], distance: Distance = unweighted): Agreement {
  const all = pairs.map((_, i) => i);
  const value = (drawn: readonly number[]) =>
    kappaOf(
      drawn.map((i) => pairs[i] as readonly [number, number]),
      distance,
    );
  return { value: value(all), n: pairs.length, ...bootstrap(pairs.length, value, { draws: 2000, seed: 'kappa' }) };
}

function kappaOf(pairs: readonly (readonly [number, number])[], distance: Distance): number {
  const left = new Map<number, number>();
  const right = new Map<number, number>();
  let observed = 0;
  for (const [a, b] of pairs) {
    left.set(a, (left.get(a) ?? 0) + 1);
    right.set(b, (right.get(b) ?? 0) + 1);
    observed += distance(a, b);
  }
  let expected = 0;
  for (const [a, countA] of left) for (const [b, countB] of right) expected += (distance(a, b) * countA * countB) / pairs.length;
  return expected === 0 ? Number.NaN : 1 - observed / expected;
}

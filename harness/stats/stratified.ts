// Shares and kappa over strata that were read in unequal parts, e.g. as many passes as fails where passes are rare: each stratum
// weighs as many answers as it stands for.
import type { Interval } from './bootstrap.js';
import { wilson } from './wilson.js';

export interface Estimate extends Interval {
  value: number;
}

/** What was found in one stratum. */
export interface Stratum {
  /** how many answers it stands for */
  size: number;
  /** share found in it, 0 to 1 */
  share: number;
  /** answers read in it; effective number if they weigh unequally, see `weightedShare` */
  n: number;
}

/**
 * The share over all strata, Σ W p with W = size / Σ size, and its 95 % interval: the distances of each stratum's Wilson limits,
 * squared, weighted and added (MOVER; Zou, Huang and Zhang 2009, Computational Statistics & Data Analysis 53, 1080–1085). One
 * stratum: Wilson itself. No correction for a finite population. null if a stratum of some size has nothing read in it, or there
 * is no stratum. Ends are 0 to 1.
 */
export function stratifiedShare(strata: readonly Stratum[]): Estimate | null {
  const some = strata.filter(({ size }) => size > 0);
  if (some.length === 0 || some.some(({ n }) => n === 0)) return null;
  const whole = some.reduce((sum, { size }) => sum + size, 0);
  let value = 0;
  let below = 0;
  let above = 0;
  for (const { size, share, n } of some) {
    const { low, high } = wilson(share * n, n);
    const weight = size / whole;
    value += weight * share;
    below += (weight * (share - low)) ** 2;
    above += (weight * (high - share)) ** 2;
  }
  return { value, low: Math.max(0, value - Math.sqrt(below)), high: Math.min(1, value + Math.sqrt(above)) };
}

/**
 * The weighted share of `yes` (0 to 1; 0 if there are no items), and the effective number of items, (Σ w)² / Σ w² (Kish 1965,
 * Survey Sampling, §8.2); equal weights: their number.
 */
export function weightedShare(items: readonly { weight: number; yes: boolean }[]): { share: number; n: number } {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  if (items.length === 0) return { share: 0, n: 0 };
  const whole = sum(items.map(({ weight }) => weight));
  const found = sum(items.map(({ weight, yes }) => (yes ? weight : 0)));
  const first = items[0]?.weight;
  const equal = items.every(({ weight }) => weight === first);
  const n = equal ? items.length : whole ** 2 / sum(items.map(({ weight }) => weight ** 2));
  return { share: found === whole ? 1 : found / whole, n: Math.max(1, n) };
}

/**
 * Cohen's κ of two who say yes or no, from the share in which they agree and the share to which each says yes: (a − e) / (1 − e).
 * The interval is that of the agreement, with the agreement by chance e held fixed (Cohen 1960, doi:10.1177/001316446002000104,
 * formula 7, with `agreement`'s interval in place of the normal one), and no lower than -1. null if both always say the same one thing.
 */
export function kappaOfShares(agreement: Estimate, yesA: number, yesB: number): Estimate | null {
  const chance = yesA * yesB + (1 - yesA) * (1 - yesB);
  if (chance >= 1) return null;
  const corrected = (share: number) => (share - chance) / (1 - chance);
  return { value: corrected(agreement.value), low: Math.max(-1, corrected(agreement.low)), high: corrected(agreement.high) };
}

// The sum of some moves, each up or down by chance: the distribution behind every paired comparison.
import { binomial } from './binomial.js';
import { normalCdf } from './normal.js';

/** Up to so many units in all, the sum is computed exactly; beyond that it is as good as normal. */
const exactUpTo = 2048;

/** Sizes without a common unit are told apart to a share of this of their mean. */
const fineness = 64;

/**
 * Differences as whole multiples of a common unit, the differences of 0 left out: of 1, 1/2 … 1/840 if there is such a unit (scores
 * are mostly fractions of small numbers), so that ties stay ties; else of 1/64 of their mean size, or a smaller one for fewer than 32.
 */
export function wholeMoves(differences: readonly number[]): number[] {
  const moving = differences.filter((difference) => Math.abs(difference) > 1e-12);
  const total = moving.reduce((sum, difference) => sum + Math.abs(difference), 0);
  for (let parts = 1; parts <= 840; parts++)
    if (moving.every((difference) => Math.abs(difference * parts - Math.round(difference * parts)) < 1e-9))
      return moving.map((difference) => Math.round(difference * parts));
  const unit = total / Math.max(exactUpTo, fineness * moving.length);
  return moving.map((difference) => Math.sign(difference) * Math.round(Math.abs(difference) / unit));
}

export interface Tails {
  /** probability of a sum at least as large as `observed` */
  atLeast: number;
  /** probability of a sum at most as large as `observed` */
  atMost: number;
}

/**
 * The sum of whole `sizes`, each with the sign + with probability `up`, independently. Exact if all sizes are the same or their sum
 * is at most `exact`, default 2,048; else normal with continuity correction.
 */
export function signTails(sizes: readonly number[], observed: number, up: number, exact = exactUpTo): Tails {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (up <= 0 || up >= 1) {
    const only = up <= 0 ? -total : total;
    return { atLeast: Number(only >= observed), atMost: Number(only <= observed) };
  }
  const counts = new Map<number, number>();
  for (const size of sizes) counts.set(size, (counts.get(size) ?? 0) + 1);
  const least = (observed + total) / 2; // what the moves up must come to
  if (counts.size > 1 && total > exact) {
    const deviation = Math.sqrt(up * (1 - up) * sizes.reduce((sum, size) => sum + size * size, 0));
    const below = (value: number) => normalCdf(Math.max(-8.9, Math.min(8.9, (value - up * total) / deviation)));
    return { atLeast: 1 - below(least - 0.5), atMost: below(least + 0.5) };
  }
  const step = counts.size === 1 ? (sizes[0] as number) : 1;
  const weights = counts.size === 1 ? binomial(sizes.length, up) : sumOf(counts, up);
  let atLeast = 0;
  let atMost = 0;
  weights.forEach((weight, i) => {
    if (i * step >= least) atLeast += weight;
    if (i * step <= least) atMost += weight;
  });
  return { atLeast: Math.min(1, atLeast), atMost: Math.min(1, atMost) };
}

/** Probabilities of 0, 1, 2 … units up: the moves of one size are binomial, and the sizes are convolved. */
function sumOf(counts: ReadonlyMap<number, number>, up: number): number[] {
  let all = [1];
  for (const [size, count] of counts) {
    const some = binomial(count, up);
    const next = new Array<number>(all.length + size * count).fill(0);
    for (let i = 0; i < all.length; i++)
      for (let k = 0, at = i; k <= count; k++, at += size)
        next[at] = (next[at] as number) + (all[i] as number) * (some[k] as number);
    all = next;
  }
  return all;
}

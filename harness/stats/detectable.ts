// What a comparison could have detected: a non-significant difference means little if the data could not have shown one.

import { pick, seeded } from '../core/random.js';
import { binomial } from './binomial.js';
import { alpha } from './level.js';
import { signTails, wholeMoves } from './sign-sum.js';

const wanted = 0.8;
const step = 0.005;

/** So many moves are drawn at least, for each number of questions that may move, to average over their sizes. */
const drawnMoves = 200;

/** Power needs many sums: they are computed exactly up to so many units, which is enough for some 300 moves. */
const exactUpTo = 512;

/** What is assumed of further questions like these. */
export interface Design {
  questions: number;
  /** pairs of answers, at least one per question */
  pairs: number;
  /** the summed difference of each question that differed; their signs do not matter */
  moves: readonly number[];
  /** a difference smaller than this, 0 to 1, is not called one, whatever the test says; default 0 */
  least?: number;
}

/**
 * Power of the exact sign-flip test, 0 to 1, at a true `difference` of 0 to 1. Each question moves, independently and with the same
 * probability, by the size of one that moved here (if none did: by all its answers), and all sizes lean to one side alike. The
 * observed share of questions moves; if that cannot make the difference, as many as it takes, all to one side. So the number of
 * questions that move is random, and the test's power is averaged over it (Connett, Smith and McHugh 1987, Statistics in Medicine 6,
 * 53–59, for the exact McNemar test, which this is if all sizes are the same).
 */
export function signFlipPower(design: Design, difference: number, significance = alpha): number {
  return powerOf(design)(difference, significance);
}

/**
 * Smallest difference that such data detect with 80 % power, 0 to 1, in steps of 0.005; null if there is none, because even all
 * questions moving to one side would not.
 */
export function minimumDetectableDifference(design: Design, significance = alpha): number | null {
  const power = powerOf(design);
  const enough = (steps: number) => power(steps * step, significance) >= wanted;
  const last = Math.round(1 / step);
  if (!enough(last)) return null;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high * step;
}

function powerOf({ questions, pairs, moves, least: smallest = 0 }: Design): (difference: number, significance: number) => number {
  const seen = moves.map(Math.abs).filter((size) => size > 0);
  const sizes = seen.length > 0 ? seen : [pairs / questions];
  const whole = wholeMoves(sizes);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const unit = (sizes[0] as number) / (whole[0] as number);
  const smallestSum = Math.ceil((smallest * pairs) / unit - 1e-9);
  const observed = seen.length / questions;
  const byCount = new Map<number, Configuration[]>();
  const configurations = (count: number) => {
    const known = byCount.get(count) ?? configurationsOf(whole, count);
    byCount.set(count, known);
    return known;
  };
  return (difference, significance) => {
    const least = (difference * pairs) / questions / mean; // the share that makes the difference if all move to one side
    const share = Math.min(1, Math.max(observed, least));
    if (share === 0) return 0;
    const up = Math.min(1, (1 + least / share) / 2);
    const counts = share === 1 ? [...new Array<number>(questions).fill(0), 1] : binomial(questions, share);
    return counts.reduce((power, weight, count) => {
      if (weight < 1e-9 || count === 0) return power;
      const some = configurations(count);
      return power + (weight * some.reduce((sum, one) => sum + rejection(one, up, significance, smallestSum), 0)) / some.length;
    }, 0);
  };
}

/** Sizes that `count` moves could have, and the smallest sum that the test calls a difference, by level; infinite if none. */
interface Configuration {
  sizes: number[];
  critical: Map<number, number>;
}

/** Configurations of `count` moves, drawn from `whole`; the more moves, the less it matters which. */
function configurationsOf(whole: readonly number[], count: number): Configuration[] {
  const random = seeded(`moves ${count}`);
  const draws = new Set(whole).size === 1 ? 1 : Math.ceil(drawnMoves / count);
  return Array.from({ length: draws }, () => ({
    sizes: Array.from({ length: count }, () => pick(random, whole)),
    critical: new Map(),
  }));
}

/** The probability that the test calls these moves a difference of at least `least` in all, each going up with probability `up`. */
function rejection({ sizes, critical }: Configuration, up: number, significance: number, least: number): number {
  const shown = critical.get(significance) ?? criticalSum(sizes, significance);
  critical.set(significance, shown);
  const known = Math.max(shown, least);
  if (known === Number.POSITIVE_INFINITY) return 0;
  return signTails(sizes, known, up, exactUpTo).atLeast + signTails(sizes, -known, up, exactUpTo).atMost;
}

function criticalSum(sizes: readonly number[], significance: number): number {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (2 * signTails(sizes, total, 0.5, exactUpTo).atLeast > significance) return Number.POSITIVE_INFINITY;
  let below = 0;
  let least = total;
  while (least - below > 1) {
    const middle = (below + least) >> 1;
    if (2 * signTails(sizes, middle, 0.5, exactUpTo).atLeast <= significance) least = middle;
    else below = middle;
  }
  return least;
}

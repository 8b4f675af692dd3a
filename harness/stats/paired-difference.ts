// The difference between two models on the same questions, with an interval that says what the exact test says: it holds 0 where
// p is 0.05 or more, and nowhere else.
import { beta } from './beta.js';
import type { Interval } from './bootstrap.js';
import { effectiveNumber } from './effective.js';
import { alpha } from './level.js';
import { signTails, wholeMoves } from './sign-sum.js';

/** Cells into which the direction, -1 to 1, is cut. Even: 0 has to be an edge, or interval and test could contradict each other. */
const cells = 400;
const edges = Array.from({ length: cells + 1 }, (_, i) => (2 * i) / cells - 1);

/**
 * 95 % interval of the mean of paired differences (-1 to 1) in clusters, melded (Fay and Lumbard 2021, Statistics in Medicine 40,
 * 1147–1159, doi:10.1002/sim.8829). The difference is how much moves (the mean size of the questions' summed differences) times the
 * direction (which way it moves, -1 to 1). Each has a lower and an upper confidence distribution: the direction from the exact
 * sign-flip test of every direction, how much moves from the binomial distribution (Clopper and Pearson), for the effective number
 * of answers. The ends are quantiles of the product. With one answer per question it is Fay and Lumbard's interval for the exact
 * McNemar test; the extension to several is ours, see bench/simulation.ts.
 */
export function pairedDifference(clusters: readonly (readonly number[])[]): Interval {
  const n = clusters.reduce((sum, { length }) => sum + length, 0);
  if (n === 0) return { low: -1, high: 1 };
  const sums = clusters.map((values) => values.reduce((sum, value) => sum + value, 0));
  const answersMove = clusters.map((values, i) => values.map(() => Math.abs(sums[i] as number) / values.length));
  const moving = answersMove.flat().reduce((sum, value) => sum + value, 0) / n;
  const whole = clusters.every((values) => values.every(Number.isInteger));
  const effective = whole ? effectiveMoves(answersMove) : effectiveNumber(answersMove);
  const moves = wholeMoves(sums);
  const sizes = moves.map(Math.abs);
  const observed = moves.reduce((sum, move) => sum + move, 0);
  const [count, rest] = [moving * effective, (1 - moving) * effective];
  const leastMoving = beta(count, rest + 1);
  const mostMoving = beta(count + 1, rest);
  const tails = edges.map((edge) => signTails(sizes, observed, (1 + edge) / 2));
  const lowest = tails.map(({ atLeast }) => atLeast);
  const highest = tails.map(({ atMost }) => 1 - atMost);
  return {
    low: quantile(alpha / 2, productOf(lowest, { down: mostMoving, up: leastMoving })),
    high: quantile(1 - alpha / 2, productOf(highest, { down: leastMoving, up: mostMoving })),
  };
}

/**
 * The effective number of answers behind how much moves, if each passes or not. One per question: their number. Several: as if two
 * more questions had been asked, one on which nothing moves and one on which everything does, because the few that moved say little
 * about how far others would. Never more than there are answers, and never less than there are questions (if they have unequally
 * many, less: Kish 1965), as nothing varies more than questions that move as a whole or not at all.
 */
function effectiveMoves(answersMove: readonly (readonly number[])[]): number {
  const questions = answersMove.length;
  const n = answersMove.reduce((sum, { length }) => sum + length, 0);
  if (n === questions) return n;
  const least = n ** 2 / answersMove.reduce((sum, { length }) => sum + length ** 2, 0);
  const two = [0, 1].map((moved) => new Array<number>(Math.round(n / questions)).fill(moved));
  const several = (effectiveNumber([...answersMove, ...two], n) * questions) / (questions + 2);
  return Math.min(n, Math.max(least, several));
}

type Cumulative = (x: number) => number;

/**
 * The distribution of direction times size: of the direction, the probability up to each edge; of the size, its distribution where
 * the direction is below 0, and where it is above.
 */
function productOf(direction: readonly number[], { down, up }: { down: Cumulative; up: Cumulative }): Cumulative {
  const masses = [{ at: -1, weight: direction[0] as number }];
  for (let i = 0; i < cells; i++) {
    const [from, to] = [direction[i] as number, direction[i + 1] as number];
    if (to > from) masses.push({ at: ((edges[i] as number) + (edges[i + 1] as number)) / 2, weight: to - from });
  }
  masses.push({ at: 1, weight: 1 - (direction[cells] as number) });
  const below = (x: number, at: number) => (at < 0 ? (x >= 0 ? 1 : 1 - down(x / at)) : x < 0 ? 0 : up(x / at));
  return (x) => masses.reduce((sum, { at, weight }) => (weight > 0 ? sum + weight * below(x, at) : sum), 0);
}

/** The least value, -1 to 1, that a distribution reaches `share` at, by bisection. */
function quantile(share: number, cumulative: Cumulative): number {
  let low = -1;
  let high = 1;
  for (let i = 0; i < 32; i++) {
    const middle = (low + high) / 2;
    if (cumulative(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

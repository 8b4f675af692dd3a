// The melded interval of a paired difference (Fay and Lumbard 2021, Statistics in Medicine 40, 1147–1159, doi:10.1002/sim.8829), by
// drawing from its confidence distributions where the reports integrate over them.
import { at, type Clusters, type Ends, effectiveNumber, generator, sum } from './intervals.js';

const draws = 10_000;

/** Points at which the distribution of the direction is computed, from -1 to 1. */
const points = 201;

/**
 * Ends of the 95 % interval of the mean of differences (-1 to 1) in clusters: quantiles of a direction (which way what moves moves,
 * -1 to 1) times a size (how much moves). Draws: an end may lie where 1.6 to 3.5 % are beyond it, and a step of the direction off.
 */
export function meldedInterval(clusters: Clusters): Ends {
  const n = sum(clusters.map(({ length }) => length));
  const sums = clusters.map(sum);
  const moving = clusters.map((own, i) => own.map(() => Math.abs(sums[i] as number) / own.length));
  const share = sum(moving.flat()) / n;
  const whole = clusters.flat().every(Number.isInteger);
  const effective = whole ? effectiveMoves(moving) : effectiveNumber(moving, Number.POSITIVE_INFINITY);
  const [count, rest] = [share * effective, (1 - share) * effective];
  const { atLeast, atMost } = directions(sums);
  const random = generator();
  const [low, high]: [number[], number[]] = [[], []];
  for (let draw = 0; draw < draws; draw++) {
    const [least, most] = [beta(count, rest + 1, random), beta(count + 1, rest, random)];
    const [down, up] = [drawn(atLeast, random()), drawn(atMost, random())];
    low.push(down * (down < 0 ? most : least));
    high.push(up * (up < 0 ? least : most));
  }
  for (const products of [low, high]) products.sort((a, b) => a - b);
  const slack = 0.012 * share + 2e-4;
  const [few, many] = [0.016, 0.035];
  return {
    low: { from: at(low, few) - slack, to: at(low, many) + slack },
    high: { from: at(high, 1 - many) - slack, to: at(high, 1 - few) + slack },
  };
}

/** Effective answers behind how much moves: two questions more, one of which moves and one does not, and never more than there are. */
function effectiveMoves(moving: Clusters): number {
  const [n, questions] = [moving.flat().length, moving.length];
  if (n === questions) return n;
  const more = [0, 1].map((value) => Array.from({ length: Math.round(n / questions) }, () => value));
  const several = effectiveNumber([...moving, ...more], n) * (questions / (questions + 2));
  const fewest = n ** 2 / sum(moving.map(({ length }) => length ** 2));
  return Math.min(n, Math.max(fewest, several));
}

/** For directions from -1 to 1: the probability of a sum at least as large as the one seen, and one less that of one at most so. */
function directions(sums: readonly number[]): { atLeast: number[]; atMost: number[] } {
  const moves = sums.filter((one) => Math.abs(one) > 1e-12);
  const unit = unitOf(moves);
  const edges = Array.from({ length: points }, (_, i) => (2 * i) / (points - 1) - 1);
  const tails = edges.map((edge) => (unit === null ? normalTails(moves, edge) : exactTails(moves, unit, edge)));
  return { atLeast: tails.map(({ atLeast }) => atLeast), atMost: tails.map(({ atMost }) => 1 - atMost) };
}

/** A unit that all moves are multiples of, if they come to few of it. */
function unitOf(moves: readonly number[]): number | null {
  const total = sum(moves.map(Math.abs));
  for (let parts = 1; parts <= 60; parts++)
    if (moves.every((move) => Math.abs(move * parts - Math.round(move * parts)) < 1e-9))
      return total * parts > 4000 ? null : 1 / parts;
  return null;
}

/** Adds one move after the other: each is up with probability (1 + edge) / 2. */
function exactTails(moves: readonly number[], unit: number, edge: number): { atLeast: number; atMost: number } {
  const sizes = moves.map((move) => Math.round(Math.abs(move) / unit));
  const up = (1 + edge) / 2;
  const chances = new Float64Array(sum(sizes) + 1); // units up → probability
  chances[0] = 1;
  let most = 0;
  for (const size of sizes) {
    most += size;
    for (let units = most; units >= 0; units--)
      chances[units] = (chances[units] as number) * (1 - up) + (units < size ? 0 : (chances[units - size] as number) * up);
  }
  const seen = sum(moves.map((move, i) => (move > 0 ? (sizes[i] as number) : 0)));
  return { atLeast: sum([...chances.subarray(seen)]), atMost: sum([...chances.subarray(0, seen + 1)]) };
}

/** The same for moves without a common unit, whose sum is nearly normal. */
function normalTails(moves: readonly number[], edge: number): { atLeast: number; atMost: number } {
  const deviation = Math.sqrt((1 - edge * edge) * sum(moves.map((move) => move * move)));
  const above = sum(moves) - edge * sum(moves.map(Math.abs));
  const atMost = deviation === 0 ? Number(above >= 0) : cumulative(above / deviation);
  return { atLeast: deviation === 0 ? Number(above <= 0) : 1 - atMost, atMost };
}

/** The standard normal distribution to 1e-4, by a logistic curve (Bowling et al. 2009, doi:10.3926/jiem.2009.v2n1.p114-127). */
function cumulative(x: number): number {
  return 1 / (1 + Math.exp(-(0.07056 * x ** 3 + 1.5976 * x)));
}

/** The direction at which a distribution reaches `share`; straight lines between its points. */
function drawn(distribution: readonly number[], share: number): number {
  const i = distribution.findIndex((value) => value >= share);
  if (i < 0) return 1;
  if (i === 0) return -1;
  const [from, to] = [distribution[i - 1] as number, distribution[i] as number];
  return (2 * (i - 1 + (share - from) / (to - from))) / (points - 1) - 1;
}

/** A draw from the beta distribution; 0 lies all at 0, or at 1 where the second parameter is 0. */
function beta(a: number, b: number, random: () => number): number {
  if (a <= 0) return 0;
  if (b <= 0) return 1;
  const [x, y] = [gamma(a, random), gamma(b, random)];
  return x / (x + y);
}

/** A draw from the gamma distribution (Marsaglia and Tsang 2000, doi:10.1145/358407.358414). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

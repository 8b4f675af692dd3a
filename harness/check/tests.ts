// p values of paired comparisons, by other ways than those of harness/stats: in whole numbers, and by adding up every sign pattern
// where that draws some.
import { generator, sum } from './intervals.js';

/** Where a p value may lie. */
export interface Bounds {
  from: number;
  to: number;
}

/** The manifest keeps six decimals. */
const rounding = 2e-6;

function near(p: number, slack: number): Bounds {
  return { from: p - slack - rounding, to: p + slack + rounding };
}

/** Exact two-sided McNemar test, in whole numbers: twice the ways to see so few of `onlyA` + `onlyB` on one side, over all ways. */
export function mcnemarTest(onlyA: number, onlyB: number): Bounds {
  const n = onlyA + onlyB;
  let [ways, total] = [1n, 0n];
  for (let k = 0; k <= Math.min(onlyA, onlyB); k++) {
    total += ways;
    ways = (ways * BigInt(n - k)) / BigInt(k + 1);
  }
  const scale = 10n ** 15n;
  return near(Math.min(1, Number((2n * total * scale) / 2n ** BigInt(n)) / 1e15), 0);
}

/** Up to so many nonzero sums the reports try every pattern; beyond, they draw 10,000. */
const exactUpTo = 16;

/** Up to so many different sums are kept; scores with many decimals have more, and are drawn. */
const most = 100_000;

/**
 * Sign-flip test of the questions' summed differences: the probability that random signs give a sum as far from 0, by the distribution
 * of the sum. Where the reports draw patterns, theirs may differ by four standard errors of 10,000 draws, and by what the draw itself
 * adds to both counts.
 */
export function signFlipTest(sums: readonly number[]): Bounds {
  const sizes = sums.filter((one) => one !== 0).map(Math.abs);
  const reach = Math.abs(sum(sums)) - 1e-9 * sum(sizes);
  const exact = byDistribution(sizes, reach);
  const p = exact ?? byDraws(sizes, reach);
  if (exact !== null && sizes.length <= exactUpTo) return near(p, 0);
  const error = Math.sqrt((p * (1 - p)) / 10_000);
  return near(p, (exact === null ? 6 : 4) * error + 2e-4);
}

function byDistribution(sizes: readonly number[], reach: number): number | null {
  let chances = new Map([[0, 1]]); // sum, in units of 1e-6 → probability
  for (const size of sizes) {
    const step = Math.round(size * 1e6);
    const next = new Map<number, number>();
    for (const [at, chance] of chances) for (const to of [at - step, at + step]) next.set(to, (next.get(to) ?? 0) + chance / 2);
    if (next.size > most) return null;
    chances = next;
  }
  return sum([...chances].filter(([at]) => Math.abs(at) / 1e6 >= reach - 1e-6).map(([, chance]) => chance));
}

function byDraws(sizes: readonly number[], reach: number): number {
  const random = generator();
  let hits = 0;
  for (let draw = 0; draw < 10_000; draw++)
    if (Math.abs(sum(sizes.map((size) => (random() < 0.5 ? size : -size)))) >= reach) hits++;
  return hits / 10_000;
}

/**
 * Holm's adjusted p of each: the smallest level at which the step-down procedure rejects it. For value i that is the largest, among
 * the values up to it, of the value times the number of those not below it.
 */
export function holmAdjusted(values: readonly number[]): number[] {
  return values.map((own) => {
    const upTo = values.filter((p) => p <= own);
    return Math.min(1, Math.max(...upTo.map((p) => p * values.filter((other) => other >= p).length)));
  });
}

// Intervals that were tried on made-up answers: those in use, and alternatives that were rejected.
import { seeded } from '../harness/core/random.js';
import {
  type BootstrapOptions,
  bootstrap,
  clusteredShare,
  type Interval,
  pairedDifference,
  wilson,
} from '../harness/stats/index.js';
import { z } from '../harness/stats/level.js';
import { normalCdf, normalQuantile } from '../harness/stats/normal.js';
import type { Scores } from './made-up.js';

export type Method = (clusters: Scores, seed: string) => Interval;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

export const methods: Record<string, Method> = {
  'Wilson, answers as if independent': (clusters) => wilson(clusters.flat().filter(Boolean).length, clusters.flat().length),
  'percentile bootstrap': (clusters, seed) => meanBootstrap(clusters, { draws: 500, seed, widened: false }),
  BCa: (clusters, seed) => bca(clusters, seed),
  'widened bootstrap': (clusters, seed) => meanBootstrap(clusters, { draws: 500, seed }),
  'effective Wilson': (clusters) => clusteredShare(clusters),
};

/** Percentile bootstrap of the mean over whole clusters: an alternative that was rejected. */
function meanBootstrap(clusters: Scores, options: BootstrapOptions): Interval {
  const sums = clusters.map((values) => values.reduce((sum, value) => sum + value, 0));
  const total = (drawn: readonly number[], value: (i: number) => number) => drawn.reduce((sum, i) => sum + value(i), 0);
  const statistic = (drawn: readonly number[]) =>
    total(drawn, (i) => sums[i] as number) / total(drawn, (i) => (clusters[i] as readonly number[]).length);
  return bootstrap(clusters.length, statistic, options);
}

/** Normal interval of the mean as if all answers were independent. */
export const naiveMean: Method = (clusters) => {
  const values = clusters.flat();
  const centre = mean(values);
  const half = z * Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
  return { low: centre - half, high: centre + half };
};

/** An interval of a paired difference: `differences` of -1 to 1, in clusters. */
export const pairedMethods: Record<string, Method> = {
  'Bonett and Price': (differences) => bonettAndPrice(differences),
  'widened bootstrap': (differences, seed) => meanBootstrap(differences, { draws: 500, seed }),
  melded: (differences) => pairedDifference(differences),
};

/**
 * Interval of the difference of two paired shares (Bonett and Price 2012, Journal of Educational and Behavioral Statistics 37,
 * 479–488), for one answer a question: an alternative that was rejected, as it contradicts the exact test.
 */
function bonettAndPrice(differences: Scores): Interval {
  const n = differences.length;
  const count = (wanted: number) => differences.filter(([difference]) => difference === wanted).length;
  const [a, b] = [count(1), count(-1)].map((some) => (some + 1) / (n + 2)) as [number, number];
  const half = z * Math.sqrt((a + b - (a - b) ** 2) / (n + 2));
  return { low: Math.max(-1, a - b - half), high: Math.min(1, a - b + half) };
}

/**
 * Bias-corrected and accelerated bootstrap (Efron 1987, doi:10.1080/01621459.1987.10478410): an alternative that was rejected.
 */
function bca(clusters: Scores, seed: string): Interval {
  const random = seeded(seed);
  const draws = 500;
  const sums = clusters.map((values) => values.reduce((sum, value) => sum + value, 0));
  const sizes = clusters.map(({ length }) => length);
  const total = sums.reduce((a, b) => a + b, 0);
  const count = sizes.reduce((a, b) => a + b, 0);
  const drawn = Array.from({ length: draws }, () => {
    let sum = 0;
    let size = 0;
    for (let i = 0; i < clusters.length; i++) {
      const at = Math.floor(random() * clusters.length);
      sum += sums[at] as number;
      size += sizes[at] as number;
    }
    return sum / size;
  }).sort((a, b) => a - b);
  const centre = total / count;
  const below = mean(drawn.map((value) => (value < centre ? 1 : value === centre ? 0.5 : 0)));
  const left = sums.map((sum, i) => (total - sum) / (count - (sizes[i] as number)));
  const middle = mean(left);
  const spread = left.reduce((sum, value) => sum + (middle - value) ** 2, 0);
  if (below <= 0 || below >= 1 || spread === 0) return { low: drawn[0] as number, high: drawn.at(-1) as number };
  const bias = normalQuantile(below);
  const acceleration = left.reduce((sum, value) => sum + (middle - value) ** 3, 0) / (6 * spread ** 1.5);
  const at = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  const value = (p: number) => drawn[Math.min(draws - 1, Math.floor(p * draws))] as number;
  return { low: value(at(-z)), high: value(at(z)) };
}

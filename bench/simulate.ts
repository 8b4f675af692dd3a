// Simulated answers with a known truth: coverage of the intervals, and false-positive rate of the tests.
import { integer, type Random, seeded } from '../harness/core/random.js';
import {
  clusterBootstrap,
  clusteredShare,
  type Interval,
  mcnemar,
  pairedShares,
  signFlip,
  wilson,
} from '../harness/stats/index.js';
import { z } from '../harness/stats/level.js';
import { normalCdf, normalQuantile } from '../harness/stats/normal.js';

/** 0.05, 0.10 … 0.95. */
export const rates = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

export type Scores = readonly (readonly number[])[];
export type Method = (clusters: Scores, seed: string) => Interval;

const holds = ({ low, high }: Interval, truth: number) => low <= truth && truth <= high;
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const chance = (random: Random, p: number) => Number(random() < p);

/** Share of Wilson intervals that contain the truth, for each of `rates`, over `draws` samples of `n` answers. */
export function wilsonCoverage(n: number, draws: number): number[] {
  const intervals = Array.from({ length: n + 1 }, (_, passed) => wilson(passed, n));
  return rates.map((rate) => {
    const random = seeded(`wilson ${n} ${rate}`);
    let held = 0;
    for (let draw = 0; draw < draws; draw++) {
      let passed = 0;
      for (let i = 0; i < n; i++) passed += chance(random, rate);
      if (holds(intervals[passed] as Interval, rate)) held++;
    }
    return held / draws;
  });
}

/**
 * Questions with `answers` each, correct with probability `rate`; `likeness`: intraclass correlation of the answers to one
 * question.
 */
export function binaryClusters(random: Random, questions: number, answers: number, rate: number, likeness: number): Scores {
  const shared = Math.sqrt(likeness);
  return Array.from({ length: questions }, () => {
    const common = chance(random, rate);
    return Array.from({ length: answers }, () => (random() < shared ? common : chance(random, rate)));
  });
}

/** Questions with 1 to 5 answers each, scores 0 to 1 with mean 0.4: skewed, correlated within a question. */
export function scoreClusters(random: Random, questions: number): Scores {
  return Array.from({ length: questions }, () => {
    const ease = 0.8 * random();
    return Array.from({ length: integer(random, 1, 5) }, () => 2 * ease * (0.3 * random() + 0.35));
  });
}

export const methods: Record<string, Method> = {
  'Wilson, answers as if independent': (clusters) => wilson(clusters.flat().filter(Boolean).length, clusters.flat().length),
  'percentile bootstrap': (clusters, seed) => clusterBootstrap(clusters, { draws: 500, seed, widened: false }),
  BCa: (clusters, seed) => bca(clusters, seed),
  'widened bootstrap': (clusters, seed) => clusterBootstrap(clusters, { draws: 500, seed }),
  'clustered Wilson': (clusters) => clusteredShare(clusters),
};

/** Normal interval of the mean as if all answers were independent. */
export const naiveMean: Method = (clusters) => {
  const values = clusters.flat();
  const centre = mean(values);
  const half = z * Math.sqrt(mean(values.map((value) => (value - centre) ** 2)) / (values.length - 1));
  return { low: centre - half, high: centre + half };
};

/** Share of the intervals of `method` that contain `truth`, over `draws` sets of clusters. */
export function coverage(method: Method, truth: number, draws: number, seed: string, make: (random: Random) => Scores): number {
  const random = seeded(seed);
  let held = 0;
  for (let draw = 0; draw < draws; draw++) if (holds(method(make(random), `${seed} ${draw}`), truth)) held++;
  return held / draws;
}

/**
 * False-positive rate of McNemar's test over `draws` comparisons of two equal models, which differ on a share `discordant` of the
 * questions by chance.
 */
export function mcnemarAlarms(n: number, discordant: number, draws: number): number {
  const random = seeded(`mcnemar ${n} ${discordant}`);
  let alarms = 0;
  for (let draw = 0; draw < draws; draw++) {
    const [onlyA, onlyB] = splitOf(random, n, discordant / 2, discordant / 2);
    if (mcnemar(onlyA, onlyB) <= 0.05) alarms++;
  }
  return alarms / draws;
}

/**
 * The same for the sign-flip test with one flip per question, and for McNemar's test on all answers as if they were questions.
 */
export function signFlipAlarms(
  questions: number,
  answers: number,
  draws: number,
  patterns = 1000,
): { flip: number; naive: number } {
  const random = seeded(`flip ${questions} ${answers}`);
  let flip = 0;
  let naive = 0;
  for (let draw = 0; draw < draws; draw++) {
    const a = binaryClusters(random, questions, answers, 0.5, 0.6);
    const b = binaryClusters(random, questions, answers, 0.5, 0.6);
    const differences = a.map((values, i) => values.map((value, j) => value - ((b[i] as readonly number[])[j] as number)));
    const sums = differences.map((values) => values.reduce((sum, value) => sum + value, 0));
    if (signFlip(sums, { draws: patterns, seed: `${draw}` }) <= 0.05) flip++;
    const flat = differences.flat();
    if (mcnemar(flat.filter((d) => d > 0).length, flat.filter((d) => d < 0).length) <= 0.05) naive++;
  }
  return { flip: flip / draws, naive: naive / draws };
}

/** Share of intervals for a paired difference of `pA - pB` (probabilities that only a, only b passes) that contain it. */
export function pairedCoverage(n: number, pA: number, pB: number, draws: number): number {
  const random = seeded(`paired ${n} ${pA} ${pB}`);
  let held = 0;
  for (let draw = 0; draw < draws; draw++) {
    const [onlyA, onlyB] = splitOf(random, n, pA, pB);
    if (holds(pairedShares(onlyA, onlyB, n), pA - pB)) held++;
  }
  return held / draws;
}

function splitOf(random: Random, n: number, pA: number, pB: number): [number, number] {
  let onlyA = 0;
  let onlyB = 0;
  for (let i = 0; i < n; i++) {
    const at = random();
    if (at < pA) onlyA++;
    else if (at < pA + pB) onlyB++;
  }
  return [onlyA, onlyB];
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

// Simulated answers with a known truth: coverage of the intervals, and false-positive rate of the tests.
import { integer, type Random, seeded } from '../harness/core/random.js';
import {
  type BootstrapOptions,
  bootstrap,
  clusteredShare,
  type Interval,
  mcnemar,
  pairedDifference,
  passAtK,
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

/** A draw from the beta distribution (Jöhnk 1964, Metrika 8, 5–15); quick for small a + b. */
function beta(random: Random, a: number, b: number): number {
  for (;;) {
    const [x, y] = [random() ** (1 / a), random() ** (1 / b)];
    if (x + y <= 1 && x + y > 0) return x / (x + y);
  }
}

/**
 * Families of 11 questions with two half-alike answers each, as datasets/word-problems has 13. The families' own rates are beta
 * distributed with mean `rate`; `likeness`: intraclass correlation of the questions of one family.
 */
export function families(random: Random, count: number, rate: number, likeness: number): Scores[] {
  const size = 1 / likeness - 1;
  return Array.from({ length: count }, () => {
    const own = beta(random, rate * size, (1 - rate) * size);
    return binaryClusters(random, 11, 2, own, 0.5);
  });
}

export const byFamily = (some: readonly Scores[]): Scores => some.map((questions) => questions.flat());
export const byQuestion = (some: readonly Scores[]): Scores => some.flat();

/** What is subtracted from what: two models on the same families, their rates drawn apart. */
export function familyDifferences(random: Random, count: number, rates: readonly [number, number], likeness: number): Scores[] {
  const [a, b] = rates.map((rate) => families(random, count, rate, likeness)) as [Scores[], Scores[]];
  return a.map((questions, f) =>
    questions.map((answers, q) => answers.map((score, i) => score - (b[f]?.[q]?.[i] ?? Number.NaN))),
  );
}

/** One score a question: nearly all 0, the others 0.25, 0.4 or 1; the mean is 0.55 times `share`. */
export function skewedScores(random: Random, questions: number, share: number): Scores {
  return Array.from({ length: questions }, () => [
    random() < share ? (([0.25, 0.4, 1] as const)[integer(random, 0, 2)] ?? 0) : 0,
  ]);
}

/** pass@k of the prompts of each question, two a question, five answers a prompt, `likeness` as in `binaryClusters`. */
export function passAtKClusters(random: Random, questions: number, k: number, rate: number, likeness = 0.5): Scores {
  return binaryClusters(random, questions, 10, rate, likeness).map((answers) =>
    [answers.slice(0, 5), answers.slice(5)].map((some) => passAtK(5, some.filter(Boolean).length, k)),
  );
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
export function signFlipAlarms(questions: number, answers: number, draws: number): { flip: number; naive: number } {
  const random = seeded(`flip ${questions} ${answers}`);
  let flip = 0;
  let naive = 0;
  for (let draw = 0; draw < draws; draw++) {
    const a = binaryClusters(random, questions, answers, 0.5, 0.6);
    const b = binaryClusters(random, questions, answers, 0.5, 0.6);
    const differences = a.map((values, i) => values.map((value, j) => value - ((b[i] as readonly number[])[j] as number)));
    const sums = differences.map((values) => values.reduce((sum, value) => sum + value, 0));
    if (signFlip(sums) <= 0.05) flip++;
    const flat = differences.flat();
    if (mcnemar(flat.filter((d) => d > 0).length, flat.filter((d) => d < 0).length) <= 0.05) naive++;
  }
  return { flip: flip / draws, naive: naive / draws };
}

/** An interval of a paired difference: `differences` of -1 to 1, in clusters. */
export const pairedMethods: Record<string, Method> = {
  'Bonett and Price': (differences) => bonettAndPrice(differences),
  'widened bootstrap': (differences, seed) => meanBootstrap(differences, { draws: 500, seed }),
  melded: (differences) => pairedDifference(differences),
};

/** What was counted over some sets of paired differences, as shares of them. */
export interface PairedResult {
  /** intervals that contain the true difference */
  held: number;
  /** intervals that exclude 0 while the exact test does not reject it, or the other way round */
  contradicted: number;
  /** mean width of the intervals */
  width: number;
}

/** Counts over `draws` sets of differences from `make`, whose true mean is `truth`. */
export function pairedResult(
  method: Method,
  truth: number,
  draws: number,
  seed: string,
  make: (random: Random) => Scores,
): PairedResult {
  const random = seeded(seed);
  const counts = { held: 0, contradicted: 0, width: 0 };
  for (let draw = 0; draw < draws; draw++) {
    const differences = make(random);
    const interval = method(differences, `${seed} ${draw}`);
    const p = signFlip(differences.map((values) => values.reduce((sum, value) => sum + value, 0)));
    if (holds(interval, truth)) counts.held++;
    if (holds(interval, 0) !== p >= 0.05) counts.contradicted++;
    counts.width += interval.high - interval.low;
  }
  return { held: counts.held / draws, contradicted: counts.contradicted / draws, width: counts.width / draws };
}

/** One answer a question: only a passes with probability `pA`, only b with `pB`. */
export function singleDifferences(random: Random, questions: number, pA: number, pB: number): Scores {
  const [onlyA, onlyB] = splitOf(random, questions, pA, pB);
  return Array.from({ length: questions }, (_, i) => [i < onlyA ? 1 : i < onlyA + onlyB ? -1 : 0]);
}

/**
 * Several answers a question to two models with pass rates `pA` and `pB`; `likeness` of the answers of a model to one question, and
 * every second question as hard for one model as for the other.
 */
export function clusteredDifferences(
  random: Random,
  { questions, answers, pA, pB, likeness }: { questions: number; answers: number; pA: number; pB: number; likeness: number },
): Scores {
  const shared = Math.sqrt(likeness);
  return Array.from({ length: questions }, () => {
    const luck = random();
    const common = { a: Number(luck < pA), b: Number((random() < 0.5 ? luck : random()) < pB) };
    const score = (own: number, rate: number) => (random() < shared ? own : chance(random, rate));
    return Array.from({ length: answers }, () => score(common.a, pA) - score(common.b, pB));
  });
}

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

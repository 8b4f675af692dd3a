// Counts over made-up answers: how many intervals hold the truth, how often a test calls equal models different.
import { type Random, seeded } from '../harness/core/random.js';
import { type Interval, mcnemar, signFlip, wilson } from '../harness/stats/index.js';
import type { Method } from './intervals-tried.js';
import { binaryClusters, chance, rates, type Scores, splitOf } from './made-up.js';

const holds = ({ low, high }: Interval, truth: number) => low <= truth && truth <= high;

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

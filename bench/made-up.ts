// Made-up answers and differences, seeded, whose true rate or difference is known.
import { integer, type Random } from '../harness/core/random.js';
import { passAtK } from '../harness/stats/index.js';

/** 0.05, 0.10 … 0.95. */
export const rates = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

export type Scores = readonly (readonly number[])[];

/** 1 with probability `p`, else 0. */
export const chance = (random: Random, p: number) => Number(random() < p);

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

/** How alike the questions of one family are, as intraclass correlations. */
export const likenesses = [0.1, 0.35];

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

/** How many of `n` questions only a passes, with probability `pA` each, and how many only b. */
export function splitOf(random: Random, n: number, pA: number, pB: number): [number, number] {
  let onlyA = 0;
  let onlyB = 0;
  for (let i = 0; i < n; i++) {
    const at = random();
    if (at < pA) onlyA++;
    else if (at < pA + pB) onlyB++;
  }
  return [onlyA, onlyB];
}

// Reliability of a judge, in numbers: agreement with labels compared with baselines that need no judge, and biases.

import type { Grade, Judge, Row, Sample } from '../../harness/core/types.js';
import { clusteredShare, type Interval, kappa } from '../../harness/stats/index.js';

/** An answer, or a pair of answers, with known correct verdict. */
export interface Labelled extends Sample {
  /** the answer to be judged; of a pair, the one named first */
  output: string;
  /** of a pair, the second answer */
  other?: string;
  /** pairs: the better answer; single answers: good or poor */
  label: 'output' | 'other' | 'good' | 'poor';
}

export interface Portion extends Interval {
  /** 0 to 1, or null if n is 0 */
  rate: number | null;
  n: number;
}

export interface Health {
  n: number;
  unscored: number;
  /** share of scored samples where the verdict matches the label; a score of exactly 0.5 counts half */
  agreement: Portion;
  /** Cohen's κ between label and verdict (for, against, even) with its 95 % interval; null if undefined */
  kappa: { value: number | null; low: number | null; high: number | null; n: number };
  /** pairs: share correct in both orders */
  bothOrders: Portion;
  /** rows: label (first good, or `output`); columns: verdict for it, against it, even, unscored */
  confusion: [number[], number[]];
  /**
   * agreement of the baseline "the longest answer wins": for pairs the longer one; single answers are called good if longer than
   * the median
   */
  longest: number;
  /** agreement of the baseline "always the most common label" */
  common: number;
  /** pairs: share of verdicts that do not change when the order is swapped */
  swap: Portion;
  /** pairs: mean score of the answer shown first; 0.5 is no position bias; null for single answers */
  first: number | null;
  /** pairs of different length: share won by the longer answer, and share where the label prefers it */
  longer: { judged: number | null; labelled: number | null; n: number };
  /** share of verdicts that stay the same when asked again with a different nonce; n is 0 if none was asked again */
  retest: Portion;
  /** share of all replies that could be parsed; for servers also at the first attempt */
  parsed: Portion;
  parsedAtOnce: number;
  promptTokens: number;
  outputTokens: number;
}

/**
 * Health of `judge` over rows of labelled samples; `again`: some of the same rows, asked a second time. Errors: Error without any
 * row.
 */
export function healthOf(rows: Row[], judge: Pick<Judge, 'name'>, again: Row[] = []): Health {
  if (rows.length === 0) throw new Error('expected labelled rows, got none');
  const usual = median(rows.map(({ generation }) => lengthOf(generation.output)));
  const seen = rows.map((row) => judgedOf(row, judge.name, usual));
  const scored = seen.filter(({ score }) => score !== null);
  const right = (one: Judged) => credit(one.score as number, one.good);
  const agreement = portion(scored, right);
  const pairs = scored.filter(({ first }) => first !== null);
  const unlike = pairs.filter(({ longer }) => longer !== 0);
  const longest = mean(seen.map(({ longer, good }) => credit((longer + 1) / 2, good)));
  const goods = seen.filter(({ good }) => good).length / seen.length;
  const common = Math.max(goods, 1 - goods);
  const before = new Map(scored.map((one) => [one.id, one]));
  const retested = again.flatMap((row) => {
    const now = judgedOf(row, judge.name, usual);
    const then = before.get(now.id);
    return then && now.score !== null ? [{ ...now, same: side(then.score as number) === side(now.score) }] : [];
  });
  return tidy({
    n: seen.length,
    unscored: seen.length - scored.length,
    agreement,
    kappa: kappa(scored.map(({ good, score }) => [good ? 2 : 0, side(score as number)])),
    bothOrders: portion(pairs, (one) => Number(!one.flipped && right(one) === 1)),
    confusion: [true, false].map((label) =>
      [2, 0, 1, null].map(
        (verdict) => seen.filter(({ good, score }) => good === label && (score === null ? null : side(score)) === verdict).length,
      ),
    ) as [number[], number[]],
    longest,
    common,
    swap: portion(pairs, ({ flipped }) => Number(!flipped)),
    first: pairs.length ? mean(pairs.map(({ first }) => first as number)) : null,
    longer: {
      judged: unlike.length ? mean(unlike.map(({ score, longer }) => credit(score as number, longer > 0))) : null,
      labelled: unlike.length ? mean(unlike.map(({ good, longer }) => Number(good === longer > 0))) : null,
      n: unlike.length,
    },
    retest: portion(retested, ({ same }) => Number(same)),
    parsed: portion(seen, ({ score }) => Number(score !== null)),
    parsedAtOnce: mean(seen.map(({ score, retries }) => Number(score !== null && retries === 0))),
    promptTokens: total(seen.map((one) => one.promptTokens)),
    outputTokens: total(seen.map((one) => one.outputTokens)),
  });
}

/**
 * Why a judge is no better than chance; null if it is better. Two rules, each on the lower end of a 95 % interval. Its agreement
 * must exceed both baselines and 0.5. And more than half of its verdicts on pairs must survive swapping the order: a coin toss
 * per order keeps half of them, and a judge that always prefers the answer shown first keeps none, so that its score is only a
 * residue of its bias.
 */
export function weakness({ agreement, longest, common, swap }: Health): 'agreement' | 'order' | null {
  if (agreement.n === 0 || agreement.low <= Math.max(longest, common, 0.5)) return 'agreement';
  return swap.n > 0 && swap.low <= 0.5 ? 'order' : null;
}

/** Rounds to four decimals, and maps non-finite numbers to null, so that it can be recorded. */
function tidy(health: Health): Health {
  const plain = (_key: string, value: unknown) =>
    typeof value !== 'number' ? value : Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  return JSON.parse(JSON.stringify(health, plain)) as Health;
}

interface Judged {
  id: string;
  /** shared by translations of the same question */
  cluster: string;
  good: boolean;
  score: number | null;
  flipped: boolean;
  first: number | null;
  /** 1 if the answer is longer than `other` (single answers: than the median), −1 if shorter */
  longer: number;
  retries: number;
  promptTokens: number;
  outputTokens: number;
}

function judgedOf({ sample, generation, grades }: Row, judge: string, medianLength: number): Judged {
  const { label, other, pair } = sample as Labelled;
  const grade: Grade | undefined = grades.find((one) => one.judge === judge);
  const { flipped, first, retries = 0, promptTokens = 0, outputTokens = 0 } = (grade?.details ?? {}) as Partial<Judged>;
  const than = typeof other === 'string' ? lengthOf(other) : medianLength;
  return {
    id: sample.id,
    cluster: typeof pair === 'string' ? `pair ${pair}` : sample.id,
    good: label === 'output' || label === 'good',
    score: grade?.score ?? null,
    flipped: flipped ?? false,
    first: typeof other === 'string' ? (first ?? null) : null,
    longer: Math.sign(lengthOf(generation.output) - than),
    retries,
    promptTokens,
    outputTokens,
  };
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** 2: for it, 0: against it, 1: even. */
function side(score: number): number {
  return score > 0.5 ? 2 : score < 0.5 ? 0 : 1;
}

function credit(score: number, good: boolean): number {
  return score === 0.5 ? 0.5 : Number(score > 0.5 === good);
}

function portion<T extends { cluster: string }>(items: T[], value: (item: T) => number): Portion {
  const clusters = new Map<string, number[]>();
  for (const item of items) clusters.set(item.cluster, [...(clusters.get(item.cluster) ?? []), value(item)]);
  const values = [...clusters.values()];
  const { low, high } = clusteredShare(values);
  return { rate: items.length ? mean(values.flat()) : null, low, high, n: items.length };
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function mean(values: number[]): number {
  return total(values) / values.length;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return ((sorted[Math.floor((sorted.length - 1) / 2)] as number) + (sorted[Math.ceil((sorted.length - 1) / 2)] as number)) / 2;
}

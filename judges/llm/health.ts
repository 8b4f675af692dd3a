// How far a judge can be trusted, in numbers: agreement with labels beside what needs no judge at all, and what moves it that should not.

import type { Grade, Judge, Row, Sample } from '../../harness/core/types.js';
import { clusteredShare, type Interval, kappa } from '../../harness/stats/index.js';

/** An answer, or a pair of answers, whose right verdict is known. */
export interface Labelled extends Sample {
  /** the answer to be judged; of a pair, the one that is called first */
  output: string;
  /** of a pair, the other answer */
  other?: string;
  /** pairs: which answer is better; single answers: good or poor */
  label: 'output' | 'other' | 'good' | 'poor';
}

export interface Portion extends Interval {
  /** 0 to 1, or null where n is 0 */
  rate: number | null;
  n: number;
}

export interface Health {
  n: number;
  unscored: number;
  /** share of the scored on the label's side; a score of exactly 0.5 counts half */
  agreement: Portion;
  /** Cohen's κ of label and verdict (for, against, even) with its 95 % interval; null where it is not defined */
  kappa: { value: number | null; low: number | null; high: number | null; n: number };
  /** pairs: share that is right in both orders */
  bothOrders: Portion;
  /** label down (first the good, or `output`), verdict across: for it, against it, even, unscored */
  confusion: [number[], number[]];
  /** agreement of "the longest answer wins": pairs, the longer one; single answers, those over the median length are good */
  longest: number;
  /** agreement of "always the most common label" */
  common: number;
  /** pairs: share of verdicts that do not change with the order */
  swap: Portion;
  /** pairs: how surely the answer shown first wins, mean; 0.5 has no order bias, null for single answers */
  first: number | null;
  /** pairs of unlike length: share won by the longer answer, and share where the label says so */
  longer: { judged: number | null; labelled: number | null; n: number };
  /** share of verdicts that stay the same when asked again with another nonce; n 0 where none was asked again */
  retest: Portion;
  /** share of all replies that could be read; servers: also at the first try */
  parsed: Portion;
  parsedAtOnce: number;
  promptTokens: number;
  outputTokens: number;
}

/** Health of `judge` over rows of labelled samples; `again`: some of the same rows, asked once more. Errors: Error without any row. */
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
 * Why a judge is no better than chance; null where it is better. Two rules, each by the lower end of a 95 % interval. Its agreement lies above
 * both baselines and above 0.5. And more than half of its verdicts on pairs stay when the order is turned: a coin tossed for each order keeps
 * half of them, a judge that always prefers what is shown first keeps none, and what such a judge adds up to is a rest of its bias.
 */
export function weakness({ agreement, longest, common, swap }: Health): 'agreement' | 'order' | null {
  if (agreement.n === 0 || agreement.low <= Math.max(longest, common, 0.5)) return 'agreement';
  return swap.n > 0 && swap.low <= 0.5 ? 'order' : null;
}

/** Four decimals, and null for what is not finite, so that it can be recorded. */
function tidy(health: Health): Health {
  const plain = (_key: string, value: unknown) =>
    typeof value !== 'number' ? value : Number.isFinite(value) ? Math.round(value * 1e4) / 1e4 : null;
  return JSON.parse(JSON.stringify(health, plain)) as Health;
}

interface Judged {
  id: string;
  /** translations of one question share it */
  cluster: string;
  good: boolean;
  score: number | null;
  flipped: boolean;
  first: number | null;
  /** pairs: 1 where `output` is longer, −1 where `other` is; single answers: filled in by length over the median */
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

/** 2 for it, 0 against it, 1 even. */
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

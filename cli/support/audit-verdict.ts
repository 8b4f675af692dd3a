// From answers that were read to a verdict on the weights behind them. The threshold, and how often it errs, were measured: docs/audit.md.
import { z } from '../../harness/stats/level.js';
import { tQuantile } from '../../harness/stats/normal.js';
import { clusteredStandardError } from '../../harness/stats/standard-error.js';
import type { AuditedAnswer } from './audit-reading.js';

export type Verdict = 'these weights' | 'not these weights' | 'undecided';

/** What a verdict is made of: how many tokens of an answer were read, and by how much those fall short that are not the model's best. */
export type Counts = Pick<AuditedAnswer, 'tokens' | 'gaps'>;

/**
 * Mean shortfall of a token, in nats, between the same weights in another arithmetic and other weights: about the middle, by ratio, of
 * the highest of the former and the lowest of the latter that bench/audit/measured.jsonl marks as "learn".
 */
export const threshold = 0.02;

/** A token counts for at most this shortfall, in nats: one that the tokenizer reads otherwise than it was written says nothing of weights. */
const most = 1;

/** Fewer tokens than this decide nothing. */
export const leastTokens = 200;

export interface Found {
  verdict: Verdict;
  /** why it is undecided, else null */
  because: string | null;
  tokens: number;
  /** share of the tokens that are the model's best */
  best: number;
  /** mean over all tokens of best logit minus theirs, in nats, at most 1 each, with its 95 % interval over answers */
  shortfall: { mean: number; low: number; high: number };
  /** `offset`: the server's count of a prompt minus ours, where it is always the same and not 0 */
  prompts: { compared: number; equal: number; offset: number | null };
  asRecorded: number;
}

export function auditVerdict(answers: readonly AuditedAnswer[]): Found {
  const { verdict, tokens, shortfall } = decide(answers);
  const other = answers.reduce((sum, { gaps }) => sum + gaps.length, 0);
  const prompts = promptsOf(answers);
  const found = {
    tokens,
    best: tokens === 0 ? Number.NaN : 1 - other / tokens,
    shortfall,
    prompts,
    asRecorded: answers.filter((one) => one.asRecorded).length,
  };
  if (verdict === 'not these weights' && prompts.offset !== null)
    return {
      verdict: 'undecided',
      because: `each prompt has ${more(prompts.offset)} there than here, so another chat template or system text: set the model's own`,
      ...found,
    };
  const few = tokens < leastTokens ? `fewer than ${leastTokens} tokens were read` : 'the interval holds the threshold';
  return { verdict, because: verdict === 'undecided' ? `${few}; ask more with --answers` : null, ...found };
}

/** The verdict of the counts alone. */
export function decide(answers: readonly Counts[]): Pick<Found, 'verdict' | 'tokens' | 'shortfall'> {
  const clusters = answers.map(({ tokens, gaps }) => Array.from({ length: tokens }, (_, i) => Math.min(most, gaps[i] ?? 0)));
  const all = clusters.flat();
  const mean = all.length === 0 ? Number.NaN : all.reduce((sum, one) => sum + one, 0) / all.length;
  const half = clusters.length < 2 ? most : tQuantile(z, clusters.length - 1) * clusteredStandardError(clusters);
  const shortfall = { mean, low: Math.max(0, mean - half), high: Math.min(most, mean + half) };
  if (all.length >= leastTokens && shortfall.high < threshold) return { verdict: 'these weights', tokens: all.length, shortfall };
  if (all.length >= leastTokens && shortfall.low > threshold)
    return { verdict: 'not these weights', tokens: all.length, shortfall };
  return { verdict: 'undecided', tokens: all.length, shortfall };
}

function promptsOf(answers: readonly AuditedAnswer[]): Found['prompts'] {
  const differences = answers.flatMap(({ promptTokens: { server, here } }) => (server === null ? [] : [server - here]));
  const [first = 0] = differences;
  const constant = first !== 0 && differences.every((one) => one === first);
  return { compared: differences.length, equal: differences.filter((one) => one === 0).length, offset: constant ? first : null };
}

function more(offset: number): string {
  return `${Math.abs(offset)} ${Math.abs(offset) === 1 ? 'token' : 'tokens'} ${offset > 0 ? 'more' : 'fewer'}`;
}

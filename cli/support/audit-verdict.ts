// From answers that were read to a verdict on the weights behind them. The threshold and how often it errs were measured: docs/audit.md.
import { clusteredShare } from '../../harness/stats/clustered-share.js';
import type { AuditedAnswer } from './audit-reading.js';

export type Verdict = 'these weights' | 'not these weights' | 'undecided';

/** What a verdict is made of: how many tokens of an answer were read, and how many of them are not the model's best. */
export type Counts = Pick<AuditedAnswer, 'tokens' | 'other'>;

/**
 * The share of tokens that are not the model's best, between the same weights in another arithmetic and other weights: the middle, by
 * ratio, of the highest of the former and the lowest of the latter among the cases of bench/audit/measured.jsonl. Fixed before the cases
 * that check it were asked for.
 */
export const threshold = 0.05;

/** Fewer tokens than this decide nothing. */
export const leastTokens = 200;

export interface Found {
  verdict: Verdict;
  /** why it is undecided, else null */
  because: string | null;
  tokens: number;
  /** share of the tokens that are not the model's best, with its 95 % interval over answers */
  other: { share: number; low: number; high: number };
  /** of those: the median of best logit minus theirs, in nats; null if there is none */
  medianGap: number | null;
  prompts: {
    compared: number;
    equal: number /** server's count minus ours, where it is always the same and not 0 */;
    offset: number | null;
  };
  asRecorded: number;
}

export function auditVerdict(answers: readonly AuditedAnswer[]): Found {
  const { verdict, ...shares } = decide(answers);
  const gaps = answers.flatMap((one) => one.gaps).sort((a, b) => a - b);
  const prompts = promptsOf(answers);
  const found = {
    ...shares,
    medianGap: gaps[Math.floor(gaps.length / 2)] ?? null,
    prompts,
    asRecorded: answers.filter((one) => one.asRecorded).length,
  };
  if (verdict === 'not these weights' && prompts.offset !== null)
    return {
      verdict: 'undecided',
      because: `the server's prompts have ${more(prompts.offset)} than the model's own: another chat template or system text`,
      ...found,
    };
  const few = shares.tokens < leastTokens ? `fewer than ${leastTokens} tokens were read` : 'the interval holds the threshold';
  return { verdict, because: verdict === 'undecided' ? `${few}: ask more with --answers` : null, ...found };
}

/** The verdict of the counts alone. */
export function decide(answers: readonly Counts[]): Pick<Found, 'verdict' | 'tokens' | 'other'> {
  const clusters = answers.map(({ tokens, other }) => Array.from({ length: tokens }, (_, i) => (i < other ? 1 : 0)));
  const tokens = answers.reduce((sum, one) => sum + one.tokens, 0);
  const { low, high } = clusteredShare(clusters);
  const share = answers.reduce((sum, one) => sum + one.other, 0) / tokens;
  const verdict =
    tokens < leastTokens ? 'undecided' : high < threshold ? 'these weights' : low > threshold ? 'not these weights' : 'undecided';
  return { verdict, tokens, other: { share, low, high } };
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

// The answer that a list of chosen tokens makes, by the rules of the decode loop: so tokens tell their text, and why it ended.
import type { Decoding } from '../../harness/core/types.js';
import type { Texts } from './open.js';
import { cutAtStop } from './stop.js';

export interface AnswerOf {
  output: string;
  finish: 'stop' | 'length';
  /** tokens of the output */
  outputTokens: number;
}

/**
 * The answer to a prompt of `promptTokens`; null if these tokens would have ended before the last one, or not with it, or are none of the
 * request's schema.
 */
export function answerOf(
  texts: Pick<Texts, 'context' | 'eosTokenIds' | 'decode' | 'schemas'>,
  { maxNewTokens, stop = [], schema }: Decoding,
  promptTokens: number,
  tokens: readonly number[],
): AnswerOf | null {
  const limit = Math.min(maxNewTokens, texts.context - promptTokens);
  const hold = schema ? texts.schemas().hold(schema, limit) : null;
  const ids: number[] = [];
  for (const [i, token] of tokens.entries()) {
    const last = i === tokens.length - 1;
    if (hold && !hold.take(token)) return null;
    if (texts.eosTokenIds.has(token))
      return last ? { output: texts.decode(ids), finish: hold?.cut ? 'length' : 'stop', outputTokens: ids.length } : null;
    ids.push(token);
    const cut = stop.length > 0 ? cutAtStop(ids, stop, texts.decode) : null;
    if (cut) return last ? { output: cut.text, finish: 'stop', outputTokens: cut.tokens } : null;
    if (ids.length >= limit) return last ? { output: texts.decode(ids), finish: 'length', outputTokens: ids.length } : null;
  }
  return null;
}

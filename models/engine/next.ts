// Probability of each of a few replies as the model's next tokens: one prefill, and further steps only for replies that begin
// with the same tokens.
import { logProbability } from './likelihood.js';
import type { OpenModel } from './open.js';
import type { Runner } from './runner.js';

/**
 * A runner that keeps the last prompt in its KV cache: questions with the same rubric share a prefix, and those about the same
 * pair a longer one.
 */
export interface Asking {
  runner: Runner;
  ids: number[];
}

/** Shared prefixes shorter than this are not worth keeping. */
const leastShared = 16;

/**
 * The probability that an answer to the prompt `ids` begins with each of `replies`, 0 to 1, over the whole vocabulary. A reply is
 * followed token by token until no other reply shares its tokens: going further would only measure how the model continues. If
 * one reply is a prefix of another, the longer one is counted in both. Errors: RangeError for empty or duplicate replies.
 */
export async function next(model: OpenModel, asking: Asking, ids: number[], replies: string[]): Promise<number[]> {
  const tokens = replies.map((reply) => model.encode(reply));
  for (const [i, reply] of tokens.entries())
    if (reply.length === 0 || tokens.some((other, j) => j !== i && String(other) === String(reply)))
      throw new RangeError(`expected replies that differ and are not empty, got ${JSON.stringify(replies)}`);
  const probabilities = replies.map(() => 0);
  const longest = tokens.reduce((most, reply) => Math.max(most, reply.length), 0);
  if (ids.length + longest > model.context)
    throw new RangeError(`expected a question of at most ${model.context - longest} tokens, got ${ids.length}`);
  const logits = await fillFrom(asking, ids);
  for (const group of begins(
    tokens,
    replies.map((_, i) => i),
    0,
  )) {
    const first = logProbability(logits, 0, logits.length, tokens[group[0] as number]?.[0] as number);
    await follow(group, 1, first);
  }
  return probabilities;

  /** Replies in `group` share their first `depth` tokens, whose joint log-probability is `before`. */
  async function follow(group: number[], depth: number, before: number): Promise<void> {
    if (group.length === 1) {
      probabilities[group[0] as number] = Math.exp(before);
      return;
    }
    const path = (tokens[group[0] as number] as number[]).slice(0, depth);
    const whole = group.find((i) => tokens[i]?.length === depth);
    if (whole !== undefined) probabilities[whole] = Math.exp(before);
    const logits = await after(path);
    const longer = group.filter((i) => i !== whole);
    for (const same of begins(tokens, longer, depth))
      await follow(
        same,
        depth + 1,
        before + logProbability(logits, 0, logits.length, tokens[same[0] as number]?.[depth] as number),
      );
  }

  /** Logits after the prompt and `path`; the prefix shared with the last prompt is not run again. */
  async function after(path: number[]): Promise<Float32Array> {
    return fillFrom(asking, [...ids, ...path]);
  }
}

/**
 * Logits after `ids`. At least the last two tokens are run again: a single token would use another matrix kernel (see
 * `stretches`), and the result must not depend on what was asked before.
 */
async function fillFrom(asking: Asking, ids: number[]): Promise<Float32Array> {
  const { runner } = asking;
  const most = Math.min(ids.length, asking.ids.length) - 2;
  let shared = 0;
  while (shared < most && ids[shared] === asking.ids[shared]) shared++;
  const kept = shared >= leastShared ? runner.keepPrefix(0, shared) : 0;
  asking.ids = [];
  if (runner.rows > 0) runner.leave(0);
  runner.join(kept > 0);
  const logits = await runner.fill(0, ids.slice(kept));
  asking.ids = ids;
  return logits;
}

/** Groups the replies by their token at `depth`. */
function begins(tokens: number[][], which: number[], depth: number): number[][] {
  const groups = new Map<number, number[]>();
  for (const i of which) {
    const token = tokens[i]?.[depth] as number;
    groups.set(token, [...(groups.get(token) ?? []), i]);
  }
  return [...groups.values()];
}

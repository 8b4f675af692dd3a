// Reads an answer that was written elsewhere: at each of its tokens, how far the model's own best choice is from the one that was taken.
import type { OpenModel } from './open.js';
import type { Runner } from './runner.js';

/**
 * For each token of `answer`, and for its end if `ended`: the best logit minus the logit of that token, in nats, 0 where it is the best
 * (or as good). Of several end-of-sequence tokens the best counts. Prompt and answer must fit into the context.
 */
export async function forced(
  { shape, eosTokenIds }: OpenModel,
  runner: Runner,
  prompt: number[],
  { ids, ended }: { ids: number[]; ended: boolean },
): Promise<number[]> {
  const taken = [...ids.map((id) => [id]), ...(ended ? [[...eosTokenIds]] : [])];
  const gaps: number[] = [];
  const see = (logits: Float32Array, from: number, count: number) => {
    for (let i = 0; i < count; i++) {
      const tokens = taken[from + i + 1];
      if (tokens) gaps.push(gapIn(logits, i * shape.vocabulary, (i + 1) * shape.vocabulary, tokens));
    }
  };
  runner.join(false);
  const row = runner.rows - 1;
  try {
    const first = await runner.fill(row, prompt);
    if (taken[0]) gaps.push(gapIn(first, 0, shape.vocabulary, taken[0]));
    if (ids.length > 0) await runner.score(row, ids, see);
  } finally {
    runner.leave(row);
  }
  return gaps;
}

function gapIn(logits: Float32Array, from: number, to: number, tokens: number[]): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) if ((logits[i] as number) > best) best = logits[i] as number;
  return best - Math.max(...tokens.map((token) => logits[from + token] as number));
}

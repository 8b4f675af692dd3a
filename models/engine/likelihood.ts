// How likely the model finds a given text: log-probability per token, and perplexity.
import type { OpenModel } from './open.js';
import type { Runner } from './runner.js';

export interface Likelihood {
  /** tokens scored: all but the first, which has no context */
  tokens: number;
  /** natural logarithm of each scored token's probability */
  logProbabilities: number[];
  /** exp of the mean negative log-probability; NaN for fewer than two tokens */
  perplexity: number;
}

/** Natural logarithm of the softmax at `token` over logits[from, to). */
export function logProbability(logits: Float32Array, from: number, to: number, token: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) if ((logits[i] as number) > top) top = logits[i] as number;
  let sum = 0;
  for (let i = from; i < to; i++) sum += Math.exp((logits[i] as number) - top);
  return (logits[from + token] as number) - top - Math.log(sum);
}

/** Scores `ids`, which must fit into the model's context. */
export async function likelihood({ shape }: OpenModel, runner: Runner, ids: number[]): Promise<Likelihood> {
  const logProbabilities: number[] = [];
  if (ids.length > 1) {
    runner.join(false);
    await runner.score(runner.rows - 1, ids, (logits, from, count) => {
      for (let i = 0; i < count; i++) {
        const next = ids[from + i + 1];
        if (next !== undefined)
          logProbabilities.push(logProbability(logits, i * shape.vocabulary, (i + 1) * shape.vocabulary, next));
      }
    });
    runner.leave(runner.rows - 1);
  }
  const mean = logProbabilities.reduce((sum, value) => sum + value, 0) / logProbabilities.length;
  return { tokens: logProbabilities.length, logProbabilities, perplexity: Math.exp(-mean) };
}

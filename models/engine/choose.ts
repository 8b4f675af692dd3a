// Chooses the next token from logits. Greedy takes the best, and the lower id where two are equal; sampling draws from a generator of
// the row's own, so that a row's text never depends on its neighbours.
import { type Random, seeded } from '../../harness/random.js';
import type { Decoding } from '../../harness/types.js';

export interface Choice {
  token: number;
  /** best logit less the second best: how near to a tie */
  margin: number;
}

export type Chooser = (logits: Float32Array, from: number, to: number) => Choice;

/** A chooser for one row. Temperature absent or 0 is greedy; topK 0 or absent and topP 1 or absent cut nothing. */
export function chooser({ temperature = 0, topK = 0, topP = 1, seed = 0 }: Decoding): Chooser {
  if (temperature === 0) return best;
  const random = seeded(seed);
  return (logits, from, to) => ({
    token: draw(logits, from, to, temperature, topK, topP, random),
    margin: best(logits, from, to).margin,
  });
}

function best(logits: Float32Array, from: number, to: number): Choice {
  let token = 0;
  let first = -Infinity;
  let second = -Infinity;
  for (let i = from; i < to; i++) {
    const value = logits[i] as number;
    if (value > second) {
      if (value > first) {
        second = first;
        first = value;
        token = i - from;
      } else second = value;
    }
  }
  return { token, margin: first - second };
}

function draw(
  logits: Float32Array,
  from: number,
  to: number,
  temperature: number,
  topK: number,
  topP: number,
  random: Random,
): number {
  const row = logits.subarray(from, to);
  let ids = Array.from(row.keys());
  if (topK > 0 || topP < 1) ids.sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
  if (topK > 0) ids = ids.slice(0, topK);
  const top = ids.reduce((most, id) => Math.max(most, row[id] as number), -Infinity);
  const weights = ids.map((id) => Math.exp(((row[id] as number) - top) / temperature));
  let total = weights.reduce((sum, weight) => sum + weight, 0);
  if (topP < 1) {
    let sum = 0;
    let kept = 0;
    while (kept < weights.length && sum < topP * total) sum += weights[kept++] as number;
    total = sum;
    ids = ids.slice(0, kept);
  }
  let left = random() * total;
  for (const [i, id] of ids.entries()) {
    left -= weights[i] as number;
    if (left < 0) return id;
  }
  return ids[ids.length - 1] as number;
}

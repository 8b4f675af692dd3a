// Chooses the next token from logits. Greedy takes the best, the lower id on a tie. Sampling uses a generator per row, so a row's
// text never depends on the other rows of the batch.
import { type Random, seeded } from '../../harness/core/random.js';
import type { Decoding } from '../../harness/core/types.js';

export interface Choice {
  token: number;
  /** best logit minus second best: how close to a tie */
  margin: number;
}

export type Chooser = (logits: Float32Array, from: number, to: number) => Choice;

/** A chooser for one row. Temperature absent or 0: greedy. topK absent or 0, topP absent or 1: no truncation. */
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
  let top = -Infinity;
  for (const value of row) if (value > top) top = value;
  const weight = (id: number) => Math.exp(((row[id] as number) - top) / temperature);
  const first = topK > 0 ? leading(row, top, topK, () => 1).slice(0, topK) : null;
  if (topP >= 1) {
    const ids = first ?? new Uint32Array(row.length).map((_, id) => id);
    return pick(ids, weightsOf(ids, weight), random);
  }
  const enough = topP * (first ? sum(weightsOf(first, weight)) : sumOfAll(row, top, temperature));
  const ids = first ?? leading(row, top, enough, weight);
  const kept = ids.slice(0, countUntil(ids, weight, enough) ?? ids.length);
  return pick(kept, weightsOf(kept, weight), random);
}

/**
 * Sum of the weights of all tokens. Weights below e^-37 of the best change the sum by less than half a unit in the last place,
 * and are skipped.
 */
function sumOfAll(row: Float32Array, top: number, temperature: number): number {
  const least = top - 37 * temperature;
  let total = 0;
  for (const value of row) if (value > least) total += Math.exp((value - top) / temperature);
  return total;
}

/** Histogram bins of 1/8 logit, from the best logit down; the last one holds everything further below. */
const bins = { count: 256, step: 1 / 8 };

/**
 * Tokens in descending order of logit, the lower id first on a tie: at least as many as needed for their amounts to reach
 * `needed`, or all tokens if they never do. Only those near the best are sorted: sorting the whole vocabulary takes longer than
 * the model needs for the token.
 */
function leading(row: Float32Array, top: number, needed: number, amount: (id: number) => number): number[] {
  const binOf = (id: number) => Math.min(bins.count - 1, Math.floor((top - (row[id] as number)) / bins.step));
  const amounts = new Float64Array(bins.count);
  for (let id = 0; id < row.length; id++) {
    const bin = binOf(id);
    amounts[bin] = (amounts[bin] as number) + amount(id);
  }
  let last = 0;
  for (let reached = amounts[0] as number; reached < needed && last < bins.count - 1; ) reached += amounts[++last] as number;
  last++; // one bin more, as the sorted sum may differ in its last bits
  const ids: number[] = [];
  for (let id = 0; id < row.length; id++) if (binOf(id) <= last) ids.push(id);
  return ids.sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
}

function weightsOf(ids: ArrayLike<number>, weight: (id: number) => number): Float64Array {
  const weights = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) weights[i] = weight(ids[i] as number);
  return weights;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** How many of `ids` are needed to reach `enough`; null if all of them fall short. */
function countUntil(ids: number[], weight: (id: number) => number, enough: number): number | null {
  let reached = 0;
  for (const [i, id] of ids.entries()) {
    if (reached >= enough) return i;
    reached += weight(id);
  }
  return reached >= enough ? ids.length : null;
}

/** One of `ids`, drawn in proportion to its weight. */
function pick(ids: ArrayLike<number>, weights: Float64Array, random: Random): number {
  let left = random() * sum(weights);
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i] as number;
    if (left < 0) return ids[i] as number;
  }
  return ids[ids.length - 1] as number;
}

// Chooses the next token as models/engine/choose.ts says it is chosen, written anew, with an exponential of its own: Math.exp may
// differ in its last bit from one engine to the next, and a draw could follow it.
import { Sha256 } from './sha256.js';

/** How an answer was asked for; what is absent does nothing. */
export interface Decoding {
  maxNewTokens: number;
  temperature?: number;
  topK?: number;
  topP?: number;
  seed?: number;
  stop?: string[];
}

export interface Choice {
  token: number;
  /** best logit less second best */
  margin: number;
  /**
   * how near the choice was to another: `margin` for the best; for a draw, how far the drawn number was from the next token's share,
   * as a share of all
   */
  distance: number;
}

export type Choose = (row: Float32Array) => Choice;

export function chooser({ temperature = 0, topK = 0, topP = 1, seed = 0 }: Decoding): Choose {
  if (temperature === 0)
    return (row) => {
      const { token, margin } = best(row);
      return { token, margin, distance: margin };
    };
  const random = randomOf(seed);
  return (row) => ({ ...draw(row, temperature, topK, topP, random()), margin: best(row).margin });
}

/** The token with the largest logit, the lower one of equals. */
function best(row: Float32Array): { token: number; margin: number } {
  let token = 0;
  let first = Number.NEGATIVE_INFINITY;
  let second = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] as number;
    if (value > first) {
      second = first;
      first = value;
      token = i;
    } else if (value > second) second = value;
  }
  return { token, margin: first - second };
}

/** What is below e^-37 of the best is less than half a unit in the last place of the sum. */
const nothing = 37;

function draw(
  row: Float32Array,
  temperature: number,
  topK: number,
  topP: number,
  random: number,
): { token: number; distance: number } {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of row) top = Math.max(top, value);
  const weight = (id: number) => exp(((row[id] as number) - top) / temperature);
  let ids: number[] = [];
  let weights: number[] = [];
  if (topK > 0 || topP < 1) {
    let needed = 0;
    if (topK === 0) {
      for (const value of row) if (value > top - nothing * temperature) needed += exp((value - top) / temperature);
      needed *= topP;
    }
    // only those near the best are sorted; further ones are looked at until there are enough
    for (let reach = 4 * temperature; ; reach *= 2) {
      ids = [];
      for (let id = 0; id < row.length; id++) if (topKAll(reach) || (row[id] as number) > top - reach) ids.push(id);
      if (ids.length === row.length) break;
      if (topK > 0 ? ids.length >= topK : ids.reduce((sum, id) => sum + weight(id), 0) >= needed * (1 + 1e-12)) break;
    }
    ids.sort((a, b) => (row[b] as number) - (row[a] as number) || a - b);
    if (topK > 0) ids = ids.slice(0, topK);
    weights = ids.map(weight);
    if (topP < 1) {
      const enough = topK > 0 ? topP * weights.reduce((a, b) => a + b, 0) : needed;
      let reached = 0;
      let count = 0;
      while (count < ids.length && reached < enough) reached += weights[count++] as number;
      ids.length = count;
      weights.length = count;
    }
  } else {
    ids = Array.from(row.keys());
    weights = ids.map(weight);
  }
  const sum = weights.reduce((a, b) => a + b, 0);
  let left = random * sum;
  for (const [i, share] of weights.entries()) {
    const before = left;
    left -= share;
    if (left < 0) return { token: ids[i] as number, distance: Math.min(before, -left) / sum };
  }
  return { token: ids.at(-1) as number, distance: 0 };
}

/** Beyond any logit: take all. */
function topKAll(reach: number): boolean {
  return reach > 1e6;
}

/** Numbers from 0 to 1 for a seed: mulberry32, started by the first four bytes of the SHA-256 of the seed's digits. */
function randomOf(seed: number): () => number {
  const digest = new Sha256().update(new TextEncoder().encode(String(seed))).digest();
  let state = new DataView(digest.buffer).getUint32(0, true);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** 2^-n for n from 0 to 1100: products of halves are exact. */
const powers = Float64Array.from({ length: 1101 });
for (let n = 0, power = 1; n < powers.length; n++, power /= 2) powers[n] = power;

/** 1 / k! for k from 13 down to 0. */
const terms: number[] = [];
for (let k = 0, factorial = 1; k <= 13; k++, factorial *= k) terms.unshift(1 / factorial);

/** e^x for x up to 0, at most 2 units in the last place off: additions, multiplications and divisions alone. Below -745: 0. */
export function exp(x: number): number {
  if (x < -745) return 0;
  const n = Math.floor(x * -Math.LOG2E + 0.5);
  // ln 2 in two parts: n times the first is exact
  const r = x + n * 0.6931471803691238 + n * 1.9082149292705877e-10;
  let sum = 0;
  for (const term of terms) sum = sum * r + term;
  return sum * (powers[n] as number);
}

// Chooses the next token from logits. Greedy takes the best, the lower id on a tie. Sampling uses a generator per row, so a row's
// text never depends on the other rows of the batch.
import { type Random, seeded } from '../../harness/core/random.js';
import type { Decoding } from '../../harness/core/types.js';

export interface Choice {
  token: number;
  /** best logit minus second best: how close to a tie */
  margin: number;
  /**
   * of a draw: how near it came to another token. The smallest of three: the distance of the drawn number from the ends of the token's
   * stretch, and of the cut of topP from the sum at which it fell (both as parts of the whole), and the gap of the token's logit to its
   * neighbours in the order, over the temperature
   */
  drawMargin?: number;
  /** the tokens that a draw just beyond that margin would have given; only if it is below 1e-3 */
  rivals?: number[];
}

export type Chooser = (logits: Float32Array, from: number, to: number) => Choice;

/**
 * A chooser for one row. Temperature absent or 0: greedy. topK absent or 0, topP absent or 1: no truncation. `drawn`: tokens that
 * were drawn from the seed before.
 */
export function chooser({ temperature = 0, topK = 0, topP = 1, seed = 0 }: Decoding, drawn = 0): Chooser {
  if (temperature === 0) return best;
  const random = seeded(seed);
  for (let i = 0; i < drawn; i++) random();
  return (logits, from, to) => draw(logits, from, to, temperature, topK, topP, random);
}

/** The best token, the lower number on a tie, and its gap to the second. */
export function best(logits: Float32Array, from: number, to: number): Choice {
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
): Choice {
  const row = logits.subarray(from, to);
  const first = topK > 0 ? foremost(row, topK) : null;
  const [one, two] = first ?? [];
  const greedy = one === undefined || two === undefined ? best(row, 0, row.length) : { token: one, margin: gap(row, one, two) };
  const top = row[greedy.token] as number;
  return { ...drawn(row, first, top, temperature, topP, random()), margin: greedy.margin };
}

function gap(row: Float32Array, a: number, b: number): number {
  return (row[a] as number) - (row[b] as number);
}

/** Draws by `number`, 0 to below 1: among `first`, tokens in order, or all tokens if that is null. `top`: the best logit. */
function drawn(
  row: Float32Array,
  first: number[] | null,
  top: number,
  temperature: number,
  topP: number,
  number: number,
): Omit<Choice, 'margin'> & { drawMargin: number } {
  const weight = (id: number) => Math.exp(((row[id] as number) - top) / temperature);
  const at = (ids: ArrayLike<number>) => pick(ids, weightsOf(ids, weight), number);
  if (topP >= 1) {
    const ids = first ?? new Uint32Array(row.length).map((_, id) => id);
    return marked(at(ids), ids, row, temperature, first !== null);
  }
  const all = first ? null : weighed(row, top, temperature);
  const enough = topP * (all?.total ?? sum(weightsOf(first as number[], weight)));
  const ids = first ?? leading(row, top, all?.amounts as Float64Array, enough);
  const count = countUntil(ids, weight, enough) ?? ids.length;
  const choice = marked(at(ids.slice(0, count)), ids, row, temperature, true);
  const cut = cutMargin(ids.slice(0, count), weight, enough, topP);
  if (cut >= close) return { ...choice, drawMargin: Math.min(choice.drawMargin, cut) };
  const others = [count - 1, count + 1].filter((size) => size >= 1 && size <= ids.length);
  const rivals = others.map((size) => ids[at(ids.slice(0, size)).place] as number);
  return { ...choice, drawMargin: Math.min(choice.drawMargin, cut), rivals: [...(choice.rivals ?? []), ...rivals] };
}

/** Below this margin a draw names its rivals. */
const close = 1e-3;

/** A drawn place among `ids` as a token, with the gaps to its neighbours if `ordered`, i.e. if the order hangs on the logits. */
function marked(
  { place, margin }: Drawn,
  ids: ArrayLike<number>,
  row: Float32Array,
  temperature: number,
  ordered: boolean,
): { token: number; drawMargin: number; rivals?: number[] } {
  const token = ids[place] as number;
  const rivals = [ids[place - 1], ids[place + 1]].filter((id) => id !== undefined);
  let drawMargin = margin;
  if (ordered) for (const other of rivals) drawMargin = Math.min(drawMargin, Math.abs(gap(row, token, other)) / temperature);
  return { token, drawMargin, ...(drawMargin < close && { rivals }) };
}

/** How far the sums with and without the last kept token are from where topP cuts, as a part of all weights. */
function cutMargin(kept: number[], weight: (id: number) => number, enough: number, topP: number): number {
  const whole = sum(weightsOf(kept, weight));
  const before = whole - weight(kept[kept.length - 1] as number);
  return (Math.min(Math.abs(whole - enough), Math.abs(enough - before)) / enough) * topP;
}

/** More than so many are found by sorting: the insertion below takes their square. */
const mostInserted = 1000;

/** The `count` tokens of the highest logits, in descending order, the lower id first on a tie; all if there are no more. */
function foremost(row: Float32Array, count: number): number[] {
  if (count > mostInserted) {
    const top = row[best(row, 0, row.length).token] as number;
    const amounts = new Float64Array(bins.count);
    for (const value of row) {
      const bin = binOf(top - value);
      amounts[bin] = (amounts[bin] as number) + 1;
    }
    return leading(row, top, amounts, count).slice(0, count);
  }
  const ids = new Uint32Array(count);
  const values = new Float64Array(count);
  let held = 0;
  let least = -Infinity; // of those held, once they are `count`
  for (let id = 0; id < row.length; id++) {
    const value = row[id] as number;
    if (held === count && value <= least) continue;
    let at = held < count ? held++ : count - 1;
    for (; at > 0 && (values[at - 1] as number) < value; at--) {
      values[at] = values[at - 1] as number;
      ids[at] = ids[at - 1] as number;
    }
    values[at] = value;
    ids[at] = id;
    least = values[count - 1] as number;
  }
  return [...ids.subarray(0, held)];
}

/** Histogram bins of 1/8 logit, from the best logit down; the last one holds everything further below. */
const bins = { count: 256, step: 1 / 8 };

function binOf(below: number): number {
  return Math.min(bins.count - 1, Math.floor(below / bins.step));
}

/**
 * Sum of the weights of all tokens, and how much of it is in each bin. Weights below e^-37 of the best change the sum by less than
 * half a unit in the last place, and are skipped.
 */
function weighed(row: Float32Array, top: number, temperature: number): { total: number; amounts: Float64Array } {
  const least = top - 37 * temperature;
  const amounts = new Float64Array(bins.count);
  let total = 0;
  for (const value of row)
    if (value > least) {
      const weight = Math.exp((value - top) / temperature);
      const bin = binOf(top - value);
      amounts[bin] = (amounts[bin] as number) + weight;
      total += weight;
    }
  return { total, amounts };
}

/**
 * Tokens in descending order of logit, the lower id first on a tie: at least as many as needed for the amounts of their bins to
 * reach `needed`, or all tokens if they never do. Only those near the best are sorted: sorting the whole vocabulary takes longer
 * than the model needs for the token.
 */
function leading(row: Float32Array, top: number, amounts: Float64Array, needed: number): number[] {
  let last = 0;
  for (let reached = amounts[0] as number; reached < needed && last < bins.count - 1; ) reached += amounts[++last] as number;
  last++; // one bin more, as the sorted sum may differ in its last bits
  const ids: number[] = [];
  for (let id = 0; id < row.length; id++) if (binOf(top - (row[id] as number)) <= last) ids.push(id);
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

interface Drawn {
  place: number;
  /** distance of the drawn number from the ends of the token's stretch that have another beside them, as a part of the whole */
  margin: number;
}

/** The place of one of `ids`, drawn in proportion to its weight by a number in [0, 1). */
function pick(ids: ArrayLike<number>, weights: Float64Array, drawn: number): Drawn {
  const total = sum(weights);
  let left = drawn * total;
  for (let place = 0; place < weights.length; place++) {
    const before = left;
    left -= weights[place] as number;
    if (left < 0)
      return {
        place,
        margin: Math.min(place === 0 ? 1 : before / total, place === weights.length - 1 ? 1 : -left / total),
      };
  }
  return { place: ids.length - 1, margin: 0 };
}

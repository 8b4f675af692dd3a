// Runs a graph with outputs new_key.* and new_value.*: only the positions of this step, which are written into our own KV cache.
// Whatever can be reused between steps is reused: a small model needs a few milliseconds per token, so allocations would show.
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import { Cache, type Segment } from './cache.js';
import { type Runner, stretches } from './runner.js';
import type { Shape } from './shape.js';

/**
 * Most prompt tokens per pass: 512 is no faster and takes more memory, 128 is up to 7 % slower. Smaller when logits of all
 * positions are requested, as those are large.
 */
const longest = { fill: 256, score: 64 };

/** Maximum bytes of KV cache per batch. */
const budget = 512e6;

export class Rows implements Runner {
  private readonly cache: Cache;
  private readonly past: string[] = [];
  private readonly fresh: string[] = [];
  private readonly fetches: string[];
  private readonly feeds: Record<string, Tensor> = {};
  private readonly keepOne = scalar(1);
  private readonly keepAll = scalar(0);
  private prefix: Segment | null = null;
  private ids = new BigInt64Array(0);
  private positions = new BigInt64Array(0);
  private mask = new BigInt64Array(0);
  /** what the step's inputs are shaped for; rows -1: nothing yet */
  private shaped = { rows: -1, room: -1 };

  constructor(
    private readonly session: InferenceSession,
    private readonly shape: Shape,
    private readonly batch: number,
  ) {
    this.cache = new Cache(shape);
    for (let layer = 0; layer < shape.layers; layer++)
      for (const kind of ['key', 'value']) {
        this.past.push(`past_key_values.${layer}.${kind}`);
        this.fresh.push(`new_${kind}.${layer}`);
      }
    this.fetches = ['logits', ...this.fresh];
    this.feeds.num_logits_to_keep = this.keepOne;
  }

  get rows(): number {
    return this.cache.rows;
  }

  /** At least 1; smaller than the batch if long texts would need more cache than the budget. */
  get most(): number {
    const { layers, heads, dim } = this.shape;
    return Math.max(1, Math.min(this.batch, Math.floor(budget / (8 * layers * heads * dim * Math.max(1, this.cache.room)))));
  }

  join(prefix: boolean): void {
    this.cache.add(prefix ? (this.prefix?.length ?? 0) : 0);
    if (prefix && this.prefix) this.cache.paste(this.rows - 1, this.prefix);
    this.shaped.rows = -1;
  }

  leave(row: number): void {
    this.cache.remove(row);
    this.shaped.rows = -1;
  }

  keepPrefix(row: number, length = this.cache.lengths[row] as number): number {
    this.prefix = this.cache.cut(row, length);
    return length;
  }

  async fill(row: number, ids: number[]): Promise<Float32Array> {
    let logits: Float32Array = new Float32Array(0);
    let from = 0;
    for (const size of stretches(ids.length, longest.fill)) {
      logits = await this.pass(row, ids.slice(from, from + size));
      from += size;
    }
    return logits;
  }

  async score(row: number, ids: number[], see: (logits: Float32Array, from: number, count: number) => void): Promise<void> {
    this.feeds.num_logits_to_keep = this.keepAll;
    let from = 0;
    for (const size of stretches(ids.length, longest.score)) {
      see(await this.pass(row, ids.slice(from, from + size)), from, size);
      from += size;
    }
    this.feeds.num_logits_to_keep = this.keepOne;
  }

  async step(tokens: number[]): Promise<Float32Array> {
    if (this.rows > 1 || this.batch === 1) return this.stepAll(tokens);
    // One row alone uses another matrix kernel, whose last bits differ. With an empty row beside it the last row of a batch has the
    // numbers that it would have in company, so that no recorded margin tells how many answers were asked at once.
    this.join(false);
    const logits = await this.stepAll([...tokens, ...tokens]);
    this.leave(1);
    return logits;
  }

  private async stepAll(tokens: number[]): Promise<Float32Array> {
    const { cache, feeds, past, fresh } = this;
    const { rows } = cache;
    cache.extend(1);
    this.shapeFeeds();
    for (let row = 0; row < rows; row++) {
      const length = cache.lengths[row] as number;
      this.ids[row] = BigInt(tokens[row] as number);
      this.positions[row] = BigInt(length);
      this.mask[row * cache.room + length] = 1n;
    }
    const tensors = cache.all();
    for (let i = 0; i < past.length; i++) feeds[past[i] as string] = tensors[i] as Tensor;
    const result = await this.session.run(feeds, this.fetches);
    for (let i = 0; i < fresh.length; i++) {
      const data = result[fresh[i] as string]?.data as Float32Array;
      for (let row = 0; row < rows; row++) cache.append(row, i, data, row, 1);
    }
    for (let row = 0; row < rows; row++) cache.advance(row, 1);
    return result.logits?.data as Float32Array;
  }

  private async pass(row: number, part: number[]): Promise<Float32Array> {
    const { cache, feeds } = this;
    this.shaped.rows = -1;
    cache.extend(part.length, row);
    const filled = cache.lengths[row] as number;
    feeds.input_ids = int64(part, [1, part.length]);
    feeds.position_ids = int64(
      part.map((_, i) => filled + i),
      [1, part.length],
    );
    feeds.attention_mask = new Tensor('int64', new BigInt64Array(filled + part.length).fill(1n), [1, filled + part.length]);
    const tensors = cache.one(row);
    for (const [i, name] of this.past.entries()) feeds[name] = tensors[i] as Tensor;
    const result = await this.session.run(feeds, this.fetches);
    for (const [i, name] of this.fresh.entries()) cache.append(row, i, result[name]?.data as Float32Array, 0, part.length);
    cache.advance(row, part.length);
    return result.logits?.data as Float32Array;
  }

  /** The attention mask is as wide as the room: its sum is each row's length, and a step only sets one more position. */
  private shapeFeeds(): void {
    const { rows, room, lengths } = this.cache;
    if (this.shaped.rows === rows && this.shaped.room === room) return;
    this.ids = new BigInt64Array(rows);
    this.positions = new BigInt64Array(rows);
    this.mask = new BigInt64Array(rows * room);
    for (const [row, length] of lengths.entries()) this.mask.fill(1n, row * room, row * room + length);
    this.feeds.input_ids = new Tensor('int64', this.ids, [rows, 1]);
    this.feeds.position_ids = new Tensor('int64', this.positions, [rows, 1]);
    this.feeds.attention_mask = new Tensor('int64', this.mask, [rows, room]);
    this.shaped = { rows, room };
  }
}

function int64(values: number[], dims: number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}

function scalar(value: number): Tensor {
  return new Tensor('int64', BigInt64Array.of(BigInt(value)), []);
}

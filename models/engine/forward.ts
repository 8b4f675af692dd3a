// One forward pass: tokens in, logits out, the new keys and values written into the cache. What can be kept between steps is kept:
// a small model's token takes a few milliseconds, and allocations would show.
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Cache } from './cache.js';
import type { Shape } from './open.js';

/** Longest stretch of a prompt in one pass: between passes the event loop gets its turn, and memory stays bounded. */
const stretch = 512;

export class Forward {
  private readonly past: string[] = [];
  private readonly fresh: string[] = [];
  private readonly fetches: string[];
  private readonly feeds: Record<string, Tensor> = {};
  private ids = new BigInt64Array(0);
  private positions = new BigInt64Array(0);
  private mask = new BigInt64Array(0);
  private masked = { rows: -1, room: -1 };

  constructor(
    private readonly session: InferenceSession,
    shape: Shape,
  ) {
    for (let layer = 0; layer < shape.layers; layer++)
      for (const kind of ['key', 'value']) {
        this.past.push(`past_key_values.${layer}.${kind}`);
        this.fresh.push(`new_${kind}.${layer}`);
      }
    this.fetches = ['logits', ...this.fresh];
    if (session.inputNames.includes('num_logits_to_keep')) this.keep(1);
  }

  /** Fills `ids` into one row. Returns the logits after the last of them. */
  async fill(cache: Cache, row: number, ids: number[]): Promise<Float32Array> {
    this.masked.rows = -1;
    let logits: Float32Array = new Float32Array(0);
    for (let from = 0; from < ids.length; from += stretch) {
      const part = ids.slice(from, from + stretch);
      const filled = cache.lengths[row] as number;
      const total = filled + part.length;
      this.feeds.input_ids = int64(part, [1, part.length]);
      this.feeds.position_ids = int64(
        part.map((_, i) => filled + i),
        [1, part.length],
      );
      this.feeds.attention_mask = new Tensor('int64', new BigInt64Array(total).fill(1n), [1, total]);
      const tensors = cache.one(row);
      for (const [i, name] of this.past.entries()) this.feeds[name] = tensors[i] as Tensor;
      const result = await this.session.run(this.feeds, this.fetches);
      for (const [i, name] of this.fresh.entries()) cache.append(row, i, result[name]?.data as Float32Array, 0, part.length);
      cache.advance(row, part.length);
      logits = result.logits?.data as Float32Array;
    }
    return logits;
  }

  /** One token for every row of the cache. Returns their logits, row after row. */
  async step(cache: Cache, tokens: number[]): Promise<Float32Array> {
    const { rows } = cache;
    cache.extend(1);
    this.shapeFeeds(cache);
    for (let row = 0; row < rows; row++) {
      const length = cache.lengths[row] as number;
      this.ids[row] = BigInt(tokens[row] as number);
      this.positions[row] = BigInt(length);
      this.mask[row * cache.room + length] = 1n;
    }
    const tensors = cache.all();
    for (let i = 0; i < this.past.length; i++) this.feeds[this.past[i] as string] = tensors[i] as Tensor;
    const result = await this.session.run(this.feeds, this.fetches);
    for (let i = 0; i < this.fresh.length; i++) {
      const fresh = result[this.fresh[i] as string]?.data as Float32Array;
      for (let row = 0; row < rows; row++) cache.append(row, i, fresh, row, 1);
    }
    for (let row = 0; row < rows; row++) cache.advance(row, 1);
    return result.logits?.data as Float32Array;
  }

  /** Call when rows came or went. */
  reset(): void {
    this.masked.rows = -1;
  }

  private keep(count: number): void {
    this.feeds.num_logits_to_keep = new Tensor('int64', BigInt64Array.of(BigInt(count)), []);
  }

  /** The mask is as wide as the room: its sum gives each row's length, and a step only sets one more place. */
  private shapeFeeds(cache: Cache): void {
    const { rows, room } = cache;
    if (this.masked.rows === rows && this.masked.room === room) return;
    this.ids = new BigInt64Array(rows);
    this.positions = new BigInt64Array(rows);
    this.mask = new BigInt64Array(rows * room);
    for (const [row, length] of cache.lengths.entries()) this.mask.fill(1n, row * room, row * room + length);
    this.feeds.input_ids = new Tensor('int64', this.ids, [rows, 1]);
    this.feeds.position_ids = new Tensor('int64', this.positions, [rows, 1]);
    this.feeds.attention_mask = new Tensor('int64', this.mask, [rows, room]);
    this.masked = { rows, room };
  }
}

function int64(values: number[], dims: number[]): Tensor {
  return new Tensor('int64', BigInt64Array.from(values, BigInt), dims);
}

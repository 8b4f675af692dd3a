// The KV cache of a batch, managed here: one buffer per layer and kind (key, value), [row, head, position, dim]. A step passes
// the buffers to the session without copying and gets back only its new positions, so each token costs a small copy, never one of
// the whole cache.
import { Tensor } from 'onnxruntime-node';
import type { Shape } from './shape.js';

/**
 * Positions are added in multiples of this. Attention copies all allocated positions at every step, so spare room is not free.
 */
const growth = 64;

/** Over-allocation factor: untouched memory costs nothing, and later growth happens in place. */
const slack = 1.5;

/** Keys and values of one token sequence, [head, position, dim] each. */
export interface Segment {
  length: number;
  buffers: Float32Array[];
}

export class Cache {
  /** filled positions per row */
  readonly lengths: number[] = [];
  /** positions allocated per row */
  room = 0;
  private capacity = 0;
  private buffers: Float32Array[] = [];
  private tensors: Tensor[] | null = null;

  constructor(private readonly shape: Shape) {}

  get rows(): number {
    return this.lengths.length;
  }

  /** Adds an empty row with space for `positions`. */
  add(positions: number): void {
    this.reserve(this.rows + 1, positions);
    this.lengths.push(0);
    this.tensors = null;
  }

  /** Removes a row; the last row moves into its place. */
  remove(row: number): void {
    const last = this.rows - 1;
    const { stride } = this;
    if (row !== last) for (const buffer of this.buffers) buffer.copyWithin(row * stride, last * stride, (last + 1) * stride);
    this.lengths[row] = this.lengths[last] as number;
    this.lengths.pop();
    this.tensors = null;
    const needed = roundUp(Math.max(0, ...this.lengths) + 1);
    if (this.room > 2 * needed) this.arrange(this.capacity, needed); // a long row left: do not copy its room at every step
  }

  /** Makes space for `more` positions in every row, or only in `row` if given. */
  extend(more: number, row?: number): void {
    let positions = 0;
    for (const [r, length] of this.lengths.entries())
      positions = Math.max(positions, row === undefined || row === r ? length + more : length);
    this.reserve(this.rows, positions);
  }

  /** Buffers of all rows as session inputs, in the order of `kinds`; the same tensors until the shape changes. */
  all(): Tensor[] {
    const { heads, dim } = this.shape;
    this.tensors ??= this.buffers.map(
      (buffer) => new Tensor('float32', buffer.subarray(0, this.rows * this.stride), [this.rows, heads, this.room, dim]),
    );
    return this.tensors;
  }

  /** Buffers of one row; length 0 if nothing is filled. */
  one(row: number): Tensor[] {
    const { heads, dim } = this.shape;
    if (this.lengths[row] === 0) return this.buffers.map(() => new Tensor('float32', new Float32Array(0), [1, heads, 0, dim]));
    const from = row * this.stride;
    return this.buffers.map(
      (buffer) => new Tensor('float32', buffer.subarray(from, from + this.stride), [1, heads, this.room, dim]),
    );
  }

  /** Writes `count` new positions of `row` from `fresh`, shaped [batch, position, head × dim], at batch index `index`. */
  append(row: number, layer: number, fresh: Float32Array, index: number, count: number): void {
    const { heads, dim } = this.shape;
    const buffer = this.buffers[layer] as Float32Array;
    const length = this.lengths[row] as number;
    let from = index * count * heads * dim;
    for (let position = 0; position < count; position++)
      for (let head = 0; head < heads; head++) {
        let to = row * this.stride + (head * this.room + length + position) * dim;
        for (let i = 0; i < dim; i++) buffer[to++] = fresh[from++] as number;
      }
  }

  /** Marks `count` more positions of `row` as filled, once every layer is appended. */
  advance(row: number, count: number): void {
    this.lengths[row] = (this.lengths[row] as number) + count;
  }

  /** A copy of the first `length` positions of a row. */
  cut(row: number, length: number): Segment {
    const { heads, dim } = this.shape;
    const buffers = this.buffers.map((buffer) => {
      const copy = new Float32Array(heads * length * dim);
      for (let head = 0; head < heads; head++) {
        const from = row * this.stride + head * this.room * dim;
        copy.set(buffer.subarray(from, from + length * dim), head * length * dim);
      }
      return copy;
    });
    return { length, buffers };
  }

  /** Fills an empty row with a segment. */
  paste(row: number, segment: Segment): void {
    const { heads, dim } = this.shape;
    const size = segment.length * dim;
    for (const [layer, source] of segment.buffers.entries())
      for (let head = 0; head < heads; head++)
        this.buffers[layer]?.set(source.subarray(head * size, (head + 1) * size), row * this.stride + head * this.room * dim);
    this.lengths[row] = segment.length;
  }

  private get stride(): number {
    return this.shape.heads * this.room * this.shape.dim;
  }

  private reserve(rows: number, positions: number): void {
    if (rows <= this.capacity && positions <= this.room) return;
    this.arrange(Math.max(this.capacity, rows), Math.max(this.room, roundUp(positions)));
  }

  /** Gives every row `room` positions, in place if the buffers are large enough: fresh memory costs more than the copy. */
  private arrange(capacity: number, room: number): void {
    const { layers, heads, dim } = this.shape;
    const size = capacity * heads * room * dim;
    const before = this.room;
    const blocks = this.lengths.flatMap((length, row) =>
      Array.from({ length: heads }, (_, head) => ({ block: row * heads + head, length })),
    );
    if (room > before) blocks.reverse(); // blocks that move up are copied last first, so that none is overwritten
    this.buffers = Array.from({ length: 2 * layers }, (_, layer) => {
      const old = this.buffers[layer] ?? new Float32Array(0);
      const buffer = size <= old.length ? old : new Float32Array(Math.ceil(size * slack));
      for (const { block, length } of blocks) {
        const from = block * before * dim;
        const to = block * room * dim;
        if (buffer === old) buffer.copyWithin(to, from, from + length * dim);
        else buffer.set(old.subarray(from, from + length * dim), to);
      }
      return buffer;
    });
    this.room = room;
    this.capacity = capacity;
    this.tensors = null;
  }
}

function roundUp(positions: number): number {
  return Math.ceil(positions / growth) * growth;
}

// Layers of a model in the kernel's memory, and the keys and values that they keep of one text. All layers of a model, or those that
// another worker handed over.
import type { Sizes } from './layout.js';
import type { Placed } from './load.js';
import type { Room } from './wasm.js';

/** Positions that pass through the layers together: their activations stay in a core's cache. A multiple of 4, the rows of the kernel's tile. */
export const together = 80;

/** Bytes between rows of gates: rows a multiple of 4,096 bytes apart would share the few places of a cache. */
const apart = 64;

export interface PlacedLayer {
  norm1: number;
  norm2: number;
  qkv: Placed[];
  bias: number;
  o: Placed[];
  gateUp: Placed[];
  down: Placed[];
}

export interface Scratch {
  x: number;
  h: number;
  qkv: number;
  attended: number;
  gateUp: number;
  mid: number;
  y: number;
  room: number;
  scores: number;
}

export interface Rotation {
  cos: number;
  sin: number;
}

/** Places for what `together` positions are computed from. */
export function scratchOf(room: Room, sizes: Sizes, context: number): Scratch {
  const { hidden, heads, keyValueHeads, headDim, feedForward } = sizes;
  const floats = (count: number) => room.take(4 * count);
  const widest = Math.max(hidden, feedForward, heads * headDim);
  return {
    x: floats(together * hidden),
    h: floats(together * hidden),
    qkv: floats(together * (heads + 2 * keyValueHeads) * headDim),
    attended: floats(together * heads * headDim),
    gateUp: floats(together * (2 * feedForward + apart / 4)),
    mid: floats(together * feedForward),
    y: floats(together * hidden),
    room: floats((16 + together + 3) * widest),
    scores: floats(4 * (headDim + Math.ceil(context / 8) * 8)),
  };
}

export class Layers {
  /** positions there is room for */
  private positions = 0;
  private readonly cache: number;

  /** Nothing else may be taken from `room` afterwards: keys and values grow at its end. */
  constructor(
    readonly room: Room,
    readonly sizes: Sizes,
    readonly context: number,
    readonly weights: PlacedLayer[],
    readonly rotation: Rotation,
    readonly scratch: Scratch,
  ) {
    this.cache = room.take(0);
    this.grow(512);
  }

  /** Layers `from` to `to` for `count` positions from `at` on, whose states are at `scratch.x`, before and after. */
  run(count: number, at: number, from = 0, to = this.weights.length): void {
    const { room, scratch: s, sizes, rotation } = this;
    const { call } = room;
    const { hidden, heads, keyValueHeads, headDim, feedForward, epsilon, scale } = sizes;
    this.grow(at + count);
    const { positions } = this;
    const stride = 4 * (heads + 2 * keyValueHeads) * headDim;
    const [k, v] = [s.qkv + 4 * heads * headDim, s.qkv + 4 * (heads + keyValueHeads) * headDim];
    const size = 4 * keyValueHeads * positions * headDim;
    for (let l = from; l < to; l++) {
      const layer = this.weights[l] as PlacedLayer;
      const keys = this.cache + 2 * l * size;
      call.norm(s.x, layer.norm1, s.h, count, hidden, epsilon);
      this.multiply(layer.qkv, s.h, s.qkv, count);
      if (layer.bias) for (let t = 0; t < count; t++) call.add(s.qkv + t * stride, layer.bias, stride / 4);
      call.rotate(s.qkv, rotation.cos, rotation.sin, count, at, heads, headDim, stride);
      call.rotate(k, rotation.cos, rotation.sin, count, at, keyValueHeads, headDim, stride);
      call.keep(k, v, keys, keys + size, count, at, keyValueHeads, headDim, stride, positions);
      call.attend(
        s.qkv,
        keys,
        keys + size,
        s.attended,
        count,
        at,
        heads,
        keyValueHeads,
        headDim,
        stride,
        positions,
        s.scores,
        scale,
      );
      this.multiply(layer.o, s.attended, s.y, count);
      call.add(s.x, s.y, count * hidden);
      call.norm(s.x, layer.norm2, s.h, count, hidden, epsilon);
      this.multiply(layer.gateUp, s.h, s.gateUp, count, apart);
      call.gate(s.gateUp, 8 * feedForward + apart, s.mid, count, feedForward);
      this.multiply(layer.down, s.mid, s.y, count);
      call.add(s.x, s.y, count * hidden);
    }
  }

  /** y = x times matrices whose rows follow one another. `apart`: bytes left free between the rows of y. */
  multiply(matrices: Placed[], x: number, y: number, count: number, apart = 0): void {
    const { call } = this.room;
    const stride = 4 * matrices.reduce((sum, { rows }) => sum + rows, 0) + apart;
    for (const { bits, block, q, d, m, rows, columns } of matrices) {
      if (count === 1) call.product1(bits, block, q, d, m, x, y, rows, columns, this.scratch.room);
      else call.product(bits, block, q, d, m, x, y, stride, count, rows, columns, this.scratch.room);
      y += 4 * rows;
    }
  }

  /** A copy of the states of `count` positions: count x hidden. */
  states(count: number): Float32Array<ArrayBuffer> {
    return this.room.floats(this.scratch.x, count * this.sizes.hidden).slice();
  }

  setStates(states: Float32Array): void {
    this.room.floats(this.scratch.x, states.length).set(states);
  }

  /**
   * A copy of the keys and values of positions `at` to `end` in the layers from `from` on, for `setKept` of the same layers elsewhere.
   * Eight positions lie together, so up to seven before `at` and after `end` come along: those before must be the same on both sides.
   */
  kept(from: number, at: number, end: number): Uint8Array<ArrayBuffer> {
    const { places, length } = this.placesOf(from, at, end);
    const data = new Uint8Array(places.length * length);
    const bytes = this.room.all();
    for (const [i, place] of places.entries()) data.set(bytes.subarray(place, place + length), i * length);
    return data;
  }

  setKept(data: Uint8Array, from: number, at: number, end: number): void {
    this.grow(end);
    const { places, length } = this.placesOf(from, at, end);
    const bytes = this.room.all();
    for (const [i, place] of places.entries()) bytes.set(data.subarray(i * length, (i + 1) * length), place);
  }

  /** Where each head's keys or values of some positions begin, and their bytes. */
  private placesOf(from: number, at: number, end: number): { places: number[]; length: number } {
    const { keyValueHeads, headDim } = this.sizes;
    const row = 4 * headDim;
    const first = at & ~7;
    const heads = 2 * keyValueHeads * (this.weights.length - from);
    const place = (i: number) => this.cache + ((2 * keyValueHeads * from + i) * this.positions + first) * row;
    return { places: Array.from({ length: heads }, (_, i) => place(i)), length: (((end + 7) & ~7) - first) * row };
  }

  /** Makes room for `positions` keys and values; those kept move, the last head first, so that none is overwritten. */
  private grow(positions: number): void {
    if (positions <= this.positions) return;
    const most = Math.ceil(this.context / 8) * 8;
    const before = this.positions;
    const after = Math.min(most, Math.max(Math.ceil(positions / 8) * 8, 2 * before));
    const { keyValueHeads, headDim } = this.sizes;
    const heads = 2 * this.weights.length * keyValueHeads;
    const [old, size] = [4 * before * headDim, 4 * after * headDim];
    this.room.extend(this.cache + heads * size);
    this.positions = after;
    const bytes = this.room.all();
    for (let i = heads - 1; i >= 0 && old > 0; i--)
      bytes.copyWithin(this.cache + i * size, this.cache + i * old, this.cache + (i + 1) * old);
  }
}

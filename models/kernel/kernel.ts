// A second implementation of the models that this project runs: the same weights, other arithmetic than ONNX Runtime's, in Node and
// in a page. It keeps one text's keys and values; a text that begins like the last one is read from where they part.

import { type Layout, layoutOf, type Sizes } from './layout.js';
import { type DataFile, Loader, type Placed } from './load.js';
import { readOnnx } from './onnx.js';
import { Room } from './wasm.js';

/** Positions that pass through the layers together: their activations stay in a core's cache. A multiple of 4, the rows of the kernel's tile. */
const together = 80;

/** Bytes between rows of gates: rows a multiple of 4,096 bytes apart would share the few places of a cache. */
const apart = 64;

/** Rows of logits at a time: 48 rows of 49,152 are 9 MB. */
const rowsOfLogits = 40;

interface PlacedLayer {
  norm1: number;
  norm2: number;
  qkv: Placed[];
  bias: number;
  o: Placed[];
  gateUp: Placed[];
  down: Placed[];
}

interface Scratch {
  x: number;
  h: number;
  qkv: number;
  attended: number;
  gateUp: number;
  mid: number;
  y: number;
  room: number;
  scores: number;
  logits: number;
}

export interface KernelOptions {
  /** whether `read` will be called, which needs room for many rows of logits; default false */
  reads?: boolean;
  /** tokens kept at most; default: what the model's tables reach */
  context?: number;
}

export class Kernel {
  /** tokens whose keys and values are kept */
  private ids: number[] = [];
  /** tokens of the last part that went through the layers */
  private lastRun = 0;
  /** positions there is room for */
  private positions = 0;
  private cache = 0;

  private constructor(
    readonly sizes: Sizes,
    readonly context: number,
    private readonly room: Room,
    private readonly layers: PlacedLayer[],
    private readonly embedding: Placed,
    private readonly head: Placed[],
    private readonly tables: { finalNorm: number; cos: number; sin: number },
    private readonly scratch: Scratch,
    private readonly rows: number,
  ) {
    this.cache = room.take(0);
    this.grow(512);
  }

  /**
   * Opens the model of the .onnx file `graph`, called `name` in errors; `wasm`: kernel.wasm. All bytes must have been checked.
   * Errors: UserError for a model the kernel does not hold; RangeError for a graph that is damaged or memory that is refused.
   */
  static async open(
    wasm: Uint8Array,
    graph: Uint8Array,
    name: string,
    file: DataFile,
    options: KernelOptions = {},
  ): Promise<Kernel> {
    const layout = layoutOf(readOnnx(graph), name);
    const { sizes } = layout;
    const context = Math.min(options.context ?? sizes.context, sizes.context);
    const room = await Room.open(wasm);
    const loader = new Loader(room, file, 4 << 20);
    const several = async (list: Layout['head']) => {
      const placed: Placed[] = [];
      for (const one of list) placed.push(await loader.matrix(one));
      return placed;
    };
    const embedding = await loader.matrix(layout.embedding);
    const head = layout.head[0] === layout.embedding ? [embedding] : await several(layout.head);
    const tables = {
      finalNorm: await loader.numbers(layout.finalNorm),
      cos: await loader.numbers(layout.cos),
      sin: await loader.numbers(layout.sin),
    };
    const layers: PlacedLayer[] = [];
    for (const one of layout.layers)
      layers.push({
        norm1: await loader.numbers(one.norm1),
        norm2: await loader.numbers(one.norm2),
        qkv: await several(one.qkv),
        bias: one.bias ? await loader.numbers(one.bias) : 0,
        o: await several(one.o),
        gateUp: await several(one.gateUp),
        down: await several(one.down),
      });
    const rows = options.reads ? rowsOfLogits : 1;
    return new Kernel(sizes, context, room, layers, embedding, head, tables, scratchOf(room, sizes, context, rows), rows);
  }

  /** bytes of memory taken */
  get memory(): number {
    return this.room.memory.buffer.byteLength;
  }

  /**
   * The logits after `ids`, valid until the next call. What begins like the last text is not computed again. `between`: called
   * after each part of a long prompt with the number of tokens done; a page waits in it for its messages, and true ends it early.
   */
  async after(ids: number[], between?: (done: number) => Promise<boolean> | boolean): Promise<Float32Array> {
    let at = this.keepCommon(ids, ids.length - 1);
    while (at < ids.length) {
      const part = ids.slice(at, at + together);
      this.run(part);
      at += part.length;
      if (at < ids.length && (await between?.(at))) break;
    }
    return this.logits(this.lastRun - 1, 1);
  }

  /**
   * Reads `ids` and calls `see` with the logits after each position from `from` on, in order (`row` is a view, valid during the call).
   * Stops when `see` returns false.
   */
  read(ids: number[], from: number, see: (position: number, row: Float32Array) => boolean): void {
    let at = this.keepCommon(ids, from);
    while (at < ids.length) {
      const part = ids.slice(at, at + together);
      this.run(part);
      for (let first = Math.max(from, at); first < at + part.length; first += this.rows) {
        const count = Math.min(this.rows, at + part.length - first);
        const rows = this.logits(first - at, count);
        for (let i = 0; i < count; i++)
          if (!see(first + i, rows.subarray(i * this.sizes.vocabulary, (i + 1) * this.sizes.vocabulary))) return;
      }
      at += part.length;
    }
  }

  /** Forgets the last text: the next one is computed from its first token, so that its last bits depend on nothing before. */
  forget(): void {
    this.ids = [];
  }

  /** Forgets what differs from `ids`, and all from position `most` on. Returns the number kept. */
  private keepCommon(ids: number[], most: number): number {
    let common = 0;
    while (common < most && common < this.ids.length && ids[common] === this.ids[common]) common++;
    this.ids.length = common;
    return common;
  }

  /** All layers for some tokens; `x` then holds their last state. */
  private run(ids: number[]): void {
    const { room, scratch: s, sizes, tables } = this;
    const { call } = room;
    const { hidden, heads, keyValueHeads, headDim, feedForward, epsilon, scale } = sizes;
    const [count, at] = [ids.length, this.ids.length];
    this.grow(at + count);
    const { positions } = this;
    const stride = 4 * (heads + 2 * keyValueHeads) * headDim;
    const [k, v] = [s.qkv + 4 * heads * headDim, s.qkv + 4 * (heads + keyValueHeads) * headDim];
    const size = 4 * keyValueHeads * positions * headDim;
    const { bits, block, q, d, m } = this.embedding;
    for (const [i, id] of ids.entries()) call.unpack(bits, block, q, d, m, id, hidden, s.x + 4 * i * hidden);
    for (const [l, layer] of this.layers.entries()) {
      const keys = this.cache + 2 * l * size;
      call.norm(s.x, layer.norm1, s.h, count, hidden, epsilon);
      this.multiply(layer.qkv, s.h, s.qkv, count);
      if (layer.bias) for (let t = 0; t < count; t++) call.add(s.qkv + t * stride, layer.bias, stride / 4);
      call.rotate(s.qkv, tables.cos, tables.sin, count, at, heads, headDim, stride);
      call.rotate(k, tables.cos, tables.sin, count, at, keyValueHeads, headDim, stride);
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
    this.ids.push(...ids);
    this.lastRun = count;
  }

  /** Logits of `count` of the positions last run, from the one at index `from` on. */
  private logits(from: number, count: number): Float32Array {
    const { room, scratch, sizes } = this;
    room.call.norm(scratch.x + 4 * from * sizes.hidden, this.tables.finalNorm, scratch.h, count, sizes.hidden, sizes.epsilon);
    this.multiply(this.head, scratch.h, scratch.logits, count);
    return room.floats(scratch.logits, count * sizes.vocabulary);
  }

  /** y = x times matrices whose rows follow one another. `apart`: bytes left free between the rows of y. */
  private multiply(matrices: Placed[], x: number, y: number, count: number, apart = 0): void {
    const { call } = this.room;
    const stride = 4 * matrices.reduce((sum, { rows }) => sum + rows, 0) + apart;
    for (const { bits, block, q, d, m, rows, columns } of matrices) {
      if (count === 1) call.product1(bits, block, q, d, m, x, y, rows, columns, this.scratch.room);
      else call.product(bits, block, q, d, m, x, y, stride, count, rows, columns, this.scratch.room);
      y += 4 * rows;
    }
  }

  /** Makes room for `positions` keys and values; those kept move, the last head first, so that none is overwritten. */
  private grow(positions: number): void {
    if (positions <= this.positions) return;
    const most = Math.ceil(this.context / 8) * 8;
    const before = this.positions;
    this.positions = Math.min(most, Math.max(Math.ceil(positions / 8) * 8, 2 * before));
    const { layers, keyValueHeads, headDim } = this.sizes;
    const heads = 2 * layers * keyValueHeads;
    const [old, size] = [4 * before * headDim, 4 * this.positions * headDim];
    this.room.extend(this.cache + heads * size);
    const bytes = this.room.all();
    for (let i = heads - 1; i >= 0 && old > 0; i--)
      bytes.copyWithin(this.cache + i * size, this.cache + i * old, this.cache + (i + 1) * old);
  }
}

function scratchOf(room: Room, sizes: Sizes, context: number, rows: number): Scratch {
  const { hidden, heads, keyValueHeads, headDim, feedForward, vocabulary } = sizes;
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
    logits: floats(rows * vocabulary),
  };
}

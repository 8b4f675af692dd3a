// A second implementation of the models that this project runs: the same weights, other arithmetic than ONNX Runtime's, in Node and
// in a page. It keeps one text's keys and values; a text that begins like the last one is read from where they part.

import { Layers, type PlacedLayer, scratchOf, together } from './layers.js';
import { type Layout, layoutOf, type Sizes } from './layout.js';
import { type DataFile, Loader, type Placed } from './load.js';
import { readOnnx } from './onnx.js';
import { Room } from './wasm.js';

/** Rows of logits at a time: 48 rows of 49,152 are 9 MB. */
const rowsOfLogits = 40;

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

  private constructor(
    readonly sizes: Sizes,
    readonly context: number,
    /** all layers; another worker may run those of the upper half for it (see halves.ts) */
    readonly layers: Layers,
    private readonly embedding: Placed,
    private readonly head: Placed[],
    private readonly finalNorm: number,
    private readonly logitsAt: number,
    private readonly rows: number,
  ) {}

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
    // after the layers: whoever takes over the last of them takes the tables in the same piece
    const rotation = { cos: await loader.numbers(layout.cos), sin: await loader.numbers(layout.sin) };
    const scratch = scratchOf(room, sizes, context);
    const finalNorm = await loader.numbers(layout.finalNorm);
    const rows = options.reads ? rowsOfLogits : 1;
    const logits = room.take(4 * rows * sizes.vocabulary);
    const all = new Layers(room, sizes, context, layers, rotation, scratch);
    return new Kernel(sizes, context, all, embedding, head, finalNorm, logits, rows);
  }

  /** bytes of memory taken */
  get memory(): number {
    return this.layers.room.memory.buffer.byteLength;
  }

  /**
   * The logits after `ids`, valid until the next call. What begins like the last text is not computed again. `between`: called
   * after each part of a long prompt with the number of tokens done; a page waits in it for its messages, and true ends it early.
   */
  async after(ids: number[], between?: (done: number) => Promise<boolean> | boolean): Promise<Float32Array> {
    let at = this.keepCommon(ids);
    while (at < ids.length) {
      const part = ids.slice(at, at + together);
      this.run(part);
      at += part.length;
      if (at < ids.length && (await between?.(at))) break;
    }
    return this.lastLogits();
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

  /** Forgets what differs from `ids`, and all from position `most` on (default: their last). Returns the number kept. */
  keepCommon(ids: number[], most = ids.length - 1): number {
    let common = 0;
    while (common < most && common < this.ids.length && ids[common] === this.ids[common]) common++;
    this.ids.length = common;
    return common;
  }

  /** The states of tokens at `at` after the embedding and the layers below `to`; they wait for `took`. */
  lower(ids: number[], at: number, to: number): void {
    this.embed(ids);
    this.layers.run(ids.length, at, 0, to);
  }

  /** The next tokens went through all layers: `states` are their last ones, `kept` their keys and values in the layers from `from` on. */
  took(ids: number[], states: Float32Array, kept: Uint8Array, from: number): void {
    const at = this.ids.length;
    this.layers.setKept(kept, from, at, at + ids.length);
    this.layers.setStates(states);
    this.ids.push(...ids);
    this.lastRun = ids.length;
  }

  /** Logits after the last token, valid until the next call. */
  lastLogits(): Float32Array {
    return this.logits(this.lastRun - 1, 1);
  }

  /** All layers for some tokens; their last states stay where they are for `logits`. */
  private run(ids: number[]): void {
    this.embed(ids);
    this.layers.run(ids.length, this.ids.length);
    this.ids.push(...ids);
    this.lastRun = ids.length;
  }

  private embed(ids: number[]): void {
    const { hidden } = this.sizes;
    const { bits, block, q, d, m } = this.embedding;
    const { room, scratch } = this.layers;
    for (const [i, id] of ids.entries()) room.call.unpack(bits, block, q, d, m, id, hidden, scratch.x + 4 * i * hidden);
  }

  /** Logits of `count` of the positions last run, from the one at index `from` on. */
  private logits(from: number, count: number): Float32Array {
    const { sizes } = this;
    const { room, scratch } = this.layers;
    room.call.norm(scratch.x + 4 * from * sizes.hidden, this.finalNorm, scratch.h, count, sizes.hidden, sizes.epsilon);
    this.layers.multiply(this.head, scratch.h, this.logitsAt, count);
    return room.floats(this.logitsAt, count * sizes.vocabulary);
  }
}

// A long prompt on two cores: this worker runs the lower half of the layers, another one the upper half of the part before. Parts and
// the arithmetic of each position are those of one worker, and so are the bits. What the other one needs comes from this one's memory:
// weights once, states of each part; it gives back the part's keys and values, so that this one writes the answer alone.
import type { Kernel } from './kernel.js';
import { Layers, type PlacedLayer, type Rotation, scratchOf, together } from './layers.js';
import type { Sizes } from './layout.js';
import type { Placed } from './load.js';
import { Room } from './wasm.js';

/** Tokens from which on a second worker helps: three parts. Below, starting it costs what it saves. */
export const longPrompt = 240;

/** Parts on their way at once: one that is computed, and one or two that wait. */
const ahead = 3;

/** Of the layers, below the middle: a little more than half, as this worker begins one part before the other. */
const lowerShare = 8 / 15;

/** The upper layers' weights with their addresses in `bytes`. */
export interface UpperWeights {
  sizes: Sizes;
  context: number;
  bytes: Uint8Array<ArrayBuffer>;
  layers: PlacedLayer[];
  rotation: Rotation;
}

/** Positions from `at` on: count x hidden states from the lower half. `kept`: keys and values of all positions before; null: as they are. */
export interface Part {
  at: number;
  states: Float32Array<ArrayBuffer>;
  kept: Uint8Array<ArrayBuffer> | null;
}

export interface Done {
  /** after the last layer */
  states: Float32Array<ArrayBuffer>;
  /** keys and values of the part's positions in the upper layers */
  kept: Uint8Array<ArrayBuffer>;
  /** bytes of memory taken there */
  memory: number;
}

/** Whoever runs the upper half; parts come in order, some before the last one is done. A rejection: it is not asked again. */
export type RunUpper = (part: Part) => Promise<Done>;

/** A copy of the weights of layers from `from` on. Errors: RangeError if memory is refused. */
export function upperWeights(
  { sizes, context, layers: { room, weights, rotation, scratch } }: Kernel,
  from: number,
): UpperWeights {
  const upper = weights.slice(from);
  const start = (upper[0] as PlacedLayer).norm1;
  return {
    sizes,
    context,
    // what is loaded lies together: these layers, then the tables, then what is computed
    bytes: room.all().slice(start, scratch.x),
    layers: upper.map((layer) => moved(layer, -start)),
    rotation: { cos: rotation.cos - start, sin: rotation.sin - start },
  };
}

/** Puts the weights into memory of its own; `wasm`: kernel.wasm. Errors: RangeError if memory is refused. */
export async function openUpper(wasm: Uint8Array, { sizes, context, bytes, layers, rotation }: UpperWeights): Promise<Layers> {
  const room = await Room.open(wasm);
  const start = room.take(bytes.length);
  room.put(start, bytes);
  const weights = layers.map((layer) => moved(layer, start));
  const here = { cos: rotation.cos + start, sin: rotation.sin + start };
  return new Layers(room, sizes, context, weights, here, scratchOf(room, sizes, context));
}

export function runUpper(layers: Layers, { at, states, kept }: Part): Done {
  const count = states.length / layers.sizes.hidden;
  if (kept) layers.setKept(kept, 0, 0, at);
  layers.setStates(states);
  layers.run(count, at);
  return { states: layers.states(count), kept: layers.kept(0, at, at + count), memory: layers.room.memory.buffer.byteLength };
}

function moved(layer: PlacedLayer, by: number): PlacedLayer {
  const each = (list: Placed[]) => list.map((one) => ({ ...one, q: one.q + by, d: one.d + by, m: one.m && one.m + by }));
  const { norm1, norm2, qkv, bias, o, gateUp, down } = layer;
  return {
    norm1: norm1 + by,
    norm2: norm2 + by,
    qkv: each(qkv),
    bias: bias && bias + by,
    o: each(o),
    gateUp: each(gateUp),
    down: each(down),
  };
}

export class Halves {
  /** the first layer of the upper half */
  private readonly middle: number;
  private upper: Promise<RunUpper> | null = null;
  private failed = false;
  private upperMemory = 0;
  /** parts of the last prompt that both computed; 0: it was read by one */
  shared = 0;

  /** `open`: starts whoever runs the upper half, called at the first long prompt; null: all is done here. */
  constructor(
    private readonly kernel: Kernel,
    private readonly open: ((weights: UpperWeights) => Promise<RunUpper>) | null,
  ) {
    this.middle = Math.round(kernel.sizes.layers * lowerShare);
  }

  /** bytes of memory taken by both */
  get memory(): number {
    return this.kernel.memory + this.upperMemory;
  }

  /** What `Kernel.after` gives, to the bit. When the other one fails, this one goes on alone, then and later. */
  async after(ids: number[], between?: (done: number) => Promise<boolean> | boolean): Promise<Float32Array> {
    this.shared = 0;
    const at = this.kernel.keepCommon(ids);
    if (this.open && !this.failed && this.middle > 0 && ids.length - at >= longPrompt) {
      const row = await this.together(this.open, ids, at, between);
      if (row) return row;
    }
    return this.kernel.after(ids, between);
  }

  /** null: the other one failed; the kernel keeps what came back before. */
  private async together(
    open: (weights: UpperWeights) => Promise<RunUpper>,
    ids: number[],
    at: number,
    between: ((done: number) => Promise<boolean> | boolean) | undefined,
  ): Promise<Float32Array | null> {
    const { kernel, middle } = this;
    const { layers } = kernel;
    this.upper ??= Promise.resolve().then(() => open(upperWeights(kernel, middle)));
    const upper = this.upper;
    const run = (part: Part) => upper.then((runUpper) => runUpper(part)).catch(() => null);
    const sent: { part: number[]; done: Promise<Done | null> }[] = [];
    /** Takes what comes back until fewer than `most` parts are on their way. */
    const take = async (most: number): Promise<void> => {
      while (!this.failed && sent.length >= most) {
        const { part, done } = sent.shift() as (typeof sent)[number];
        const got = await done;
        this.failed = got === null;
        if (!got) return;
        kernel.took(part, got.states, got.kept, middle);
        this.upperMemory = got.memory;
        this.shared++;
      }
    };
    let kept = at > 0 ? layers.kept(middle, 0, at) : null;
    while (at < ids.length && !this.failed) {
      const part = ids.slice(at, at + together);
      kernel.lower(part, at, middle);
      sent.push({ part, done: run({ at, states: layers.states(part.length), kept }) });
      kept = null;
      at += part.length;
      if (at < ids.length && (await between?.(at))) break;
      await take(ahead);
    }
    await take(1);
    if (!this.failed) return kernel.lastLogits();
    this.upperMemory = 0;
    return null;
  }
}

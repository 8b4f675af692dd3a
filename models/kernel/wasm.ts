// The kernel's functions and its memory. Addresses and strides are bytes, counts are numbers; kernel.as says what each does.

/** The part of WebAssembly's interface used here: Node's types have none. */
interface Engine {
  Memory: new (size: { initial: number; maximum: number }) => Memory;
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ exports: unknown }>;
  validate(bytes: Uint8Array): boolean;
}

export interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

type Numbers<N extends string> = Record<N, (...values: number[]) => void>;
export type Functions = Numbers<
  | 'exp'
  | 'order4'
  | 'joinPlanes'
  | 'widen4'
  | 'centre'
  | 'halves'
  | 'offsets'
  | 'unpack'
  | 'product'
  | 'product1'
  | 'add'
  | 'norm'
  | 'rotate'
  | 'keep'
  | 'softmax4'
  | 'attend'
  | 'gate'
>;

const engine = (globalThis as unknown as { WebAssembly?: Engine }).WebAssembly;
const page = 65_536;

/** A module with one SIMD instruction: engines without SIMD refuse it. */
const probe = Uint8Array.of(
  0,
  97,
  115,
  109,
  1,
  0,
  0,
  0,
  1,
  5,
  1,
  96,
  0,
  1,
  123,
  3,
  2,
  1,
  0,
  10,
  10,
  1,
  8,
  0,
  65,
  0,
  253,
  15,
  253,
  98,
  11,
);

/** Whether this engine has WebAssembly with SIMD (Chromium 91, Firefox 89, Safari 16.4, Node 16.4). */
export function hasSimd(): boolean {
  return engine?.validate(probe) ?? false;
}

/** Memory that is given out once and never taken back, 64 bytes aligned. */
export class Room {
  private top = 1024;
  private bytes: Uint8Array;

  constructor(
    readonly memory: Memory,
    readonly call: Functions,
  ) {
    this.bytes = new Uint8Array(memory.buffer);
  }

  /** Errors: RangeError if the engine refuses more memory. */
  static async open(wasm: Uint8Array): Promise<Room> {
    if (!engine) throw new RangeError('no WebAssembly');
    const memory = new engine.Memory({ initial: 1, maximum: page });
    const { exports } = await engine.instantiate(await engine.compile(wasm), { env: { memory } });
    return new Room(memory, exports as Functions);
  }

  /** The address of `bytes` new bytes. */
  take(bytes: number): number {
    const at = this.top;
    this.reach(at + bytes);
    this.top = Math.ceil((at + bytes) / 64) * 64;
    return at;
  }

  /** Makes the last taken block end at `end`. */
  extend(end: number): void {
    this.reach(end);
    this.top = end;
  }

  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, at, count);
  }

  put(at: number, data: Uint8Array): void {
    this.all().set(data, at);
  }

  all(): Uint8Array {
    if (this.bytes.buffer !== this.memory.buffer) this.bytes = new Uint8Array(this.memory.buffer);
    return this.bytes;
  }

  private reach(end: number): void {
    const missing = Math.ceil((end - this.memory.buffer.byteLength) / page);
    if (missing > 0) this.memory.grow(missing);
  }
}

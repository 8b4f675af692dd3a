// Puts a model's constants into the kernel's memory, in the two forms that kernel.as multiplies: nibbles in blocks of 32, and
// signed bytes in blocks of 16 or 32. Codes stay codes: nothing is rounded.
import type { Matrix } from './layout.js';
import type { Constant } from './onnx.js';
import type { Room } from './wasm.js';

/** Gives the bytes of a data file beside the graph. */
export type DataFile = (location: string) => Promise<Uint8Array> | Uint8Array;

/** A matrix in memory; `m` 0: no offsets. */
export interface Placed {
  bits: 4 | 8;
  block: number;
  q: number;
  d: number;
  m: number;
  rows: number;
  columns: number;
}

/** Bytes of a constant, a view. Errors: RangeError if the file ends before. */
async function bytesOf({ raw, external }: Constant, file: DataFile): Promise<Uint8Array> {
  if (raw) return raw;
  if (!external) throw new RangeError('a constant without bytes');
  const { location, offset, length } = external;
  const data = await file(location);
  if (offset + length > data.length) throw new RangeError(`${location} ends after ${data.length} bytes`);
  return data.subarray(offset, offset + length);
}

export class Loader {
  /** for numbers and planes on their way */
  private readonly stage: number;

  constructor(
    private readonly room: Room,
    private readonly file: DataFile,
    /** bytes of the largest constant that passes through the stage */
    private readonly largest: number,
  ) {
    this.stage = room.take(largest);
  }

  /** float32 numbers at a new address, from float32 or float16. */
  async numbers(constant: Constant): Promise<number> {
    const { room } = this;
    const data = await bytesOf(constant, this.file);
    if (constant.type === 1) {
      const at = room.take(data.length);
      room.put(at, data);
      return at;
    }
    const at = room.take(2 * data.length);
    const step = this.largest & ~63;
    for (let from = 0; from < data.length; from += step) {
      const part = data.subarray(from, from + step);
      room.put(this.stage, part);
      room.call.halves(this.stage, at + 2 * from, part.length / 2);
    }
    return at;
  }

  async matrix(matrix: Matrix): Promise<Placed> {
    const { room } = this;
    const { layout, codes, scales, offsets, zero, block, rows, columns } = matrix;
    const count = rows * columns;
    const nibbles = layout === 'nibbles' && block === 32;
    const q = room.take(nibbles ? count / 2 : count);
    if (layout === 'planes') await this.planes(codes[0] as Constant[], codes[1] as Constant[], q, zero);
    else {
      let to = q;
      for (const piece of codes[0] as Constant[]) {
        const data = await bytesOf(piece, this.file);
        if (layout === 'nibbles' && !nibbles) {
          const step = this.largest & ~63;
          for (let from = 0; from < data.length; from += step) {
            const part = data.subarray(from, from + step);
            room.put(this.stage, part);
            room.call.widen4(this.stage, to + 2 * from, part.length, zero);
          }
          to += 2 * data.length;
        } else {
          room.put(to, data);
          if (nibbles) room.call.order4(to, data.length);
          else room.call.centre(to, data.length, zero);
          to += data.length;
        }
      }
    }
    const d = await this.numbers(scales);
    let m = offsets ? await this.numbers(offsets) : 0;
    // nibbles stay unsigned: their zero point becomes an offset
    if (nibbles && zero !== 0) {
      const blocks = count / block;
      const shift = room.take(4 * blocks);
      room.call.offsets(d, shift, blocks, zero);
      if (m) room.call.add(m, shift, blocks);
      else m = shift;
    }
    return { bits: nibbles ? 4 : 8, block, q, d, m, rows, columns };
  }

  /** Both planes pass through the stage in steps; pieces of both have the same sizes. */
  private async planes(upper: Constant[], lower: Constant[], to: number, zero: number): Promise<void> {
    const half = (this.largest / 2) & ~63;
    for (const [i, piece] of upper.entries()) {
      const high = await bytesOf(piece, this.file);
      const low = await bytesOf(lower[i] as Constant, this.file);
      for (let from = 0; from < high.length; from += half) {
        const part = high.subarray(from, from + half);
        this.room.put(this.stage, part);
        this.room.put(this.stage + half, low.subarray(from, from + half));
        this.room.call.joinPlanes(this.stage, this.stage + half, to + 2 * from, part.length, zero);
      }
      to += 2 * high.length;
    }
  }
}

// A tensor's numbers as the graph stores them: codes, scales and offsets separately; or plain floats. Rows keep the file's order
// or are permuted.

import { UserError } from '../../../harness/core/errors.js';
import type { CodeFormat, Numbers } from '../gguf/code-format.js';
import { bfloat16, half } from '../gguf/float16.js';
import { codeFormats, floatFormats, numberAt } from '../gguf/formats.js';
import type { Gguf, Tensor } from '../gguf/gguf.js';

/**
 * Memory layout of codes. *nibbles*: 4-bit codes, two per byte, the even one low. Wider codes are *bytes*, or *planes*: the upper
 * four bits of all codes, then the lower four, each as nibbles.
 */
export type Layout = 'nibbles' | 'bytes' | 'planes';

export interface Coded {
  kind: 'coded';
  format: CodeFormat;
  rows: number;
  columns: number;
  layout: Layout;
  /** one array, or two for planes: upper, lower */
  codes: Uint8Array[];
  /** rows × columns / block each; offsets are empty if the format has none */
  scales: Numbers;
  offsets: Numbers;
}

/** Layouts for codes of more than 4 bits. */
export type Wide = Exclude<Layout, 'nibbles'>;

export interface Floats {
  kind: 'floats';
  rows: number;
  columns: number;
  /** float16 as bits */
  values: Float32Array | Uint16Array;
}

export interface Reading {
  wide: Wide;
  shift: number;
  order?: RowOrder | undefined;
}

export type Matrix = Coded | Floats;

/** Row `i` of the result is row `order(i)` of the file. */
export type RowOrder = (row: number) => number;

/** Bytes of a tensor in the file; null for an unsupported type. */
export function tensorBytes({ type, rows, columns }: Tensor): number | null {
  const floats = floatFormats[type];
  if (floats) return rows * columns * floats.bytes;
  const format = codeFormats[type];
  return format && columns % format.weights === 0 ? (rows * columns * format.bytes) / format.weights : null;
}

/**
 * What is subtracted from wide codes of `width` bits stored as bytes: codes then start at 0, with the zero point at
 * 2^(width - 1). Rounding loses least if the kernel subtracts the middle of small codes.
 */
export function shiftOf(width: number): number {
  return 128 - 2 ** (width - 1);
}

/** Reads a whole tensor. `wide`: layout of codes of more than 4 bits; `shift` is subtracted from bytes. */
export function readMatrix({ reader }: Gguf, tensor: Tensor, { wide, shift, order }: Reading): Matrix {
  const raw = inOrder(reader.slice(tensor.offset, tensorBytes(tensor) ?? 0), tensor.rows, order);
  const { rows, columns } = tensor;
  const format = codeFormats[tensor.type];
  if (format) {
    const matrix = coded(raw, rows, columns, format, format.bits === 8 ? wide : 'nibbles', shift);
    checkFinite(reader, tensor, matrix.scales);
    checkFinite(reader, tensor, matrix.offsets);
    return matrix;
  }
  const single = floatFormats[tensor.type]?.name === 'F32';
  const values = single ? new Float32Array(raw.buffer, 0, rows * columns) : new Uint16Array(raw.buffer, 0, rows * columns);
  const isBfloat = values instanceof Uint16Array && floatFormats[tensor.type]?.name === 'BF16';
  const floats = { kind: 'floats' as const, rows, columns, values: isBfloat ? bfloat16(values) : values };
  checkFinite(reader, tensor, floats.values);
  return floats;
}

/** One number that is none makes every answer nonsense. */
function checkFinite({ path }: Gguf['reader'], { name }: Tensor, numbers: Numbers): void {
  const finite = numbers instanceof Uint16Array ? (bits: number) => (bits & 0x7c00) !== 0x7c00 : Number.isFinite;
  if (!numbers.every(finite))
    throw new UserError(`${path}: expected finite numbers in \`${name}\`, got NaN or infinity. Download it again`);
}

/** The values of a small tensor (a norm, a bias) as float32, whatever its type. */
export function readVector(file: Gguf, tensor: Tensor, order?: RowOrder): Float32Array {
  const asRows = order ? { ...tensor, rows: tensor.rows * tensor.columns, columns: 1 } : tensor; // a bias: one value per row
  const matrix = readMatrix(file, asRows, { wide: 'bytes', shift: 0, order });
  if (matrix.kind === 'coded') return decoded(matrix);
  const { values } = matrix;
  return values instanceof Float32Array ? values : Float32Array.from(values, half);
}

/** scale * (code - zero) + offset in float32, for nibbles and bytes. */
function decoded({ format, rows, columns, layout, codes: [codes], scales, offsets }: Coded): Float32Array {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    const code = layout === 'bytes' ? codes?.[i] : ((codes?.[i >> 1] as number) >> (i & 1 ? 4 : 0)) & 15;
    const block = Math.floor(i / format.block);
    values[i] = numberAt(scales, block) * ((code as number) - format.zero) + (format.hasOffset ? numberAt(offsets, block) : 0);
  }
  return values;
}

function coded(raw: Uint8Array, rows: number, columns: number, format: CodeFormat, layout: Layout, shift: number): Coded {
  const total = rows * columns;
  const numbers = (length: number) => (format.scale === 16 ? new Uint16Array(length) : new Float32Array(length));
  const scales = numbers(total / format.block);
  const offsets = numbers(format.hasOffset ? scales.length : 0);
  const codes =
    layout === 'bytes' ? [new Uint8Array(total)] : Array.from({ length: format.bits / 4 }, () => new Uint8Array(total / 2));
  const bytes = codes[0] as Uint8Array;
  const block = new Uint8Array(format.weights);
  const scalesPerRead = format.weights / format.block;
  for (let i = 0; i < total / format.weights; i++) {
    format.read(raw, i * format.bytes, block, scales, offsets, i * scalesPerRead);
    if (layout === 'bytes') for (let j = 0; j < block.length; j++) bytes[i * format.weights + j] = (block[j] as number) - shift;
    else pack(block, codes, (i * format.weights) / 2);
  }
  return { kind: 'coded', format, rows, columns, layout, codes, scales, offsets };
}

/**
 * Writes a block of codes as nibbles from byte `at` on: the upper four bits to the first of two planes, the lower four to the
 * last.
 */
function pack(block: Uint8Array, planes: Uint8Array[], at: number): void {
  const low = planes.at(-1) as Uint8Array;
  const high = planes.length > 1 ? planes[0] : null;
  for (let i = 0; i < block.length; i += 2, at++) {
    const even = block[i] as number;
    const odd = block[i + 1] as number;
    low[at] = (even & 15) | ((odd & 15) << 4);
    if (high) high[at] = (even >> 4) | (odd & 240);
  }
}

function inOrder(raw: Buffer, rows: number, order?: RowOrder): Buffer {
  if (!order) return raw;
  const bytes = raw.length / rows;
  const moved = Buffer.allocUnsafeSlow(raw.length);
  for (let row = 0; row < rows; row++) raw.copy(moved, row * bytes, order(row) * bytes, (order(row) + 1) * bytes);
  return moved;
}

// A tensor's numbers as the graph stores them: codes in planes of 4 bits (two a byte, the even one low), scales and offsets apart;
// or floats as they are. Rows keep the file's order, or are put in another one.

import { bfloat16, half } from './float16.js';
import { type CodeFormat, codeFormats, floatFormats, type Numbers, numberAt } from './formats.js';
import type { Gguf, Tensor } from './gguf.js';

export interface Coded {
  kind: 'coded';
  format: CodeFormat;
  rows: number;
  columns: number;
  /** the lower, and for 8-bit codes the upper, four bits: rows × columns / 2 bytes */
  low: Uint8Array;
  high: Uint8Array | null;
  /** rows × columns / block each; offsets are empty where the format has none */
  scales: Numbers;
  offsets: Numbers;
}

export interface Floats {
  kind: 'floats';
  rows: number;
  columns: number;
  /** float16 as its bits */
  values: Float32Array | Uint16Array;
}

export type Matrix = Coded | Floats;

/** Row `i` of the result is row `order(i)` of the file. */
export type RowOrder = (row: number) => number;

/** Bytes of a tensor in the file; null for a type that is not supported. */
export function tensorBytes({ type, rows, columns }: Tensor): number | null {
  const floats = floatFormats[type];
  if (floats) return rows * columns * floats.bytes;
  const format = codeFormats[type];
  return format && columns % format.weights === 0 ? (rows * columns * format.bytes) / format.weights : null;
}

/** Reads a whole tensor. */
export function readMatrix({ reader }: Gguf, tensor: Tensor, order?: RowOrder): Matrix {
  const raw = inOrder(reader.slice(tensor.offset, tensorBytes(tensor) ?? 0), tensor.rows, order);
  const { rows, columns } = tensor;
  const format = codeFormats[tensor.type];
  if (format) return coded(raw, rows, columns, format);
  const wide = floatFormats[tensor.type]?.name === 'F32';
  const values = wide ? new Float32Array(raw.buffer, 0, rows * columns) : new Uint16Array(raw.buffer, 0, rows * columns);
  const isBfloat = values instanceof Uint16Array && floatFormats[tensor.type]?.name === 'BF16';
  return { kind: 'floats', rows, columns, values: isBfloat ? bfloat16(values) : values };
}

/** The values of a small tensor (a norm, a bias) as float32, whatever its type. */
export function readVector(file: Gguf, tensor: Tensor, order?: RowOrder): Float32Array {
  const asRows = order ? { ...tensor, rows: tensor.rows * tensor.columns, columns: 1 } : tensor; // a bias: one value a row
  const matrix = readMatrix(file, asRows, order);
  if (matrix.kind === 'coded') return decoded(matrix);
  const { values } = matrix;
  return values instanceof Float32Array ? values : Float32Array.from(values, half);
}

/** scale * (code - zero) + offset in float32. */
export function decoded({ format, rows, columns, low, high, scales, offsets }: Coded): Float32Array {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) {
    const shift = i & 1 ? 4 : 0;
    const code = (((low[i >> 1] as number) >> shift) & 15) + (high ? (((high[i >> 1] as number) >> shift) & 15) * 16 : 0);
    const block = Math.floor(i / format.block);
    values[i] = numberAt(scales, block) * (code - format.zero) + (format.hasOffset ? numberAt(offsets, block) : 0);
  }
  return values;
}

function coded(raw: Uint8Array, rows: number, columns: number, format: CodeFormat): Coded {
  const total = rows * columns;
  const numbers = (length: number) => (format.scale === 16 ? new Uint16Array(length) : new Float32Array(length));
  const scales = numbers(total / format.block);
  const offsets = numbers(format.hasOffset ? scales.length : 0);
  const low = new Uint8Array(total / 2);
  const high = format.bits === 8 ? new Uint8Array(total / 2) : null;
  const codes = new Uint8Array(format.weights);
  const scalesPerRead = format.weights / format.block;
  for (let block = 0, to = 0; block < total / format.weights; block++) {
    format.read(raw, block * format.bytes, codes, scales, offsets, block * scalesPerRead);
    for (let i = 0; i < codes.length; i += 2, to++) {
      const even = codes[i] as number;
      const odd = codes[i + 1] as number;
      low[to] = (even & 15) | ((odd & 15) << 4);
      if (high) high[to] = (even >> 4) | (odd & 240);
    }
  }
  return { kind: 'coded', format, rows, columns, low, high, scales, offsets };
}

function inOrder(raw: Buffer, rows: number, order?: RowOrder): Buffer {
  if (!order) return raw;
  const bytes = raw.length / rows;
  const moved = Buffer.allocUnsafeSlow(raw.length);
  for (let row = 0; row < rows; row++) raw.copy(moved, row * bytes, order(row) * bytes, (order(row) + 1) * bytes);
  return moved;
}

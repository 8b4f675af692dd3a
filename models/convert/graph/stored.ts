// The constants of a matrix: codes, scales and offsets separately, as in the file; or floats.

import type { CodeFormat, Numbers } from '../gguf/code-format.js';
import { half } from '../gguf/float16.js';
import { codeFormats, floatFormats } from '../gguf/formats.js';
import type { Gguf, Tensor } from '../gguf/gguf.js';
import { bytesOf, type Graph } from './graph.js';
import { type Coded, type Floats, type Layout, type RowOrder, readMatrix, shiftOf } from './planes.js';

export interface Part {
  tensor: Tensor;
  order?: RowOrder | undefined;
}

/** Names of the constants; `scales` and `offsets` are flat. */
export interface StoredCodes {
  kind: 'coded';
  format: CodeFormat;
  layout: Layout;
  codes: string[];
  /** bits per code if stored as bytes */
  width: number;
  scales: string;
  offsets: string | null;
  rows: number;
  columns: number;
}

/** `values`: name of a float32 matrix, rows × columns. */
export interface StoredFloats {
  kind: 'floats';
  values: string;
}

export type Stored = StoredCodes | StoredFloats;

/** Adds the rows of all `parts`, which must be of one kind, as the constants `<name>.*`. */
export function storeMatrix(graph: Graph, file: Gguf, parts: Part[], name: string): Stored {
  const { columns, type } = (parts[0] as Part).tensor;
  const rows = parts.reduce((total, { tensor }) => total + tensor.rows, 0);
  const formats = parts.flatMap(({ tensor }) => codeFormats[tensor.type] ?? []);
  const [format] = formats;
  const width = Math.max(...formats.map((one) => one.width));
  const reading = { wide: graph.wide, shift: shiftOf(width) };
  const readAll = () => parts.map(({ tensor, order }) => readMatrix(file, tensor, { ...reading, order }));
  if (!format) {
    const isHalf = floatFormats[type]?.name === 'F16';
    const values = () => bytesOf(joined(readAll().map((part) => (part as Floats).values)));
    const weight = graph.constant(`${name}.w`, isHalf ? 'float16' : 'float', [rows, columns], values);
    return { kind: 'floats', values: isHalf ? graph.cast(weight, `${name}.w32`, 'float') : weight };
  }
  const read = once(() => readAll() as Coded[]);
  const blocks = columns / format.block;
  const scale = formats.some((one) => one.scale === 32) ? 'float' : 'float16';
  const numbers = (suffix: string, pick: (part: Coded) => Numbers) =>
    graph.constant(`${name}.${suffix}`, scale, [rows * blocks], () => bytesOf(joined(read().map(pick))));
  const scales = numbers('d', (part) => part.scales);
  const offsets = format.hasOffset ? numbers('m', (part) => part.offsets) : null;
  const layout = format.bits === 8 ? graph.wide : 'nibbles';
  const codes = planeNames(layout).map((suffix, i) =>
    graph.constant(`${name}.${suffix}`, 'uint8', codeShape(format, layout, rows, columns), () =>
      Buffer.concat(read().map((part) => part.codes[i] as Uint8Array)),
    ),
  );
  return { kind: 'coded', format, layout, codes, width, scales, offsets, rows, columns };
}

/** Suffixes of the constants with the codes. */
export function planeNames(layout: Layout): string[] {
  return layout === 'planes' ? ['hi', 'lo'] : ['q'];
}

/** Dimensions of a constant with codes: rows, blocks, bytes per block. */
export function codeShape({ block }: CodeFormat, layout: Layout, rows: number, columns: number): number[] {
  return [rows, columns / block, layout === 'bytes' ? block : block / 2];
}

/** Parts of the same kind can form one matrix. */
export function kindOf({ tensor: { type } }: Part): string {
  const format = codeFormats[type];
  return format ? [format.bits, format.block, format.zero, format.hasOffset].join() : (floatFormats[type]?.name ?? '');
}

/** Reads on first use; the tensor is released once all constants made from it are written. */
export function once<T>(read: () => T): () => T {
  let value: { of: T } | undefined;
  return () => {
    value ??= { of: read() };
    return value.of;
  };
}

/** All parts concatenated; float16 (as bits) only if every part is. */
function joined(parts: Numbers[]): Numbers {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const length = parts.reduce((total, part) => total + part.length, 0);
  const halves = parts.every((part) => part instanceof Uint16Array);
  const all = halves ? new Uint16Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(!halves && part instanceof Uint16Array ? Float32Array.from(part, half) : part, at);
    at += part.length;
  }
  return all;
}

// The quantisations of GGUF as codes and scales, block by block: weight = scale * (code - zero) + offset, with the very numbers of
// the file. Codes are 4 bits, or 8 for what is wider; layouts as in ggml's ggml-common.h and ggml-quants.c.
import { half } from './float16.js';
import { blocks32 } from './formats-32.js';
import { blocks256 } from './formats-256.js';

/** One quantisation with integer codes. */
export interface CodeFormat {
  name: string;
  /** weights in a block of the file, and its bytes */
  weights: number;
  bytes: number;
  /** weights that share a scale */
  block: 16 | 32;
  bits: 4 | 8;
  /** bits that the codes use: 2 to 6, or 8 */
  width: 2 | 3 | 4 | 5 | 6 | 8;
  /** the code that stands for 0 (before the offset); wide codes lie around 128, so the planes cancel least */
  zero: number;
  /** scales (and offsets) are the file's own float16, else a product of two of its numbers, in float32 */
  scale: 16 | 32;
  hasOffset: boolean;
  /** Writes the codes of the block at byte `at`, and its scales and offsets from index `s` on (float16 as its bits). */
  read(raw: Uint8Array, at: number, codes: Uint8Array, scales: Numbers, offsets: Numbers, s: number): void;
}

export type Numbers = Float32Array | Uint16Array;

/** By ggml's number of the type. */
export const codeFormats: Record<number, CodeFormat> = { ...blocks32, ...blocks256 };

/** Quantisations whose values are floats: name and bytes a value, by ggml's number. */
export const floatFormats: Record<number, { name: 'F32' | 'F16' | 'BF16'; bytes: number }> = {
  0: { name: 'F32', bytes: 4 },
  1: { name: 'F16', bytes: 2 },
  30: { name: 'BF16', bytes: 2 },
};

/** Value of scale or offset `i`. */
export function numberAt(numbers: Numbers, i: number): number {
  return numbers instanceof Uint16Array ? half(numbers[i] as number) : (numbers[i] as number);
}

/** Every quantisation that is converted, for messages. */
export const supportedFormats = [...Object.values(floatFormats), ...Object.values(codeFormats)]
  .map(({ name }) => name)
  .join(', ');

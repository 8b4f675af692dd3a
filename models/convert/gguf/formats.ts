// The quantisations of GGUF as codes and scales per block: weight = scale * (code - zero) + offset, with the file's exact
// numbers. Codes are 4 bits, or 8 if wider. Layouts as in ggml's ggml-common.h and ggml-quants.c.
import type { CodeFormat, Numbers } from './code-format.js';
import { half } from './float16.js';
import { blocks32 } from './formats-32.js';
import { blocks256 } from './formats-256.js';

/** By ggml type number. */
export const codeFormats: Record<number, CodeFormat> = { ...blocks32, ...blocks256 };

/** Float types, by ggml type number: name and bytes per value. */
export const floatFormats: Record<number, { name: 'F32' | 'F16' | 'BF16'; bytes: number }> = {
  0: { name: 'F32', bytes: 4 },
  1: { name: 'F16', bytes: 2 },
  30: { name: 'BF16', bytes: 2 },
};

/** Value of scale or offset `i`. */
export function numberAt(numbers: Numbers, i: number): number {
  return numbers instanceof Uint16Array ? half(numbers[i] as number) : (numbers[i] as number);
}

/** All supported types, for messages. */
export const supportedFormats = [...Object.values(floatFormats), ...Object.values(codeFormats)]
  .map(({ name }) => name)
  .join(', ');

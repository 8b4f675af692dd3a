// Quantisations with blocks of 32 weights: Q4_0, Q4_1, Q5_0, Q5_1, Q8_0. Layouts as in ggml's ggml-common.h and ggml-quants.c.
import type { CodeFormat } from './code-format.js';

const bits16 = (raw: Uint8Array, at: number) => (raw[at] as number) | ((raw[at + 1] as number) << 8);

/**
 * 32 weights in 16 bytes, low nibbles first, then high ones; `shift` is added to each code, with a fifth bit from `high` if
 * given.
 */
function nibbles(raw: Uint8Array, at: number, codes: Uint8Array, shift: number, high: number | null): void {
  for (let i = 0; i < 16; i++) {
    const byte = raw[at + i] as number;
    const fifth = high === null ? 0 : (raw[high + (i >> 3)] as number);
    const upper = high === null ? 0 : (raw[high + 2 + (i >> 3)] as number);
    codes[i] = (byte & 15) + ((fifth >> (i & 7)) & 1) * 16 + shift;
    codes[i + 16] = (byte >> 4) + ((upper >> (i & 7)) & 1) * 16 + shift;
  }
}

const shared = { weights: 32, block: 32, scale: 16 } as const;

/** By ggml type number. */
export const blocks32: Record<number, CodeFormat> = {
  2: {
    ...shared,
    name: 'Q4_0',
    bytes: 18,
    bits: 4,
    width: 4,
    zero: 8,
    hasOffset: false,
    read(raw, at, codes, scales, _offsets, s) {
      scales[s] = bits16(raw, at);
      nibbles(raw, at + 2, codes, 0, null);
    },
  },
  3: {
    ...shared,
    name: 'Q4_1',
    bytes: 20,
    bits: 4,
    width: 4,
    zero: 0,
    hasOffset: true,
    read(raw, at, codes, scales, offsets, s) {
      scales[s] = bits16(raw, at);
      offsets[s] = bits16(raw, at + 2);
      nibbles(raw, at + 4, codes, 0, null);
    },
  },
  6: {
    ...shared,
    name: 'Q5_0',
    bytes: 22,
    bits: 8,
    width: 5,
    zero: 128,
    hasOffset: false,
    read(raw, at, codes, scales, _offsets, s) {
      scales[s] = bits16(raw, at);
      nibbles(raw, at + 6, codes, 112, at + 2);
    },
  },
  7: {
    ...shared,
    name: 'Q5_1',
    bytes: 24,
    bits: 8,
    width: 5,
    zero: 112,
    hasOffset: true,
    read(raw, at, codes, scales, offsets, s) {
      scales[s] = bits16(raw, at);
      offsets[s] = bits16(raw, at + 2);
      nibbles(raw, at + 8, codes, 112, at + 4);
    },
  },
  8: {
    ...shared,
    name: 'Q8_0',
    bytes: 34,
    bits: 8,
    width: 8,
    zero: 128,
    hasOffset: false,
    read(raw, at, codes, scales, _offsets, s) {
      scales[s] = bits16(raw, at);
      for (let i = 0; i < 32; i++) codes[i] = (raw[at + 2 + i] as number) ^ 128; // int8 + 128
    },
  },
};

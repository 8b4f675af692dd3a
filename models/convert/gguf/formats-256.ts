// Quantisations with blocks of 256 weights, Q2_K to Q6_K, whose scales are products of a float16 and a small integer. Layouts as
// in ggml's ggml-common.h and ggml-quants.c.
import type { CodeFormat, Numbers } from './code-format.js';
import { halfAt } from './float16.js';

/** The 6-bit scale and minimum of part `j` (0 to 7) of a Q4_K or Q5_K block, packed in 12 bytes. */
function scaleAndMinimum(raw: Uint8Array, at: number, j: number): [number, number] {
  const byte = (i: number) => raw[at + i] as number;
  if (j < 4) return [byte(j) & 63, byte(j + 4) & 63];
  return [(byte(j + 4) & 15) | ((byte(j - 4) >> 6) << 4), (byte(j + 4) >> 4) | ((byte(j) >> 6) << 4)];
}

/** Sets scale d * sc and offset -(dmin * m), as float32 products like ggml's. */
function superScale(scales: Numbers, offsets: Numbers, i: number, d: number, sc: number, dmin: number, m: number): void {
  scales[i] = Math.fround(d * sc);
  offsets[i] = -Math.fround(dmin * m);
}

const shared = { weights: 256, scale: 32 } as const;

/** By ggml type number. */
export const blocks256: Record<number, CodeFormat> = {
  10: {
    ...shared,
    name: 'Q2_K',
    bytes: 84,
    bits: 4,
    width: 2,
    block: 16,
    zero: 0,
    hasOffset: true,
    read(raw, at, codes, scales, offsets, s) {
      const d = halfAt(raw, at + 80);
      const dmin = halfAt(raw, at + 82);
      for (let j = 0; j < 16; j++) {
        const both = raw[at + j] as number;
        superScale(scales, offsets, s + j, d, both & 15, dmin, both >> 4);
      }
      for (let i = 0; i < 256; i++) codes[i] = ((raw[at + 16 + (i >> 7) * 32 + (i & 31)] as number) >> (((i >> 5) & 3) * 2)) & 3;
    },
  },
  11: {
    ...shared,
    name: 'Q3_K',
    bytes: 110,
    bits: 4,
    width: 3,
    block: 16,
    zero: 8,
    hasOffset: false,
    read(raw, at, codes, scales, _offsets, s) {
      const d = halfAt(raw, at + 108);
      for (let j = 0; j < 16; j++) {
        const low = (raw[at + 96 + (j & 7)] as number) >> (j < 8 ? 0 : 4);
        const high = (raw[at + 104 + (j & 3)] as number) >> ((j >> 2) * 2);
        scales[s + j] = Math.fround(d * (((low & 15) | ((high & 3) << 4)) - 32));
      }
      for (let i = 0; i < 256; i++) {
        const low = ((raw[at + 32 + (i >> 7) * 32 + (i & 31)] as number) >> (((i >> 5) & 3) * 2)) & 3;
        const high = ((raw[at + (i & 31)] as number) >> (i >> 5)) & 1;
        codes[i] = low + high * 4 + 4; // weight = scale * (low + 4 * high - 4)
      }
    },
  },
  12: {
    ...shared,
    name: 'Q4_K',
    bytes: 144,
    bits: 4,
    width: 4,
    block: 32,
    zero: 0,
    hasOffset: true,
    read(raw, at, codes, scales, offsets, s) {
      const d = halfAt(raw, at);
      const dmin = halfAt(raw, at + 2);
      for (let j = 0; j < 8; j++) {
        const [sc, m] = scaleAndMinimum(raw, at + 4, j);
        superScale(scales, offsets, s + j, d, sc, dmin, m);
      }
      for (let i = 0; i < 256; i++) codes[i] = ((raw[at + 16 + (i >> 6) * 32 + (i & 31)] as number) >> (i & 32 ? 4 : 0)) & 15;
    },
  },
  13: {
    ...shared,
    name: 'Q5_K',
    bytes: 176,
    bits: 8,
    width: 5,
    block: 32,
    zero: 112,
    hasOffset: true,
    read(raw, at, codes, scales, offsets, s) {
      const d = halfAt(raw, at);
      const dmin = halfAt(raw, at + 2);
      for (let j = 0; j < 8; j++) {
        const [sc, m] = scaleAndMinimum(raw, at + 4, j);
        superScale(scales, offsets, s + j, d, sc, dmin, m);
      }
      for (let i = 0; i < 256; i++) {
        const low = ((raw[at + 48 + (i >> 6) * 32 + (i & 31)] as number) >> (i & 32 ? 4 : 0)) & 15;
        const high = ((raw[at + 16 + (i & 31)] as number) >> (i >> 5)) & 1;
        codes[i] = low + high * 16 + 112;
      }
    },
  },
  14: {
    ...shared,
    name: 'Q6_K',
    bytes: 210,
    bits: 8,
    width: 6,
    block: 16,
    zero: 128,
    hasOffset: false,
    read(raw, at, codes, scales, _offsets, s) {
      const d = halfAt(raw, at + 208);
      for (let j = 0; j < 16; j++) scales[s + j] = Math.fround(d * (((raw[at + 192 + j] as number) << 24) >> 24));
      for (let i = 0; i < 256; i++) {
        const part = (i >> 5) & 3; // 128 weights: the low nibbles of 32 bytes twice, then their high nibbles
        const low = ((raw[at + (i >> 7) * 64 + (part & 1) * 32 + (i & 31)] as number) >> (part & 2 ? 4 : 0)) & 15;
        const high = ((raw[at + 128 + (i >> 7) * 32 + (i & 31)] as number) >> (part * 2)) & 3;
        codes[i] = low + high * 16 + 96; // weight = scale * (low + 16 * high - 32)
      }
    },
  },
};

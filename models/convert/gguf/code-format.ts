// The interface of the quantisations in formats-32.ts and formats-256.ts.

/** One quantisation with integer codes. */
export interface CodeFormat {
  name: string;
  /** weights per block of the file, and bytes per block */
  weights: number;
  bytes: number;
  /** weights per scale */
  block: 16 | 32;
  bits: 4 | 8;
  /** bits per code: 2 to 6, or 8 */
  width: 2 | 3 | 4 | 5 | 6 | 8;
  /** the code for 0 (before the offset); wide codes are centred on 128, where the planes cancel least */
  zero: number;
  /** 16: scales (and offsets) are the file's own float16; 32: products of two of its numbers, in float32 */
  scale: 16 | 32;
  hasOffset: boolean;
  /** Decodes the block at byte `at`: its codes, and its scales and offsets from index `s` on (float16 as bits). */
  read(raw: Uint8Array, at: number, codes: Uint8Array, scales: Numbers, offsets: Numbers, s: number): void;
}

export type Numbers = Float32Array | Uint16Array;

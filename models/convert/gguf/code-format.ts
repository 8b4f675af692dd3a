// What each quantisation of formats-32.ts and formats-256.ts says of itself.

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

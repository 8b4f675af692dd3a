// What the decode loop needs of a graph: rows that are filled with a prompt, take a token a step, and leave. Two kinds of graph serve
// it: those that give the new rows of the cache (rows.ts), and any other decoder with past and present (present.ts).

export interface Runner {
  /** rows now in the batch */
  readonly rows: number;
  /** most rows at a time */
  readonly most: number;
  /** Adds a row that starts with the kept prefix where `prefix`, else empty. Its number is `rows - 1`. */
  join(prefix: boolean): void;
  /** Runs `ids` through one row. Returns the logits after the last id. */
  fill(row: number, ids: number[]): Promise<Float32Array>;
  /** Like `fill`, but hands every position's logits to `see`, stretch by stretch: [position, vocabulary]. */
  score(row: number, ids: number[], see: (logits: Float32Array, from: number, count: number) => void): Promise<void>;
  /** One token for every row. Returns their logits, row after row; they are overwritten by no later step. */
  step(tokens: number[]): Promise<Float32Array>;
  /** Keeps the first `length` positions of a row (default all) as the prefix for rows that join later. Returns how many are kept: all, or none. */
  keepPrefix(row: number, length?: number): number;
  /** Takes a row out; the last row moves into its place. */
  leave(row: number): void;
}

/**
 * Cuts a prompt of `length` tokens into stretches of at most `most`: between passes the event loop gets its turn, and memory stays
 * bounded. No stretch is a single token where that can be helped: one row alone takes another matrix kernel, whose last bits differ;
 * with two or more the numbers are those of the whole prompt at once, bit for bit.
 */
export function stretches(length: number, most: number): number[] {
  const count = Math.ceil(length / most);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 1) * length) / count) - Math.floor((i * length) / count));
}

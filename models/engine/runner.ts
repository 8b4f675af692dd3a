// What the decode loop needs from a graph: rows that are filled with a prompt, take one token per step, and leave. Two kinds of
// graph implement it: those that output only the new cache positions (rows.ts), and any other decoder with past and present
// (present.ts).

export interface Runner {
  /** rows now in the batch */
  readonly rows: number;
  /** maximum rows at a time */
  readonly most: number;
  /** Adds a row, with the kept prefix if `prefix`, else empty. Its index is `rows - 1`. */
  join(prefix: boolean): void;
  /** Prefills one row with `ids`. Returns the logits after the last id. */
  fill(row: number, ids: number[]): Promise<Float32Array>;
  /** Like `fill`, but passes the logits of every position to `see`, chunk by chunk: [position, vocabulary]. */
  score(row: number, ids: number[], see: (logits: Float32Array, from: number, count: number) => void): Promise<void>;
  /** One token for every row. Returns their logits, row after row; no later step overwrites them. */
  step(tokens: number[]): Promise<Float32Array>;
  /**
   * Keeps the first `length` positions of a row (default all) as the prefix for rows that join later. Returns how many are kept:
   * all or none.
   */
  keepPrefix(row: number, length?: number): number;
  /** Removes a row; the last row moves into its place. */
  leave(row: number): void;
}

/**
 * Splits a prompt of `length` tokens into chunks of at most `most`: the event loop runs between passes, and memory stays bounded.
 * Chunks of a single token are avoided if possible: one position alone uses another matrix kernel, whose last bits differ; with
 * two or more the logits equal those of one pass over the whole prompt, bit for bit.
 */
export function stretches(length: number, most: number): number[] {
  const count = Math.ceil(length / most);
  return Array.from({ length: count }, (_, i) => Math.floor(((i + 1) * length) / count) - Math.floor((i * length) / count));
}

// Text whose tokens are known, to be read, and what a model says of it.
import type { Decoding } from '../../harness/core/types.js';

/** Whether the two best tokens are not enough to say what is chosen. */
export function needsLogits({ temperature = 0, schema }: Decoding): boolean {
  return temperature > 0 || schema !== undefined;
}

/**
 * What is to be read: `ids` up to `from` are the prompt, the others were chosen by `decoding`. With a schema, `maxNewTokens` has to be
 * the limit that held, the context's too.
 */
export interface Strand {
  index: number;
  ids: number[];
  from: number;
  decoding: Decoding;
}

/** What the model chooses where the tokens after the prompt stand, in their order. */
export interface StrandRead {
  index: number;
  /** its choice: the best token, or the one that the seed draws */
  chosen: Int32Array;
  /**
   * gap between the two best logits of those that may come; negative if the given token is the second best, -Infinity if it is neither;
   * Infinity if only one may come
   */
  margins: Float32Array;
  /** of sampled text: `Choice.drawMargin`; negative if the given token is neither the one drawn nor a rival of it */
  draws: Float32Array | null;
}

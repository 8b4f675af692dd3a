// How many threads one answer at a time is worth.
import { availableParallelism } from 'node:os';

/** ONNX Runtime threads: the cores, at most 4, as a small model's token does not fill more. */
export function coreThreads(): number {
  return Math.min(availableParallelism(), 4);
}

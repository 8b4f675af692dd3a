// Number of threads for answering one prompt at a time.
import { availableParallelism } from 'node:os';

/** ONNX Runtime threads: the number of cores, at most 4, as one token of a small model does not use more. */
export function coreThreads(): number {
  return Math.min(availableParallelism(), 4);
}

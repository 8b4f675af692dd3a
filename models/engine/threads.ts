// Threads for answering one prompt at a time, and processes and threads for answering many.
import { coresToUse } from '../../harness/core/options.js';

/** ONNX Runtime threads of one process: one token of a small model does not use more. */
const mostThreads = 4;

/** ONNX Runtime threads: the number of cores, at most 4. */
export function coreThreads(): number {
  return Math.min(coresToUse(), mostThreads);
}

/**
 * Threads of each worker process for bulk work on `cores` cores: one process for two cores, since its two threads are nearly as fast as two
 * processes and hold the weights once (README.md beside this file); `workers` of them if given. The cores are shared out among them.
 */
export function workerThreads(cores: number, workers = Math.max(1, Math.floor(cores / 2))): number[] {
  return Array.from({ length: workers }, (_, i) =>
    Math.min(mostThreads, Math.max(1, Math.floor((cores + workers - 1 - i) / workers))),
  );
}

// Number of threads for answering one prompt at a time.
import { coresToUse } from '../../harness/core/options.js';

/** ONNX Runtime threads: the number of cores, at most 4, as one token of a small model does not use more. */
export function coreThreads(): number {
  return Math.min(coresToUse(), 4);
}

// What a count of faults says of the share of them behind it, from above.
import { beta } from './beta.js';

/**
 * The largest share that `faults` in `n` draws leave open: the exact one-sided upper limit at `level` (Clopper and Pearson 1934), 0 to
 * 1. For draws without replacement it is on the safe side. 1 for n = 0.
 */
export function atMost(faults: number, n: number, level = 0.95): number {
  if (faults >= n) return 1;
  const upTo = beta(faults + 1, n - faults);
  let [low, high] = [faults / n, 1];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (upTo(middle) < level) low = middle;
    else high = middle;
  }
  return high;
}

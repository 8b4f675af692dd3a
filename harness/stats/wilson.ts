// An interval for a proportion that is accurate for few samples and for proportions near 0 or 1.
import { z } from './level.js';

/**
 * Wilson score interval, 95 % (Wilson 1927, doi:10.1080/01621459.1927.10502953): the low and high ends, 0 to 1, for `passed` of
 * `n`. Errors: RangeError unless 0 ≤ passed ≤ n and n ≥ 1.
 */
export function wilson(passed: number, n: number): { low: number; high: number } {
  if (!(n >= 1 && passed >= 0 && passed <= n)) throw new RangeError(`expected 0 ≤ passed ≤ n and n ≥ 1, got ${passed} of ${n}`);
  const rate = passed / n;
  const centre = rate + (z * z) / (2 * n);
  const half = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: passed === 0 ? 0 : (centre - half) / scale, high: passed === n ? 1 : (centre + half) / scale };
}

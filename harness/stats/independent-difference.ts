// The difference between two rates of different questions, from the interval of each.
import type { Interval } from './bootstrap.js';

/** A rate, 0 to 1, with its interval. */
interface Estimated extends Interval {
  rate: number;
}

/**
 * Interval of `a` minus `b`, two independent rates, at the level of their own intervals: Newcombe 1998 (Statistics in Medicine 17,
 * 873–890), method 10, which takes Wilson's; with other intervals Zou and Donner 2008 (Statistics in Medicine 27, 1693–1702).
 */
export function independentDifference(a: Estimated, b: Estimated): Interval {
  const difference = a.rate - b.rate;
  return {
    low: difference - Math.hypot(a.rate - a.low, b.high - b.rate),
    high: difference + Math.hypot(a.high - a.rate, b.rate - b.low),
  };
}

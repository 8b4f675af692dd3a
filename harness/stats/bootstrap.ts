// Intervals for statistics that have no formula, such as κ: whole units are drawn again, with all that belongs to them.
import { quantileSorted } from 'simple-statistics';
import { seeded } from '../core/random.js';
import { alpha, z } from './level.js';
import { normalCdf, tQuantile } from './normal.js';

export interface Interval {
  low: number;
  high: number;
}

export interface BootstrapOptions {
  /** default 10,000 */
  draws?: number;
  seed?: string;
  /** false for the plain percentile interval, default true */
  widened?: boolean;
}

/**
 * 95 % interval of any `statistic` of the indices of `n` units drawn with replacement: seeded percentile bootstrap, the percentiles
 * widened for few units (Hesterberg 2015, doi:10.1080/00031305.2015.1089789, §5: the plain interval is too narrow by the ratio of t
 * to normal). Draws for which the statistic is NaN are omitted. Fewer than two units: −Infinity to Infinity.
 */
export function bootstrap(n: number, statistic: (drawn: readonly number[]) => number, options: BootstrapOptions = {}): Interval {
  if (n < 2) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const { draws = 10_000, seed = 'bootstrap', widened = true } = options;
  const random = seeded(seed);
  const drawn = new Array<number>(n).fill(0);
  const values: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < n; i++) drawn[i] = Math.floor(random() * n);
    const value = statistic(drawn);
    if (!Number.isNaN(value)) values.push(value);
  }
  if (values.length === 0) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  values.sort((a, b) => a - b);
  // With two units the far tail underflows to slightly below 0.
  const tail = widened ? Math.max(0, normalCdf(-Math.sqrt(n / (n - 1)) * tQuantile(z, n - 1))) : alpha / 2;
  return { low: quantileSorted(values, tail), high: quantileSorted(values, 1 - tail) };
}

// Ratios of two contestants over the repeats: one per repeat, from processes that ran within a minute of each other.
import { max, median, min } from 'simple-statistics';

export interface Spread {
  n: number;
  median: number;
  low: number;
  high: number;
}

/** Median and range. Errors: Error if there are no values. */
export function spread(values: number[]): Spread {
  return { n: values.length, median: median(values), low: min(values), high: max(values) };
}

/** `a` / `b` per repeat, for as many repeats as both have. */
export function ratios(a: number[], b: number[]): Spread {
  return spread(a.slice(0, b.length).map((value, i) => value / (b[i] as number)));
}

/** The contestant with the best median, and its values. `more`: whether more is better. */
export function best<T extends string>(of: Map<T, number[]>, more: boolean): [T, number[]] | undefined {
  const sign = more ? -1 : 1;
  return [...of].filter(([, values]) => values.length > 0).sort(([, a], [, b]) => sign * (median(a) - median(b)))[0];
}

/** Three significant digits, without an exponent. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  return value.toFixed(Math.min(places, 6));
}

export const ranged = ({ median, low, high }: Spread): string => `${digits(median)} (${digits(low)} to ${digits(high)})`;

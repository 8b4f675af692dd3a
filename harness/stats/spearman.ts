// How far two orders of the same things agree, such as a judge's numbers and a reader's.
import { sampleCorrelation } from 'simple-statistics';

/**
 * Spearman's rank correlation, −1 to 1: the correlation of ranks, equal values sharing their mean rank (Spearman 1904,
 * doi:10.2307/1412159; Kendall 1948 for ties). NaN for fewer than two pairs, or if a side has one value alone. Errors: RangeError
 * if the lists differ in length.
 */
export function spearman(x: readonly number[], y: readonly number[]): number {
  if (x.length !== y.length) throw new RangeError(`expected two lists of one length, got ${x.length} and ${y.length}`);
  if (new Set(x).size < 2 || new Set(y).size < 2) return Number.NaN;
  return sampleCorrelation(ranks(x), ranks(y));
}

function ranks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = new Map([...new Set(values)].map((value) => [value, (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2 + 1]));
  return values.map((value) => rank.get(value) as number);
}

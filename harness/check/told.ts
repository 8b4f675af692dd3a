// How a fault tells of numbers, and whether a number lies where it may.
import type { RateNumbers } from '../core/statistics.js';
import type { End, Ends } from './intervals.js';
import type { numbersIn } from './printed.js';
import type { Bounds } from './tests.js';

/** The numbers of the page; null for what it need not print. */
export type Printed = ReturnType<typeof numbersIn> | null;

/** What is wrong with the ends of an interval; `ends` null: its method is not known here. */
export function endFaults({ low, high, method }: Pick<RateNumbers, 'low' | 'high' | 'method'>, ends: Ends | null): string[] {
  if (!ends) return [`expected an interval by a method that the check knows, got "${method}"`];
  if (holds(low, ends.low) && holds(high, ends.high)) return [];
  const wanted = `${shown(ends.low)} to ${shown(ends.high)}`;
  return [`expected a 95 % interval of ${wanted} (${method}), got ${interval({ low, high })}`];
}

/** Whether a value lies in a range, both ends included. */
export function holds(value: number, { from, to }: End): boolean {
  return value >= from && value <= to;
}

/** What a fault calls a group. */
export function nameOf(group: Record<string, string>): string {
  return Object.values(group).join(', ') || 'all';
}

/** A share as a percentage with two decimals. */
export function percent(share: number): string {
  return (100 * share).toFixed(2);
}

/** An interval in per cent: "1.20 to 3.40 %". */
export function interval({ low, high }: { low: number; high: number }): string {
  return `${percent(low)} to ${percent(high)} %`;
}

/** One end, or the range that it may lie in. */
function shown({ from, to }: End): string {
  return to - from < 1e-5 ? percent(Math.max(-1, (from + to) / 2)) : `${percent(from)}…${percent(to)}`;
}

/** A p value, or the range that it may lie in. */
export function shownP({ from, to }: Bounds): string {
  const [low, high] = [Math.max(0, from), Math.min(1, to)].map((p) => p.toFixed(5));
  return low === high ? `${low}` : `${low} to ${high}`;
}

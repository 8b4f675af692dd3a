// The difference between two pass rates on the same questions, with an interval that is valid for few questions.
import type { Interval } from './cluster-bootstrap.js';
import { z } from './level.js';

/**
 * 95 % interval of the difference of two paired shares, -1 to 1 (Bonett and Price 2012, Journal of Educational and Behavioral
 * Statistics 37, 479–488): `onlyA` and `onlyB` of `n` questions that only the first, or only the second, passed.
 */
export function pairedShares(onlyA: number, onlyB: number, n: number): Interval {
  const a = (onlyA + 1) / (n + 2);
  const b = (onlyB + 1) / (n + 2);
  const half = z * Math.sqrt((a + b - (a - b) ** 2) / (n + 2));
  return { low: Math.max(-1, a - b - half), high: Math.min(1, a - b + half) };
}

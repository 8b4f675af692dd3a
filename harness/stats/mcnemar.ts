// Two models on the same questions, right or wrong: only the questions on which they differ distinguish them.
import { binomial } from './binomial.js';

/**
 * Exact two-sided McNemar test (McNemar 1947, doi:10.1007/BF02295996, in its binomial form): p for `onlyA` questions that only
 * the first passed and `onlyB` that only the second passed. 1 if there are none.
 */
export function mcnemar(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  if (n === 0) return 1;
  const tail = binomial(n, 0.5)
    .slice(0, Math.min(onlyA, onlyB) + 1)
    .reduce((sum, weight) => sum + weight, 0);
  return Math.min(1, 2 * tail);
}

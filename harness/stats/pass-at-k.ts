// The probability that at least one of k answers to a question passes, estimated from n answers to it.

/**
 * Unbiased pass@k for `passed` of `n` answers, 1 ≤ k ≤ n (Chen et al. 2021, arXiv:2107.03374, in product form). Errors:
 * RangeError.
 */
export function passAtK(n: number, passed: number, k: number): number {
  if (!(k >= 1 && k <= n && passed >= 0 && passed <= n))
    throw new RangeError(`expected 1 ≤ k ≤ n and 0 ≤ passed ≤ n, got k ${k}, n ${n}, passed ${passed}`);
  if (k === 1) return passed / n; // the same, without the product's rounding
  if (n - passed < k) return 1;
  let none = 1;
  for (let i = n - passed + 1; i <= n; i++) none *= 1 - k / i;
  return 1 - none;
}

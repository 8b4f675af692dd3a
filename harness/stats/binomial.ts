// Binomial probabilities for any n, computed outwards from the middle term so that neither factorials nor powers overflow or
// underflow.

/** Probabilities of 0 … n successes in n trials with success probability p, 0 < p < 1; they sum to 1. */
export function binomial(n: number, p: number): number[] {
  const weights = new Array<number>(n + 1).fill(0);
  const mode = Math.min(n, Math.floor((n + 1) * p));
  weights[mode] = 1;
  const odds = p / (1 - p);
  for (let k = mode; k < n; k++) weights[k + 1] = ((weights[k] as number) * (n - k) * odds) / (k + 1);
  for (let k = mode; k > 0; k--) weights[k - 1] = ((weights[k] as number) * k) / ((n - k + 1) * odds);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

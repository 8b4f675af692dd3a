// Binomial weights for any n. Built outwards from the middle term, so that neither factorials nor powers can overflow or vanish.

/** Probabilities of 0 … n successes in n draws of chance p, 0 < p < 1; they add up to 1. */
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

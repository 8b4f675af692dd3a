// Quantiles for 95 % intervals, by other means than harness/stats: nothing in this room knows that one, so that a fault there is
// found here.

/** The 97.5 % point of the standard normal distribution (oeis.org/A220510). */
export const normal = 1.959963984540054;

/**
 * The 97.5 % point of Student's t with `freedom` degrees of freedom, a whole number from 1: by bisection of its distribution, whose
 * closed sum is in Abramowitz and Stegun 1964, 26.7.3 and 26.7.4.
 */
export function studentT(freedom: number): number {
  let [low, high] = [1, 20];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (within(middle, freedom) < 0.95) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The probability that |t| is at most `t`. */
function within(t: number, freedom: number): number {
  const angle = Math.atan(t / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = freedom % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= freedom - 2; k += 2) {
    term *= (cosine * cosine * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

// Normal and t distributions in plain arithmetic. simple-statistics uses a normal table with steps of 0.01, which is too coarse
// here.

/**
 * The probability that a standard normal value is below `z`, to 1e-13 for |z| < 9 (Marsaglia 2004, doi:10.18637/jss.v011.i04).
 */
export function normalCdf(z: number): number {
  let term = z;
  let sum = z;
  for (let i = 3; Math.abs(term) > 1e-17; i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/** The standard normal quantile of `p`, 0 < p < 1, by bisection. */
export function normalQuantile(p: number): number {
  let low = -9;
  let high = 9;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The t value with `freedom` degrees of freedom that corresponds to the normal value `z` (same tail probability; Abramowitz and
 * Stegun 1964, 26.7.5): at 95 %, within 0.001 from 4 degrees on.
 */
export function tQuantile(z: number, freedom: number): number {
  return (
    z +
    (z ** 3 + z) / 4 / freedom +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96 / freedom ** 2 +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384 / freedom ** 3 +
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160 / freedom ** 4
  );
}

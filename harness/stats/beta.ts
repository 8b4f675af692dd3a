// The beta distribution: what binomial counts say about the probability behind them (Clopper and Pearson 1934).
import { gammaln } from 'simple-statistics';

const tiny = 1e-300;

/**
 * The distribution of a beta value with parameters `a` and `b`: the probability that it is at most `x`, to 1e-10 (continued fraction
 * of Abramowitz and Stegun 1964, 26.5.8, evaluated by the method of Lentz). With a = 0 all of it lies at 0, with b = 0 at 1.
 */
export function beta(a: number, b: number): (x: number) => number {
  if (a <= 0) return (x) => Number(x >= 0);
  if (b <= 0) return (x) => Number(x >= 1);
  const constant = gammaln(a + b) - gammaln(a) - gammaln(b);
  const front = (x: number) => Math.exp(constant + a * Math.log(x) + b * Math.log1p(-x));
  // The fraction converges fast only below the mean.
  const middle = (a + 1) / (a + b + 2);
  return (x) => {
    if (x <= 0 || x >= 1) return Number(x >= 1);
    return x <= middle ? (front(x) / a) * fractionOf(x, a, b) : 1 - (front(x) / b) * fractionOf(1 - x, b, a);
  };
}

function fractionOf(x: number, a: number, b: number): number {
  let upper = 1;
  let lower = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = lower;
  for (let m = 1; m < 1000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    lower = 1 / away(1 + even * lower);
    upper = away(1 + even / upper);
    fraction *= lower * upper;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    lower = 1 / away(1 + odd * lower);
    upper = away(1 + odd / upper);
    const change = lower * upper;
    fraction *= change;
    if (Math.abs(change - 1) < 1e-14) break;
  }
  return fraction;
}

/** Never exactly 0: it is divided by. */
function away(value: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

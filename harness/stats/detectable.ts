// What a comparison could have detected: a non-significant difference means little if the data could not have shown one.
import { binomial } from './binomial.js';
import { alpha } from './level.js';
import { criticalCount } from './mcnemar.js';
import { normalQuantile } from './normal.js';

const wanted = 0.8;
const step = 0.005;

/**
 * Power of the exact McNemar test, 0 to 1: `n` pairs, of which a share `discordant` differ, and a true difference of `difference`
 * (Connett, Smith and McHugh 1987, Statistics in Medicine 6, 53–59: the number of differing pairs is itself random).
 */
export function mcnemarPower(n: number, discordant: number, difference: number, significance = alpha): number {
  const counts = discordant >= 1 ? [...new Array<number>(n).fill(0), 1] : binomial(n, discordant);
  const lean = Math.min(1, (discordant + difference) / (2 * discordant));
  return counts.reduce((power, weight, m) => {
    if (weight < 1e-9) return power;
    const critical = criticalCount(m, significance);
    if (critical < 0) return power;
    if (lean >= 1) return power + weight;
    const wins = binomial(m, lean);
    const rejected = wins.reduce((sum, w, k) => (k <= critical || k >= m - critical ? sum + w : sum), 0);
    return power + weight * rejected;
  }, 0);
}

/**
 * Smallest difference between two pass rates that `n` pairs detect with 80 % power, in steps of 0.005; null if there is none. The
 * share of differing pairs is assumed to be `discordant`, or the difference itself if that is larger.
 */
export function minimumDetectableDifference(n: number, discordant: number, significance = alpha): number | null {
  const enough = (steps: number) => mcnemarPower(n, Math.max(discordant, steps * step), steps * step, significance) >= wanted;
  const last = Math.round(1 / step);
  if (!enough(last)) return null;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (enough(middle)) high = middle;
    else low = middle;
  }
  return high * step;
}

/** The same for any paired score, from the standard error of the mean difference (Bloom 1995, doi:10.1177/0193841X9501900504). */
export function minimumDetectableShift(standardError: number, significance = alpha): number {
  return (normalQuantile(1 - significance / 2) + normalQuantile(wanted)) * standardError;
}

// How many independent answers some clustered answers are worth.
import { z } from './level.js';
import { tQuantile } from './normal.js';
import { clusteredStandardError } from './standard-error.js';

/**
 * The effective number of answers behind the mean of values (0 to 1) in clusters: the number of independent answers, each right or
 * wrong, whose share would vary as much, divided by the square of the ratio of t to normal for few clusters (Korn and Graubard 1998,
 * Survey Methodology 24, 193–201; for Wilson, Franco et al. 2019, Journal of Survey Statistics and Methodology 7, 334–364). At least
 * 1, and at most `most`: default the number of values if all are 0 or 1, else no limit. Values of 0 and 1, one per cluster: their
 * number. If there is no limit and the clusters do not differ, nothing is known of how they vary: the number of clusters.
 */
export function effectiveNumber(clusters: readonly (readonly number[])[], most?: number): number {
  const values = clusters.flat();
  const n = values.length;
  const whole = values.every((value) => value === 0 || value === 1);
  const rate = values.reduce((sum, value) => sum + value, 0) / n;
  if ((whole && clusters.length === n) || rate === 0 || rate === 1) return clusters.length;
  if (clusters.length < 2) return 1;
  const limit = most ?? (whole ? n : Number.POSITIVE_INFINITY);
  const variance = clusteredStandardError(clusters) ** 2;
  // What is left of a sum of fractions that should be 0 is no variance.
  if (variance < 1e-20 && limit === Number.POSITIVE_INFINITY) return clusters.length;
  const effect = Math.max(n / limit, variance / ((rate * (1 - rate)) / n));
  const widening = (tQuantile(z, clusters.length - 1) / z) ** 2;
  return Math.max(1, n / effect / widening);
}

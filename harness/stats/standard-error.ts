// How much a mean over clusters would vary if other clusters had been drawn.

/**
 * Standard error of the mean of values in clusters (Miller 2024, arXiv:2411.00640, with the factor m / (m − 1)); NaN for one
 * cluster.
 */
export function clusteredStandardError(clusters: readonly (readonly number[])[]): number {
  const n = clusters.reduce((sum, { length }) => sum + length, 0);
  const sums = clusters.map((values) => values.reduce((sum, value) => sum + value, 0));
  const mean = sums.reduce((sum, value) => sum + value, 0) / n;
  const squares = clusters.reduce((sum, { length }, i) => sum + ((sums[i] as number) - mean * length) ** 2, 0);
  return clusters.length < 2 ? Number.NaN : Math.sqrt((squares * clusters.length) / (clusters.length - 1)) / n;
}

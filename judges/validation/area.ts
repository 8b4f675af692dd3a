// How well a score tells two groups apart.

/** Area under the ROC curve: the chance that one of `high` scores above one of `low`, ties half (Mann and Whitney 1947). */
export function areaUnderCurve(high: number[], low: number[]): number {
  let sum = 0;
  for (const a of high) for (const b of low) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / (high.length * low.length);
}

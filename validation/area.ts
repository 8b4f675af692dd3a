// How well a score separates two groups.

/**
 * Area under the ROC curve: the probability that one of `high` scores above one of `low`, ties count half (Mann and Whitney
 * 1947).
 */
export function areaUnderCurve(high: number[], low: number[]): number {
  let sum = 0;
  for (const a of high) for (const b of low) sum += a > b ? 1 : a === b ? 0.5 : 0;
  return sum / (high.length * low.length);
}

/**
 * 95 % interval of an area from `m` and `n` scores (Newcombe 2006, method 5): all areas within 1.96 of their own standard errors
 * of `area`, so it has a width even at an area of 1.
 */
export function areaInterval(area: number, m: number, n: number): [number, number] {
  const half = (m + n) / 2 - 1;
  const error = (a: number) => Math.sqrt((a * (1 - a) * (1 + (half * (1 - a)) / (2 - a) + (half * a) / (1 + a))) / (m * n));
  const end = (towards: 0 | 1) => {
    let [inside, outside] = [area, towards as number];
    for (let i = 0; i < 50; i++) {
      const middle = (inside + outside) / 2;
      if (Math.abs(middle - area) <= 1.959964 * error(middle)) inside = middle;
      else outside = middle;
    }
    return inside;
  };
  return [end(0), end(1)];
}

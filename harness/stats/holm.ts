// With many comparisons in one report, some look significant by chance. Holm's adjustment keeps the chance of any such error at 5
// %.

/** Holm's adjusted p values, in the order given (Holm 1979, Scandinavian Journal of Statistics 6, 65–70). */
export function holm(values: readonly number[]): number[] {
  const order = values.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p || a.i - b.i);
  const adjusted = new Array<number>(values.length);
  let floor = 0;
  order.forEach(({ p, i }, rank) => {
    floor = Math.max(floor, Math.min(1, p * (values.length - rank)));
    adjusted[i] = floor;
  });
  return adjusted;
}

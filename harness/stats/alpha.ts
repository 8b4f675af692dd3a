// Agreement of any number of judges, not all of whom need to have judged everything.
import { bootstrap } from './bootstrap.js';
import type { Agreement } from './kappa.js';

export type Level = 'nominal' | 'ordinal' | 'interval';

/**
 * Krippendorff's α (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): `units` holds the values given to each
 * item, null if a judge gave none. With a 95 % bootstrap interval over the units. NaN if all values are the same.
 */
export function alpha(units: readonly (readonly (number | null)[])[], level: Level = 'nominal'): Agreement {
  const judged = units.map((unit) => unit.filter((value): value is number => value !== null)).filter((unit) => unit.length >= 2);
  const value = (drawn: readonly number[]) =>
    alphaOf(
      drawn.map((i) => judged[i] as number[]),
      level,
    );
  const interval = bootstrap(judged.length, value, { draws: 2000, seed: 'alpha' });
  return { value: value(judged.map((_, i) => i)), n: judged.length, ...interval };
}

function alphaOf(units: readonly number[][], level: Level): number {
  const values = [...new Set(units.flat())].sort((a, b) => a - b);
  const index = new Map(values.map((value, i) => [value, i]));
  const coincidences = values.map(() => new Array<number>(values.length).fill(0));
  for (const unit of units) {
    const places = unit.map((value) => index.get(value) as number);
    places.forEach((c, i) => {
      places.forEach((k, j) => {
        if (i !== j) (coincidences[c] as number[])[k] = ((coincidences[c] as number[])[k] as number) + 1 / (unit.length - 1);
      });
    });
  }
  const totals = coincidences.map((line) => line.reduce((sum, count) => sum + count, 0));
  const n = totals.reduce((sum, count) => sum + count, 0);
  let observed = 0;
  let expected = 0;
  for (let c = 0; c < values.length; c++)
    for (let k = c + 1; k < values.length; k++) {
      const distance = between(c, k, values, totals, level);
      observed += ((coincidences[c] as number[])[k] as number) * distance;
      expected += (totals[c] as number) * (totals[k] as number) * distance;
    }
  return expected === 0 ? Number.NaN : 1 - ((n - 1) * observed) / expected;
}

/** Squared distance between the values with indices c < k. */
function between(c: number, k: number, values: number[], totals: number[], level: Level): number {
  if (level === 'nominal') return 1;
  if (level === 'interval') return ((values[c] as number) - (values[k] as number)) ** 2;
  const inside = totals.slice(c, k + 1).reduce((sum, count) => sum + count, 0);
  return (inside - ((totals[c] as number) + (totals[k] as number)) / 2) ** 2;
}

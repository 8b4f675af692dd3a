// Tables with a line for each task: quality against cost, and what a doubling of the size buys.
import { claimsOf } from './cell-claims.js';
import { pairsTo } from './compared-links.js';
import type { CellLink, Numbers } from './numbers.js';

/** The table of a figure of quality against cost: each rate leads to the answers of its task and model. */
export function tradeoffLinks(
  numbers: Numbers,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): CellLink | null {
  if (header[0] !== 'task' || header[1] !== 'model' || header.length !== 4) return null;
  const idOf = (title: string) => Object.keys(numbers.titles).find((id) => numbers.titles[id] === title) ?? title;
  const groupOf = ([, model = '', rate = '']: readonly string[]) => ({
    is: { model: idOf(model) },
    claims: claimsOf('', rate, false),
  });
  const bases = new Map(
    [...new Set(rows.map(([task = '']) => task))].map((task) => [
      task,
      numbers.baseOf(rows.filter((row) => row[0] === task).map(groupOf), task),
    ]),
  );
  return (r, c) => {
    if (c !== 2) return undefined;
    const row = rows[r] ?? [];
    const base = bases.get(row[0] ?? '');
    return base ? numbers.link(base, groupOf(row).is, 'scored') : null;
  };
}

/** Differences in points lead to the rows of the comparison that has them, and the number of pairs. */
export function doublingLinks(
  numbers: Numbers,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): CellLink | null {
  if (header[0] !== 'task' || header[1] !== 'pairs' || header[2] !== 'more, points') return null;
  const differences = numbers.statistics?.differences ?? [];
  const printed = (points: string) => points.split(' ')[0]?.replace('−', '-');
  return (r, c) => {
    if (c !== 2) return undefined;
    const [, pairs = '', points = ''] = rows[r] ?? [];
    const fits = differences.filter(
      ({ n, difference }) => String(n) === pairs && (100 * difference).toFixed(1) === printed(points),
    );
    return fits.length === 1 && fits[0] ? pairsTo(fits[0], numbers) : null;
  };
}

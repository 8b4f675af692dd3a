// How many claims of each verdict there are leads to the table of the same page that has them.
import type { CellLink } from './numbers.js';

/** A table of a page, in the order of the page. */
export interface Printed {
  header: readonly string[];
  rows: readonly (readonly string[])[];
  /** the end of the address that shows it, with its # */
  to: string;
}

/** Links of a table of verdicts by side to the table of claims of this side; null if it is another table. */
export function claimsLinks(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  all: readonly Printed[],
): CellLink | null {
  if (header[0] !== 'verdict') return null;
  const tables = header.map((side) => all.filter((one) => one.header[0] === 'claim' && one.header[1] === side));
  if (!tables.slice(1).every(({ length }) => length === 1)) return null;
  return (r, c, text) => {
    const [table] = tables[c] ?? [];
    if (c === 0 || !table) return undefined;
    const verdict = rows[r]?.[0] ?? '';
    const at = table.header.indexOf('verdict');
    const count = table.rows.filter((row) => row[at] === verdict || row[at]?.startsWith(`${verdict}: `)).length;
    return String(count) === text ? table.to : null;
  };
}

// The cells of a table that lead to the rows they were counted from.
import { claimsOf } from './cell-claims.js';
import { claimsLinks, type Printed } from './claims-links.js';
import { detailLinks } from './detail-links.js';
import { endingLinks } from './ending-links.js';
import { judgedLinks } from './judged-links.js';
import type { Base, CellLink, Claim, Coverage, Numbers } from './numbers.js';
import { predictionLinks } from './prediction-links.js';
import { doublingLinks, tradeoffLinks } from './task-links.js';

/** Addresses by row and column of the table; null where a cell leads nowhere. `all`: the tables of the page. */
export function tableLinks(
  numbers: Numbers,
  header: readonly string[],
  rows: readonly (readonly string[])[],
  all: readonly Printed[] = [],
): { links: (string | null)[][]; coverage: Coverage } {
  const special = [
    claimsLinks(header, rows, all),
    endingLinks(numbers, header, rows),
    judgedLinks(numbers, header, rows),
    detailLinks(numbers, header, rows),
    tradeoffLinks(numbers, header, rows),
    doublingLinks(numbers, header, rows),
    predictionLinks(numbers, header, rows),
    verdictLinks(numbers, header, rows),
  ].flatMap((one) => one ?? []);
  const plain = rateLinks(numbers, header, rows);
  const coverage = { numbers: 0, linked: 0 };
  const links = rows.map((row, r) =>
    row.map((text, c) => {
      const found = [plain, ...special].map((one) => (/^(0|0 \(.*\))$/.test(text) ? undefined : one(r, c, text))); // no row to lead to
      const to = found.find((one) => typeof one === 'string') ?? null;
      if (found.some((one) => one !== undefined)) coverage.numbers++;
      if (to !== null) coverage.linked++;
      return to;
    }),
  );
  return { links, coverage };
}

/** Counts and rates by fields of the rows. */
function rateLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink {
  const leading = header.findIndex((title) => !numbers.isField(title));
  const fields = header.slice(0, Math.max(0, leading));
  if (fields.length === 0) return (_row, _column, text) => (/^[−-]?\d+(\.\d+)?( %)?$/.test(text) ? null : undefined);
  const rest = header.slice(fields.length);
  const across = numbers.crossed(rest);
  const groupOf = (row: readonly string[], column: number) => ({
    ...Object.fromEntries(fields.map((field, i) => [field, row[i] ?? ''])),
    ...(across ? { [across]: header[column] ?? '' } : {}),
  });
  const links = rows.map((row) => row.map((): string | null | undefined => undefined));
  let rates: Base | null = null;
  for (let column = fields.length; column < header.length; column++) {
    const title = header[column] ?? '';
    const groups = rows.map((row) => ({ is: groupOf(row, column), claims: claimsOf(title, row[column] ?? '', across !== null) }));
    const ofRates = ['%', '95 % interval', 'lenient, %'].includes(title);
    const base: Base | null = ofRates ? rates : numbers.baseOf(groups, title.replace(/, %$/, ''));
    if (title === 'passed') rates = base ?? null;
    for (const [i, { is, claims }] of groups.entries()) {
      const text = rows[i]?.[column] ?? '';
      const zero = claims.every(({ count }) => count === 0) && claims.length > 0;
      if (!/\d/.test(text) || zero) continue;
      const own = base ?? (title === 'answers' ? numbers.baseOf([{ is, claims }], title) : null);
      const to =
        !own || (claims.length === 0 && !ofRates)
          ? null
          : title === 'lenient, %'
            ? lenientLink(numbers, own, is, text)
            : numbers.link(own, is, outcomeOf(title, claims));
      (links[i] as (string | null | undefined)[])[column] = to;
    }
  }
  return (r, c) => links[r]?.[c];
}

/** To the rows that pass if an answer that is cut off or loops may; to all scored if none does. */
function lenientLink(numbers: Numbers, base: Base, is: Record<string, string>, text: string): string | null {
  const scored = numbers.rowsOf(base, is).filter(({ outcome }) => outcome !== 'unscored');
  const passed = scored.filter(({ lenient }) => Number(lenient) === 1);
  if (scored.length === 0 || ((100 * passed.length) / scored.length).toFixed(1) !== text) return null;
  return numbers.toRows(passed.length > 0 ? passed : scored);
}

/** What a judge says of an answer, quoted in a table: to the one row in which it says so. */
function verdictLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  const [verdict, why] = [header.indexOf('verdict'), header.indexOf('why')];
  if (verdict < 0 || why < 0) return null;
  return (r, c, text) => {
    if (c !== why || !/\d/.test(text)) return undefined;
    const row = rows[r] ?? [];
    const found = numbers.rows.filter((one) => row.includes(one.model) && one.verdict === row[verdict] && one.why === text);
    return found.length === 1 ? numbers.toRows(found) : null;
  };
}

function outcomeOf(title: string, claims: readonly Claim[]): Claim['outcome'] {
  if (title === '%' || title === '95 % interval') return 'scored';
  const [first] = claims;
  return claims.length > 1 ? 'scored' : (first?.outcome ?? '');
}

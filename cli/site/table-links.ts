// The cells of a table that lead to the rows they were counted from.
import type { Base, Claim, Numbers } from './numbers.js';

/** How many cells hold a number of rows or a rate, and how many of them lead to rows. */
export interface Coverage {
  numbers: number;
  linked: number;
}

/** Addresses by row and column of the table; null where a cell leads nowhere. */
export function tableLinks(
  numbers: Numbers,
  header: readonly string[],
  rows: readonly (readonly string[])[],
): { links: (string | null)[][]; coverage: Coverage } {
  const links = rows.map((row) => row.map((): string | null => null));
  const leading = header.findIndex((title) => !numbers.isField(title));
  const fields = header.slice(0, Math.max(0, leading));
  const rest = header.slice(fields.length);
  const across = fields.length > 0 ? numbers.crossed(rest) : null;
  const groupOf = (row: readonly string[], column: number) => ({
    ...Object.fromEntries(fields.map((field, i) => [field, row[i] ?? ''])),
    ...(across ? { [across]: header[column] ?? '' } : {}),
  });
  const coverage = { numbers: 0, linked: 0 };
  let rates: Base | null = null;
  for (let column = fields.length; column < header.length && fields.length > 0; column++) {
    const title = header[column] ?? '';
    const groups = rows.map((row) => ({ is: groupOf(row, column), claims: claimsOf(title, row[column] ?? '', across !== null) }));
    const base: Base | null = ['%', '95 % interval'].includes(title) ? rates : numbers.baseOf(groups, title.replace(/, %$/, ''));
    if (title === 'passed') rates = base ?? null;
    for (const [i, { is, claims }] of groups.entries()) {
      const text = rows[i]?.[column] ?? '';
      const zero = claims.every(({ count }) => count === 0) && claims.length > 0;
      if (!/\d/.test(text) || zero) continue; // no row to lead to
      coverage.numbers++;
      if (!base || (claims.length === 0 && !['%', '95 % interval'].includes(title))) continue;
      (links[i] as (string | null)[])[column] = numbers.link(base, is, outcomeOf(title, claims));
      coverage.linked++;
    }
  }
  if (fields.length === 0) coverage.numbers += rows.flat().filter((text) => /^[−-]?\d+(\.\d+)?( %)?$/.test(text)).length;
  return { links, coverage };
}

function outcomeOf(title: string, claims: readonly Claim[]): Claim['outcome'] {
  if (title === '%' || title === '95 % interval') return 'scored';
  const [first] = claims;
  return claims.length > 1 ? 'scored' : (first?.outcome ?? '');
}

/** What a cell says that rows can confirm; none if nothing. */
export function claimsOf(title: string, text: string, crossed: boolean): Claim[] {
  const whole = /^(\d+)(?: \(.*\))?$/.exec(text)?.[1];
  if ((title === 'passed' || title === 'scored' || title === 'unscored') && whole !== undefined)
    return [{ outcome: title, count: Number(whole) }];
  if (title === 'answers' && /^\d+$/.test(text)) return [{ outcome: '', count: Number(text), answers: true }];
  const [, passed, scored, unscored] = /, (\d+)\/(\d+)(?:, (\d+) unscored)?$/.exec(text) ?? [];
  if (passed !== undefined)
    return [
      { outcome: 'passed', count: Number(passed) },
      { outcome: 'scored', count: Number(scored) },
      ...(unscored === undefined ? [] : [{ outcome: 'unscored' as const, count: Number(unscored) }]),
    ];
  const [, share, n, left] = /^([\d.]+) \(.*, n = (\d+)(?:, (\d+) unscored)?\)$/.exec(text) ?? [];
  if (n !== undefined)
    return [
      { outcome: 'passed', count: Math.round((Number(share) / 100) * Number(n)) },
      { outcome: 'scored', count: Number(n) },
      ...(left === undefined ? [] : [{ outcome: 'unscored' as const, count: Number(left) }]),
    ];
  return crossed && whole !== undefined && text === whole ? [{ outcome: '', count: Number(whole) }] : [];
}

// Tables of what a judge reports beside its verdict: how many answers have a value, and means of it. Their cells lead to the answers with that value.
import { quantileSorted } from 'simple-statistics';
import { answerId, type Row } from '../../page/rows.js';
import { type CellLink, eachAnswer, type Numbers, onlyOne } from './numbers.js';

/** Links of a table of counts by verdict or detail, of means, or of spreads; null if it is another, or no one judge's rows give its numbers. */
export function detailLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  if (header.length > 1 && numbers.crossed(header.slice(1)) === 'model') return countLinks(numbers, header, rows);
  if (header.slice(1).join() === spread.join()) return spreadLinks(numbers, header, rows);
  const at = header.indexOf('answers');
  const details = header.slice(at + 1);
  return at > 0 && details.length > 0 && details.every((name) => valuesOf(numbers, name).length > 0)
    ? meanLinks(numbers, header, rows, at)
    : null;
}

/** A judge's rows, all or those of one condition. */
function setsOf(numbers: Numbers): Row[][] {
  const several = (row: Row) => [JSON.stringify([row.judge]), JSON.stringify([row.judge, row.condition])];
  const keys = [...new Set(numbers.rows.flatMap(several))];
  const sets = keys.map((key) => numbers.rows.filter((row) => several(row).includes(key)));
  return [...new Map(sets.map((set) => [set.map(({ line }) => line).join(), set])).values()];
}

function countLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  const [by = '', ...models] = header;
  const saidOf = (row: Row) => (by === 'verdict' ? row.verdict : String(detailsOf(row)[by] ?? 'none'));
  const cell = (set: readonly Row[], r: number, c: number) =>
    set.filter((row) => row.model === models[c - 1] && saidOf(row) === rows[r]?.[0]);
  const fits = setsOf(numbers).filter(
    (set) =>
      (by === 'verdict' || set.some((row) => by in detailsOf(row))) &&
      rows.every((row, r) => row.every((text, c) => c === 0 || String(cell(set, r, c).length) === text)),
  );
  const set = onlyOne(fits, (one) => one);
  return set && ((r, c) => (c === 0 ? undefined : numbers.toRows(cell(set, r, c))));
}

/** "0.19 [0.09–0.36], n = 4": of each detail the mean of the answers that have a value. */
function meanLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[], at: number): CellLink {
  return (r, c, text) => {
    if (c <= at || !/\d/.test(text) || text.endsWith(', n = 0')) return undefined;
    const [, mean, n] = /^([\d.]+)(?: \[.*\])?, n = (\d+)$/.exec(text) ?? [];
    const is = Object.fromEntries(header.slice(0, at).map((name, i) => [name, rows[r]?.[i] ?? '']));
    const own = new Set(numbers.like(is));
    const fits = valuesOf(numbers, header[c] ?? '')
      .map((all) => all.filter(({ row }) => own.has(row)))
      .filter(
        (all) => String(all.length) === n && (all.reduce((sum, { value }) => sum + value, 0) / all.length).toFixed(2) === mean,
      );
    const all = onlyOne(fits, rowsIn);
    return all && numbers.toRows(rowsIn(all));
  };
}

const spread = ['n', 'without', 'least', 'lower quartile', 'median', 'upper quartile', 'most'];

/** Where each column of a spread stands among the values, 0 to 1. */
const shares: Record<string, number> = { least: 0, 'lower quartile': 0.25, median: 0.5, 'upper quartile': 0.75, most: 1 };

/**
 * How one detail is spread, by model and other fields; which, its numbers tell. The ends lead to the answers that have them, quartiles and
 * median to all answers of the line, as these lie between values.
 */
function spreadLinks(numbers: Numbers, header: readonly string[], rows: readonly (readonly string[])[]): CellLink | null {
  const fields = (header[0] ?? '').split(' · ');
  if (!fields.every((field) => numbers.isField(field))) return null;
  const groups = rows.map((row) => {
    const values = (row[0] ?? '').split(' · ');
    return new Set(numbers.like(Object.fromEntries(fields.map((field, i) => [field, values[i] ?? '']))));
  });
  const cell = (all: readonly Valued[], r: number, title: string): { text: string; rows: Row[] } => {
    const own = all.filter(({ row }) => groups[r]?.has(row));
    if (title === 'n') return { text: String(own.length), rows: rowsIn(own) };
    if (title === 'without') {
      const judges = new Set(rowsIn(all).map(({ judge }) => judge));
      const having = new Set(rowsIn(own).map(answerId));
      const others = [...(groups[r] ?? [])].filter((row) => judges.has(row.judge) && !having.has(answerId(row)));
      const each = eachAnswer(others);
      return { text: String(each.length), rows: each };
    }
    if (own.length === 0) return { text: '–', rows: [] };
    const at = quantileSorted(
      own.map(({ value }) => value).sort((a, b) => a - b),
      shares[title] ?? 0,
    );
    const between = title !== 'least' && title !== 'most';
    return { text: at.toFixed(2), rows: rowsIn(between ? own : own.filter(({ value }) => value === at)) };
  };
  const fits = namesOf(numbers)
    .flatMap((name) => valuesOf(numbers, name))
    .filter((all) => rows.every((row, r) => spread.every((title) => cell(all, r, title).text === row[header.indexOf(title)])));
  const all = onlyOne(fits, rowsIn);
  if (!all) return null;
  return (r, c, text) => {
    const title = header[c] ?? '';
    if (c === 0 || !/\d/.test(text)) return undefined;
    return numbers.toRows(cell(all, r, title).rows);
  };
}

interface Valued {
  row: Row;
  /** 0 to 1 */
  value: number;
}

/** The rows that have a number or a truth value of this detail: of each judge, and of all judges, each answer by the first that has one. */
export function valuesOf({ rows }: Numbers, name: string): Valued[][] {
  const found = new Map<string, Valued[]>();
  for (const row of rows) {
    const value = detailsOf(row)[name];
    if (typeof value !== 'number' && typeof value !== 'boolean') continue;
    found.set(row.judge, [...(found.get(row.judge) ?? []), { row, value: Number(value) }]);
  }
  const judges = [...found.values()];
  const first = (order: Valued[][]) => [
    ...new Map(
      order
        .toReversed()
        .flat()
        .map((one) => [answerId(one.row), one]),
    ).values(),
  ];
  return judges.length > 1 ? [...judges, first(judges), first(judges.toReversed())] : judges;
}

function rowsIn(all: readonly Valued[]): Row[] {
  return all.map(({ row }) => row);
}

function namesOf({ rows }: Numbers): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(detailsOf(row))))];
}

const read = new WeakMap<Row, Record<string, unknown>>();

function detailsOf(row: Row): Record<string, unknown> {
  const known = read.get(row);
  if (known) return known;
  let details: unknown = {};
  try {
    details = JSON.parse(row.details || '{}');
  } catch {
    // a CSV from elsewhere may hold anything
  }
  const found = (typeof details === 'object' && details !== null && !Array.isArray(details) ? details : {}) as Record<
    string,
    unknown
  >;
  read.set(row, found);
  return found;
}

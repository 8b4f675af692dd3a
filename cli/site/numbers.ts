// Which rows a printed number was counted from. A number leads to rows only if the rows, counted here by the page's own filter, give that number.
import type { Statistics } from '../../harness/core/statistics.js';
import { cellOf, chosen, type Filter, format, linesOf, noFilter, parse } from '../../page/filter.js';
import { answerId, type Row } from '../../page/rows.js';

/** What a number counts. */
export interface Claim {
  outcome: Filter['outcome'];
  count: number;
  /** each answer once, whatever judges say of it */
  answers?: true;
}

/** How many cells hold a number of rows or a rate, and how many of them lead to rows. */
export interface Coverage {
  numbers: number;
  linked: number;
}

/** The address of a cell by row and column of its table: null where it leads nowhere, undefined where it is no number. */
export type CellLink = (row: number, column: number, text: string) => string | null | undefined;

/** A judge, and the rows of the CSV that a table of its rates is about. */
export interface Base {
  /** '' for all judges */
  judge: string;
  /** '' for all */
  lines: string;
  /** the fields that it groups by; null: any */
  by: string[] | null;
}

export class Numbers {
  readonly rows: readonly Row[];
  private readonly bases: Base[];
  private readonly counted = new Map<string, { all: number; passed: number; unscored: number; answers: number }>();
  private readonly fields: Set<string>;
  private readonly models: Set<string>;

  constructor(
    rows: readonly Row[],
    readonly statistics: Statistics | undefined,
    readonly titles: Record<string, string>,
  ) {
    this.rows = rows;
    const judges = [...new Set(rows.map(({ judge }) => judge))];
    this.models = new Set(rows.map(({ model }) => model));
    this.fields = new Set([
      'model',
      'judge',
      'verdict',
      'condition',
      'dataset',
      ...rows.flatMap((row) => Object.keys(row.fields)),
    ]);
    const told = (statistics?.rates ?? []).flatMap(({ judge, lines, by }) => (lines === null ? [] : [{ judge, by, lines }]));
    this.bases = [
      ...told.map(({ judge, by, lines }) => ({ judge, by, lines: this.whole(judge, lines) ? '' : lines })),
      ...judges.map((judge) => ({ judge, by: null, lines: '' })),
      { judge: '', by: null, lines: '' },
      // other judges on the same answers: a table may show a judge of which the manifest has no rates
      ...told
        .flatMap(({ by, lines }) => judges.map((judge) => ({ judge, by, lines: this.sameAnswers(judge, lines) })))
        .filter(({ lines }) => lines !== ''),
    ];
  }

  private sameAnswers(judge: string, lines: string): string {
    const named = linesOf(lines);
    const answers = new Set(this.rows.filter(({ line }) => named.has(line)).map(answerId));
    return rangesOf(this.rows.filter((row) => row.judge === judge && answers.has(answerId(row))).map(({ line }) => line));
  }

  /** Whether these lines are all rows of the judge. */
  whole(judge: string, lines: string): boolean {
    const named = linesOf(lines);
    const own = this.rows.filter((row) => row.judge === judge);
    return own.length === named.size && own.every(({ line }) => named.has(line));
  }

  isField(title: string): boolean {
    return this.fields.has(title);
  }

  /** Fields whose values, or models' names, all these titles are. */
  crossed(titles: readonly string[]): string | null {
    if (titles.length === 0) return null;
    if (titles.every((title) => this.models.has(title))) return 'model';
    for (const field of this.fields) {
      const values = new Set(this.rows.map((row) => cellOf(row, field)));
      if (titles.every((title) => values.has(title))) return field;
    }
    return null;
  }

  /**
   * The first judge and rows for which all claims hold, those of tables grouped by the same fields first; null if there are none.
   * `title`: of the column, which may name an aspect of a judge.
   */
  baseOf(groups: readonly { is: Record<string, string>; claims: readonly Claim[] }[], title: string): Base | null {
    const real = groups.filter(({ claims }) => claims.length > 0);
    if (real.length === 0) return null;
    const by = Object.keys(real[0]?.is ?? {})
      .sort()
      .join();
    const like = (base: Base) => (base.by?.slice().sort().join() === by ? 0 : 1);
    const aspect = (base: Base) => (base.judge.endsWith(`: ${title}`) ? 0 : 1);
    const order = [...this.bases].sort((a, b) => aspect(a) - aspect(b) || like(a) - like(b));
    return order.find((base) => real.every(({ is, claims }) => this.confirms(base, is, claims))) ?? null;
  }

  /** Whether all claims hold of these rows. */
  confirms(base: Base, is: Record<string, string>, claims: readonly Claim[]): boolean {
    return claims.every((claim) => this.holds(base, is, claim));
  }

  private holds(base: Base, is: Record<string, string>, { outcome, count, answers }: Claim): boolean {
    const { all, passed, unscored, answers: different } = this.countOf(base, is);
    if (answers) return different === count;
    return { '': all, passed, unscored, scored: all - unscored, failed: all - unscored - passed }[outcome] === count;
  }

  /** The rows of a base and group. */
  rowsOf({ judge, lines }: Pick<Base, 'judge' | 'lines'>, is: Record<string, string>): Row[] {
    return chosen(this.rows, { ...noFilter, is: judge === '' ? is : { ...is, judge }, lines });
  }

  private countOf({ judge, lines }: Base, is: Record<string, string>) {
    const key = JSON.stringify([judge, lines, is]);
    const known = this.counted.get(key);
    if (known) return known;
    const rows = this.rowsOf({ judge, lines }, is);
    const count = {
      all: rows.length,
      passed: rows.filter(({ outcome }) => outcome === 'passed').length,
      unscored: rows.filter(({ outcome }) => outcome === 'unscored').length,
      answers: new Set(rows.map(answerId)).size,
    };
    this.counted.set(key, count);
    return count;
  }

  /** The end of an address that shows these rows, with its #. */
  link({ judge, lines }: Base, is: Record<string, string>, outcome: Filter['outcome'], differ = false): string {
    const several = new Set(this.rows.map((row) => row.judge)).size > 1;
    return `#${format({ ...noFilter, is: { ...is, ...(several && judge !== '' ? { judge } : {}) }, lines, outcome, differ }, null)}`;
  }

  /** The end of an address that shows these rows and no other, with its #; null for none. */
  toRows(rows: readonly Row[]): string | null {
    if (rows.length === 0) return null;
    const lines = rows.map(({ line }) => line).sort((a, b) => a - b);
    const hash = format({ ...noFilter, lines: rangesOf(lines) }, null);
    const shown = chosen(this.rows, parse(hash).filter).map(({ line }) => line);
    return shown.join() === lines.join() ? `#${hash}` : null;
  }

  /** The rows whose columns or fields have these values. */
  like(is: Record<string, string>): Row[] {
    return chosen(this.rows, { ...noFilter, is });
  }
}

/** Ascending numbers as `linesOf` reads them: "1-64,70-90/2". */
export function rangesOf(lines: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const from = lines[i] as number;
    const step = (lines[i + 1] ?? from + 1) - from;
    let end = i;
    while (lines[end + 1] === (lines[end] as number) + step) end++;
    if (end - i === 1 && step > 1) end = i; // two far apart are no range
    const to = lines[end] as number;
    parts.push(end === i ? String(from) : `${from}-${to}${step > 1 ? `/${step}` : ''}`);
    i = end + 1;
  }
  return parts.join();
}

/** Of candidates that rest on the same answers, as a CSV may hold them twice or of several judges, the first; null if others fit too. */
export function onlyOne<T>(fits: readonly T[], rowsIn: (one: T) => readonly Row[]): T | null {
  const key = (one: T) =>
    rowsIn(one)
      .map(({ model, dataset, sample, trial, output }) => JSON.stringify([model, dataset, sample, trial, output]))
      .join();
  return new Set(fits.map(key)).size === 1 ? (fits[0] ?? null) : null;
}

/** The first row of each answer, whatever judges say of it. */
export function eachAnswer(rows: readonly Row[]): Row[] {
  const seen = new Set<string>();
  return rows.filter((row) => seen.size < seen.add(answerId(row)).size);
}

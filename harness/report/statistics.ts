// The rates and comparisons that a page prints, with the lines of its CSV that they come from, so that anyone can compute them anew.
import type { Content, Family, Says, Statistic, Test } from '../core/content.js';
import { type CsvLines, type RateNumbers, type Statistics, short } from '../core/statistics.js';
import type { Row } from '../core/types.js';
import type { Ran } from '../run/ran.js';
import { holm } from '../stats/holm.js';
import type { Page } from './page.js';

/** Everything that the page prints and that carries its statistics; null if nothing does. A test counts once, however often shown. */
export function statisticsOf(page: Page, family: Family): Statistics | null {
  const shown = new Set(page.shown.flatMap(({ content }) => statisticsIn(content)));
  const all = [...new Set([...shown, ...quotedBy(page)])];
  const lineOf = linesOf(page.ran);
  const headlines = new Map(
    page.headlines.flatMap(({ rates, what = '' }) => rates.statistics.map((one): [Statistic, string] => [one, what])),
  );
  const adjusted = holm(family.map(({ p }) => p));
  const rates = all.flatMap((from) => {
    if (!from.rates) return [];
    const { judge, measure, by, clusters, groups } = from.rates;
    const among = clusters === undefined ? {} : { clusters };
    const lines = csvLines(from, judge, [...by, ...Object.values(among)], lineOf);
    const headline = headlines.get(from);
    const held = headline === undefined ? {} : { headline };
    return [{ judge, measure, by, ...among, groups: groups.map(rounded), lines, shown: shown.has(from), ...held }];
  });
  const differences = all.flatMap((from) => {
    const { difference } = from;
    if (!difference) return [];
    const { test, difference: value, low, high, ...rest } = difference;
    const place = family.indexOf(test as Test);
    if (place < 0) return [];
    const fields = [rest.of, ...Object.keys(rest.group), ...(rest.clusters === undefined ? [] : [rest.clusters])];
    return [
      {
        ...rest,
        ...{ difference: short(value), low: short(low), high: short(high) },
        ...{ test: test.name, alone: short(test.p), p: short(adjusted[place] as number) },
        lines: csvLines(from, rest.judge, fields, lineOf),
        shown: shown.has(from),
      },
    ];
  });
  return rates.length + differences.length > 0 ? { rates, differences, family: family.length } : null;
}

function statisticsIn(one: Content | Says | undefined): readonly Statistic[] {
  if (typeof one !== 'object') return [];
  return ('kind' in one && one.kind === 'figure' ? one.table.statistics : one.statistics) ?? [];
}

/** What other pages quote. */
function quotedBy({ headlines, fronts }: Page): Statistic[] {
  return [
    ...headlines.flatMap(({ rates, difference }) => [...rates.statistics, ...statisticsIn(difference)]),
    ...fronts.slice(0, 1).flatMap(({ says }) => statisticsIn(says)),
  ];
}

function rounded(one: RateNumbers): RateNumbers {
  const { group, passed, passedAsJudged, scored, unscored, rate, low, high, method } = one;
  const ends = { rate: rate === null ? null : short(rate), low: short(low), high: short(high) };
  return { group, passed, ...(passedAsJudged === undefined ? {} : { passedAsJudged }), scored, unscored, ...ends, method };
}

type LineOf = (row: Row, judge: string) => { line: number; score: number | null } | undefined;

/** Where in the CSV a judge's grade of a row is, and its score there; also of a copy of a row. */
function linesOf(all: readonly Ran[]): LineOf {
  const firstLine = new Map<Row, number>();
  let line = 1;
  for (const { rows } of all)
    for (const row of rows) {
      firstLine.set(row, line);
      line += row.grades.length;
    }
  const within = (row: Row, judge: string) => {
    const place = row.grades.findLastIndex((grade) => grade.judge === judge);
    return place < 0
      ? undefined
      : { line: (firstLine.get(row) as number) + place, score: row.grades[place]?.score as number | null };
  };
  let copies: Map<string, { line: number; score: number | null }> | null = null; // made for the first copy, as it is large
  return (row, judge) => {
    if (firstLine.has(row)) {
      const found = within(row, judge);
      if (found) return found;
    }
    copies ??= byIdentity(firstLine);
    return copies.get(identityOf(row, judge));
  };
}

/** The first place of every grade, by what a copy of its row has too. */
function byIdentity(firstLine: ReadonlyMap<Row, number>) {
  const found = new Map<string, { line: number; score: number | null }>();
  for (const [row, line] of firstLine)
    for (const [i, { judge, score }] of row.grades.entries()) {
      const identity = identityOf(row, judge);
      if (!found.has(identity)) found.set(identity, { line: line + i, score });
    }
  return found;
}

function identityOf({ model, sample, condition, trial, generation }: Row, judge: string): string {
  return JSON.stringify([model.id, sample.id, condition, trial, generation.key, judge]);
}

/** null if a row or a score is not in the CSV, or a field has no column there. */
function csvLines({ rows, scores }: Statistic, judge: string, fields: readonly string[], lineOf: LineOf): CsvLines {
  const lines: number[] = [];
  for (const [i, row] of rows.entries()) {
    const place = lineOf(row, judge);
    if (!place || place.score !== scores[i]) return null;
    lines.push(place.line);
  }
  const hasColumn = (field: string) =>
    rows.every(({ sample }) => ['string', 'number', 'boolean', 'undefined'].includes(typeof sample[field]));
  return fields.every(hasColumn) ? ranges(lines.sort((a, b) => a - b)) : null;
}

/** "1-64", "2-128/2", "7"; as few as a greedy look finds. */
function ranges(lines: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < lines.length; ) {
    const from = lines[i] as number;
    const step = (lines[i + 1] ?? from) - from;
    let end = i + 1;
    while (end < lines.length && (lines[end] as number) - (lines[end - 1] as number) === step) end++;
    if (step > 1 && end - i < 3) end = i + 1;
    const to = lines[end - 1] as number;
    parts.push(to === from ? String(from) : `${from}-${to}${step > 1 ? `/${step}` : ''}`);
    i = end;
  }
  return parts.join(',');
}

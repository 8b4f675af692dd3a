// Computes a report's rates, intervals, differences and p values anew from its CSV, and compares them with what the manifest states
// and the page prints. It uses nothing of harness/stats and harness/analysis: the same fault would have to be made twice.
import type { Difference } from '../core/content.js';
import type { DifferenceNumbers, Statistics } from '../core/statistics.js';
import { differenceFaults } from './difference-faults.js';
import { numbersIn, onlyPrints } from './printed.js';
import { ratesFaults } from './rate-faults.js';
import { holdsFields, type Line, linesIn } from './rows.js';
import { holmAdjusted } from './tests.js';

export interface Recomputed {
  /** rates and comparisons that were computed anew */
  checked: number;
  /** those whose rows, scores or fields no CSV holds */
  unchecked: number;
  /** what does not agree, each in one line */
  faults: string[];
}

export interface Stated {
  csv: readonly Line[];
  /** text of the page */
  page: string;
  statistics: Statistics;
  /** what other pages show of the report */
  headlines: readonly Readonly<Record<string, string | undefined>>[];
  differences: readonly Difference[];
}

export function recompute({ csv, page, statistics, headlines, differences }: Stated): Recomputed {
  const printed = numbersIn(page);
  const faults: string[] = [];
  let [checked, unchecked] = [0, 0];
  const look = (lines: string | null, fields: string[], count: number, check: (lines: Line[]) => string[]) => {
    if (lines === null || !holdsFields(csv, fields)) {
      unchecked += count;
      return;
    }
    checked += count;
    const found = linesIn(csv, lines);
    if (found.includes(undefined)) faults.push(`expected records ${lines} in the CSV, got ${csv.length}`);
    else faults.push(...check(found as Line[]));
  };
  for (const { lines, shown, ...rates } of statistics.rates)
    look(lines, [...rates.by, ...named(rates.clusters)], rates.groups.length, (found) =>
      ratesFaults(rates, found, shown ? printed : null),
    );
  for (const { lines, shown, ...one } of statistics.differences)
    look(lines, [one.of, ...Object.keys(one.group), ...named(one.clusters)], 1, (found) =>
      differenceFaults(one, found, shown ? printed : null),
    );
  faults.push(...familyFaults(statistics), ...quoteFaults(statistics, headlines, differences));
  return { checked, unchecked, faults };
}

function named(field: string | undefined): string[] {
  return field === undefined ? [] : [field];
}

/** Adjusted p values follow from those of each comparison alone; where a page adjusts for others too, they are not computed. */
function familyFaults({ differences, family }: Statistics): string[] {
  if (differences.length !== family) return [];
  const wanted = holmAdjusted(differences.map(({ alone }) => alone));
  return differences.flatMap(({ a, b, p }, i) => {
    const expected = wanted[i] as number;
    if (Math.abs(p - expected) <= 1e-6 * (family + 1)) return [];
    return [`${a} against ${b}: expected p ${expected.toFixed(6)} after Holm’s adjustment, got ${p}`];
  });
}

/** Headlines and differences are quoted on other pages: each must be one of the numbers that were computed anew. */
function quoteFaults(
  { rates, differences: all }: Statistics,
  headlines: Stated['headlines'],
  quoted: readonly Difference[],
): string[] {
  const groups = rates.flatMap((one) => one.groups);
  const names = ['', ...headlines.map(({ what = '' }) => what)]; // where a report has several headlines
  const known = ({ text = '', ...group }: Stated['headlines'][number]) =>
    groups
      .filter((one) => Object.entries(one.group).every(([field, value]) => group[field] === value))
      .some(({ rate, low, high, passed, scored, unscored }) =>
        onlyPrints(text, rate === null ? [unscored] : [100 * rate, 100 * low, 100 * high, passed, scored, unscored]),
      );
  const same = (one: Difference, other: DifferenceNumbers) =>
    (['a', 'b', 'difference', 'low', 'high', 'p', 'n'] as const).every((field) => one[field] === other[field]) &&
    names.some((name) => one.group === [name, ...Object.values(other.group)].filter(Boolean).join(', '));
  return [
    ...headlines
      .filter((one) => !known(one))
      .map(({ text, model }) => `headline of ${model}: expected one of the rates, got "${text}"`),
    ...quoted
      .filter((one) => !all.some((other) => same(one, other)))
      .map(({ a, b }) => `${a} against ${b}: expected one of the comparisons as headline, got another`),
  ];
}

// Tables of the cost of the harness at three sizes, and of the speed of the judges.
import { median } from 'simple-statistics';
import { markdown } from '../harness/core/tables.js';
import { gradings } from './gradings.js';
import { type Growth, sizes } from './growth-project.js';
import { digits, ranged, spread } from './ratios.js';
import type { Results } from './store.js';

const parts: [keyof Growth, string][] = [
  ['load', 'load the dataset, s'],
  ['replay', 'replay, s'],
  ['math', 'grade the sums, s'],
  ['json', 'grade the JSON, s'],
  ['weave', 'weave the report, s'],
  ['process', 'the whole process, s'],
  ['peakMemoryMB', 'peak memory, MB'],
];

/** One line per part: medians at each size, and the cost factor for ten times the rows. */
export function growthTable(results: Results): string {
  const at = (rows: number, part: keyof Growth) => results.of(`harness/growth/${rows}`).map(({ values }) => Number(values[part]));
  const measured = sizes.filter((rows) => at(rows, 'process').length > 0);
  const steps = measured.slice(1).map((rows, i) => [measured[i] as number, rows] as const);
  return markdown({
    columns: [
      '',
      ...measured.map((rows) => `${thousands(rows)} rows`),
      ...steps.map(([a, b]) => `${thousands(a)} → ${thousands(b)}`),
    ].map((title, i) => ({ title, align: i > 0 ? ('right' as const) : ('left' as const) })),
    rows: parts.map(([part, title]) => [
      title,
      ...measured.map((rows) => digits(median(at(rows, part)))),
      ...steps.map(([a, b]) => `× ${digits(median(at(b, part)) / median(at(a, part)))}`),
    ]),
  });
}

/** One line per judge. `names`: the available judges. */
export function judgeTable(results: Results, names: string[]): string {
  const rows = gradings.map(({ judge, dataset, count, within }) => {
    const runs = results.of(`harness/judge/${judge}`);
    const of = (field: string) => runs.map(({ values }) => Number(values[field]));
    if (runs.length === 0) return [judge, dataset, names.includes(judge) ? 'not measured' : 'no such judge yet', '', '', ''];
    const seconds = spread(of('seconds'));
    const graded = of('graded')[0] as number;
    const short = graded === count && seconds.median > within;
    return [
      judge,
      `${thousands(graded)} (${of('different')[0]} different), ${dataset}`,
      `${ranged(seconds)}${runs[0]?.values.clock ? ' by the clock' : ''}`,
      `${short ? '**short:** ' : ''}${thousands(count)} in ${within}`,
      digits(1000 * (seconds.median / graded)),
      digits(median(of('peakMemoryMB'))),
    ];
  });
  const columns = ['judge', 'answers', 'seconds', 'wanted, seconds', 'ms an answer', 'peak memory, MB'].map((title) => ({
    title,
  }));
  return markdown({ columns, rows });
}

function thousands(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',');
}

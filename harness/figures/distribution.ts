// A histogram: how often a number of each row (a score, a length, a margin) falls into each bin, one panel per group.
import { quantileSorted } from 'simple-statistics';
import { missingField } from '../analysis/fields.js';
import { clustered, fieldOf } from '../core/cluster.js';
import { visible } from '../core/quote.js';
import type { Row } from '../core/types.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { plotWidth } from './theme.js';

export interface DistributionOptions extends FigureOptions {
  /** the number of a row; null if it has none, which is counted in the table */
  value: (row: Row) => number | null;
  /** one panel for each of its values, or for each combination of the values of several, default 'model' */
  by?: string | string[];
  /** default 10 */
  bins?: number;
  /** default: from the smallest to the largest value */
  range?: [number, number];
  /** decimals in the table, default 2 */
  digits?: number;
}

/**
 * Histograms stacked on one axis, of the groups that have values; the table has all groups, with n, median and quartiles. Values
 * outside `range` go into the end bins.
 */
export function distribution(rows: Row[], options: DistributionOptions): Figure {
  const { value, bins = 10, digits = 2 } = options;
  const by = [options.by ?? 'model'].flat();
  const absent = missingField(rows, by, 'by');
  const keyOf = (row: Row) => by.map((field) => fieldOf(row, field)).join(' · ');
  const titleOf = (row: Row) =>
    by.map((field) => (field === 'model' ? (row.model.title ?? row.model.id) : fieldOf(row, field))).join(' · ');
  const groups = clustered(rows, keyOf).map((members) => {
    const numbers = members.map(value).filter((number): number is number => number !== null);
    const [first] = members as [Row];
    return {
      key: visible(keyOf(first)),
      name: visible(titleOf(first)),
      n: members.length,
      sorted: numbers.sort((a, b) => a - b),
    };
  });
  const all = groups.flatMap(({ sorted }) => sorted);
  const [low, high] = options.range ?? [least(all), -least(all.map((number) => -number))];
  const width = (high - low || 1) / bins;
  const edge = (bin: number) => Number((low + bin * width).toPrecision(12));
  // A panel without values would look like one with counts of zero; the table and the alternative text have it.
  const drawn = all.length > 0 ? groups.filter(({ sorted }) => sorted.length > 0) : groups;
  const values = drawn.flatMap(({ name, sorted }) => {
    const counts = new Array<number>(bins).fill(0);
    for (const number of sorted) {
      const bin = Math.max(0, Math.min(bins - 1, Math.floor((number - low) / width)));
      counts[bin] = (counts[bin] as number) + 1;
    }
    return counts.map((count, bin) => ({ name, from: edge(bin), to: edge(bin + 1), count }));
  });
  const quartiles = groups.map(({ key, name, n, sorted }) => ({
    key,
    name,
    n,
    missing: n - sorted.length,
    points: sorted.length
      ? [0, 0.25, 0.5, 0.75, 1].map((p) => quantileSorted(sorted, p).toFixed(digits))
      : Array<string>(5).fill('–'),
  }));
  const axis = { tickCount: 5, format: '~r' };
  const spec = {
    data: { values },
    facet: {
      row: {
        field: 'name',
        type: 'nominal',
        sort: drawn.map(({ name }) => name),
        title: null,
        header: { labelAngle: 0, labelOrient: 'top', labelAnchor: 'start' },
      },
    },
    spacing: 16,
    spec: {
      width: plotWidth + 60,
      height: 90,
      mark: { type: 'bar', binSpacing: 1 },
      encoding: {
        x: {
          field: 'from',
          type: 'quantitative',
          bin: { binned: true, step: width },
          title: options.x ?? null,
          scale: { domain: [low, edge(bins)] },
          axis,
        },
        x2: { field: 'to' },
        y: { field: 'count', type: 'quantitative', title: 'answers', axis: { tickCount: 3 } },
      },
    },
  };
  const numbers = quartiles.map(
    ({ name, n, missing, points }) =>
      `${name}: median ${points[2]}, quartiles ${points[1]} to ${points[3]}, n = ${n - missing}${missing ? `, ${missing} without a value` : ''}`,
  );
  const right = (title: string) => ({ title, align: 'right' as const });
  const table = {
    columns: [
      { title: by.join(' · ') },
      ...['n', 'without', 'least', 'lower quartile', 'median', 'upper quartile', 'most'].map(right),
    ],
    rows: quartiles.map(({ key, n, missing, points }) => [key, String(n - missing), String(missing), ...points]),
    ...(absent ? { missing: absent } : {}),
  };
  return toFigure({ spec, table, numbers, what: 'Histogram' }, options);
}

function least(numbers: number[]): number {
  return numbers.reduce((a, b) => Math.min(a, b), numbers[0] ?? 0);
}

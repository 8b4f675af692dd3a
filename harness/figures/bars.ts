// Grouped bars with intervals: rates by model, or by model and one more field.
import type { Rates } from '../analysis/rate.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { inOrder, linesOf, splitLabel } from './lines.js';
import { plotWidth } from './theme.js';

/**
 * Horizontal bars, 0 to 100 %, with 95 % intervals and passed/scored beside them. With two or more fields, the last sets the
 * colour.
 */
export function bars(rates: Rates, options: FigureOptions = {}): Figure {
  const across = rates.by.length > 1 ? rates.by.at(-1) : undefined;
  const values = linesOf(rates, across);
  const rows = inOrder(values.map(({ row }) => row));
  const series = inOrder(values.map((line) => line.series));
  const y = {
    field: 'row',
    type: 'nominal',
    sort: rows,
    title: null,
    axis: { ...splitLabel('labelOffset'), ticks: false, domain: false },
  };
  const offset = across ? { yOffset: { field: 'series', type: 'nominal', sort: series } } : {};
  const x = {
    field: 'rate',
    type: 'quantitative',
    title: options.x ?? null,
    scale: { domain: [0, 100] },
    axis: { tickCount: 5 },
  };
  const told = { field: 'series', type: 'nominal', sort: series, title: null };
  const colour = across ? { color: told, stroke: told } : {};
  const spec = {
    width: plotWidth,
    height: { step: across ? 26 : 40 },
    data: { values },
    encoding: { y, ...offset },
    layer: [
      { transform: [{ filter: 'datum.rate !== null' }], mark: { type: 'bar' }, encoding: { x, ...colour } },
      {
        transform: [{ filter: 'datum.rate !== null' }],
        mark: { type: 'rule', style: 'whisker' },
        encoding: { x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
      },
      ...['low', 'high'].map((end) => ({
        transform: [{ filter: 'datum.rate !== null' }],
        mark: { type: 'tick', style: 'whisker', size: 8, thickness: 1.5 },
        encoding: { x: { field: end, type: 'quantitative' } },
      })),
      {
        mark: { type: 'text', style: 'beside', align: 'left', baseline: 'middle' },
        encoding: { x: { value: plotWidth + 8 }, text: { field: 'count', type: 'nominal' } },
      },
    ],
  };
  return toFigure({ spec, table: rates.table(), numbers: values.map(({ words }) => words), what: 'Bar chart' }, options);
}

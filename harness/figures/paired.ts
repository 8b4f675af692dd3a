// Paired dots: two models or two languages per line, so that the difference is visible.
import type { Rates } from '../analysis/rate.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { inOrder, linesOf, splitLabel } from './lines.js';
import { plotWidth } from './theme.js';

/**
 * One line per group, with a dot for each value of `between` (default: the last field), connected; shape and colour distinguish
 * them.
 */
export function paired(rates: Rates, options: FigureOptions & { between?: string } = {}): Figure {
  const between = options.between ?? rates.by.at(-1);
  const values = linesOf(rates, between);
  const rows = inOrder(values.map(({ row }) => row));
  const series = inOrder(values.map((line) => line.series));
  const x = {
    field: 'rate',
    type: 'quantitative',
    title: options.x ?? null,
    scale: { domain: [0, 100] },
    axis: { tickCount: 5 },
  };
  const told = { field: 'series', type: 'nominal', sort: series, title: null };
  const spec = {
    width: plotWidth,
    height: { step: 44 },
    data: { values: values.filter(({ rate }) => rate !== null) },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        sort: rows,
        title: null,
        axis: { ...splitLabel('labelOffset'), ticks: false, domain: false, grid: true },
      },
    },
    layer: [
      {
        mark: { type: 'rule', style: 'link' },
        encoding: {
          x: { field: 'rate', type: 'quantitative', aggregate: 'min', title: options.x ?? null },
          x2: { field: 'rate', aggregate: 'max' },
        },
      },
      { mark: { type: 'point' }, encoding: { x, color: told, shape: told } },
    ],
  };
  return toFigure({ spec, table: rates.table(), numbers: values.map(({ words }) => words), what: 'Paired dot plot' }, options);
}

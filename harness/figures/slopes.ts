// Slopes: how rates change from one condition to the next, one line per model.
import type { Rates } from '../analysis/rate.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { inOrder, linesOf } from './lines.js';
import { plotWidth } from './theme.js';

interface SlopesOptions extends FigureOptions {
  /** the field whose values go across, default: the last */
  between?: string;
  /** title of the axis across, with its unit; default: the field's name */
  across?: string;
}

/** Conditions (values of `between`) across, rates up, with 95 % intervals; lines are offset to avoid overlap. */
export function slopes(rates: Rates, options: SlopesOptions = {}): Figure {
  const between = options.between ?? rates.by.at(-1);
  const lines = linesOf(rates, between);
  const steps = inOrder(lines.map(({ series }) => series));
  const rows = inOrder(lines.map(({ row }) => row));
  const apart = (row: string) => 0.04 * (rows.indexOf(row) - (rows.length - 1) / 2);
  const values = lines
    .filter(({ rate }) => rate !== null)
    .map((line) => ({ ...line, place: steps.indexOf(line.series) + apart(line.row) }));
  const labels = JSON.stringify(steps);
  const axis = { values: steps.map((_, i) => i), labelExpr: `${labels}[datum.value]`, grid: false, tickSize: 0, labelPadding: 8 };
  const x = {
    field: 'place',
    type: 'quantitative',
    title: options.across ?? between ?? null,
    scale: { domain: [-0.3, steps.length - 0.7], nice: false },
    axis,
  };
  const y = { type: 'quantitative', title: options.x ?? null, scale: { domain: [0, 100] }, axis: { tickCount: 5 } };
  const told = { field: 'label', type: 'nominal', sort: inOrder(lines.map(({ label }) => label)), title: null };
  const colour = rows.length > 1 ? { color: { ...told, legend: { columns: 1 } } } : {};
  const spec = {
    width: plotWidth,
    height: 240,
    data: { values },
    encoding: { x, ...colour },
    layer: [
      { mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.6 }, encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      { mark: { type: 'line', strokeWidth: 2.5 }, encoding: { y: { ...y, field: 'rate' } } },
      {
        mark: { type: 'point' },
        encoding: { y: { ...y, field: 'rate' }, ...(rows.length > 1 ? { shape: { ...told, legend: { columns: 1 } } } : {}) },
      },
    ],
  };
  return toFigure({ spec, table: rates.table(), numbers: lines.map(({ words }) => words), what: 'Slope chart' }, options);
}

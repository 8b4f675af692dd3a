// A heat map: rates by two fields, with the number in each cell, so that the colour is only an aid.
import { percent, type Rates } from '../analysis/rates.js';
import type { Table } from '../core/tables.js';
import { levelText } from '../stats/level.js';
import { textWidth } from './draw.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { inOrder, linesOf, splitLabel, wrapped } from './lines.js';

/** One column per value of the last field, rows for the others; cells show the rate in per cent. */
export function heat(rates: Rates, options: FigureOptions = {}): Figure {
  const across = rates.by.length > 1 ? rates.by.at(-1) : undefined;
  const values = linesOf(rates, across).map((line) => ({
    ...line,
    series: wrapped(line.series, 12),
    shown: line.rate === null ? '–' : line.rate.toFixed(0),
    strong: line.rate !== null && line.rate >= 60, // at this rate both text colours have about equal contrast with the cell
  }));
  const rows = inOrder(values.map(({ row }) => row));
  const columns = inOrder(values.map(({ series }) => series));
  const axis = { ticks: false, domain: false };
  const widest = Math.max(...columns.flatMap((column) => column.split('\n')).map((line) => textWidth(line, 14)));
  const spec = {
    width: { step: Math.max(60, Math.ceil(widest) + 16) },
    height: { step: 40 },
    data: { values },
    encoding: {
      y: { field: 'row', type: 'nominal', sort: rows, title: null, axis: { ...axis, ...splitLabel('labelOffset') } },
      x: {
        field: 'series',
        type: 'nominal',
        sort: columns,
        title: options.x ?? null,
        axis: { ...axis, ...splitLabel('labelPadding'), labelAngle: 0, orient: 'top' },
      },
    },
    layer: [
      {
        transform: [{ filter: 'datum.rate !== null' }],
        mark: { type: 'rect' },
        encoding: { color: { field: 'rate', type: 'quantitative', scale: { domain: [0, 100] }, legend: null } },
      },
      ...[true, false].map((strong) => ({
        transform: [{ filter: `datum.strong === ${strong}` }],
        mark: { type: 'text', style: strong ? 'strong' : 'weak' },
        encoding: { text: { field: 'shown', type: 'nominal' } },
      })),
    ],
  };
  return toFigure(
    { spec, table: crossed(rates, across), numbers: values.map(({ words }) => words), what: 'Heat table, percent' },
    options,
  );
}

/** Rates with their intervals, one field across. */
function crossed(rates: Rates, across: string | undefined): Table {
  if (!across) return rates.table();
  const others = rates.by.filter((field) => field !== across);
  const columns = inOrder(rates.groups.map(({ group }) => group[across] ?? ''));
  const lines = inOrder(rates.groups.map(({ group }) => JSON.stringify(others.map((field) => group[field] ?? ''))));
  const { missing } = rates.table();
  return {
    ...(missing ? { missing } : {}),
    columns: [...others.map((title) => ({ title })), ...columns.map((title) => ({ title, align: 'right' as const }))],
    rows: lines.map((key) => {
      const place = JSON.parse(key) as string[];
      const cells = columns.map((column) => {
        const one = rates.groups.find(
          ({ group }) => group[across] === column && others.every((field, i) => (group[field] ?? '') === place[i]),
        );
        if (!one) return '';
        const left = one.unscored ? `, ${one.unscored} unscored` : '';
        return one.rate === null
          ? `–${left}`
          : `${percent(one.rate)} (${percent(one.low)}–${percent(one.high)}, n = ${one.scored}${left})`;
      });
      return [...place, ...cells];
    }),
    caption: `${rates.measure === 'pass rate' ? 'Passed' : 'Mean score'}, %, with ${levelText} interval.`,
  };
}

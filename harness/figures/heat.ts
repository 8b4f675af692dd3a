// A heat map: rates by two fields, with the number in each cell, so that the colour is only an aid.
import { isSingle, percent, type Rate, type Rates, singleText } from '../analysis/rate.js';
import type { Table } from '../core/tables.js';
import { levelText } from '../stats/level.js';
import { textWidth } from './draw.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { inOrder, linesOf, splitLabel, wrapped } from './lines.js';

/**
 * Cells show the rate in per cent. The first or the last field goes across, whichever has fewer values, so that a figure grows down
 * the page and stays legible on a phone.
 */
export function heat(rates: Rates, options: FigureOptions = {}): Figure {
  const across = narrower(rates);
  const values = linesOf(rates, across).map((line, i) => ({
    ...line,
    series: wrapped(line.series, 12),
    shown: cellOf(line.rate, rates.groups[i] as Rate),
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

function narrower({ by, groups }: Rates): string | undefined {
  const [first, last] = [by[0], by.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const size = (field: string) => inOrder(groups.map(({ group }) => group[field])).length;
  return size(first) < size(last) ? first : last;
}

function cellOf(percent: number | null, { scored, passed }: Rate): string {
  if (percent !== null) return percent.toFixed(0);
  return scored ? `${passed}/${scored}` : '–';
}

/** Rates with their intervals, one field across. */
function crossed(rates: Rates, across: string | undefined): Table {
  if (!across) return rates.table();
  const others = rates.by.filter((field) => field !== across);
  const columns = inOrder(rates.groups.map(({ group }) => group[across] ?? ''));
  const lines = inOrder(rates.groups.map(({ group }) => JSON.stringify(others.map((field) => group[field] ?? ''))));
  const { missing } = rates.table();
  return {
    statistics: rates.statistics,
    ...(missing ? { missing } : {}),
    estimates: rates.estimates,
    columns: [...others.map((title) => ({ title })), ...columns.map((title) => ({ title, align: 'right' as const }))],
    rows: lines.map((key) => {
      const place = JSON.parse(key) as string[];
      const cells = columns.map((column) => {
        const one = rates.groups.find(
          ({ group }) => group[across] === column && others.every((field, i) => (group[field] ?? '') === place[i]),
        );
        if (!one) return '';
        if (isSingle(one)) return singleText(one, rates.measure);
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

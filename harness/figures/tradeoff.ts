// Quality against cost: the models of a task on a line, from the cheap to the dear one.
import type { Rates } from '../analysis/rate.js';
import { digits, type SpeedMeasure, speedMeasures, summarise } from '../analysis/speed-table.js';
import { UserError } from '../core/errors.js';
import type { Table } from '../core/tables.js';
import type { SpeedRecord } from '../records/measurements.js';
import { type Figure, type FigureOptions, toFigure } from './figure.js';
import { linesOf, wrapped } from './lines.js';
import { plotWidth } from './theme.js';

interface TradeoffOptions extends Omit<FigureOptions, 'x'> {
  records: readonly SpeedRecord[];
  /** what goes across, in logarithms */
  cost: SpeedMeasure;
  /** title of the axis up, with its unit */
  y: string;
}

/** A task's marks stand this factor beside those of the next, so that their intervals do not cover each other. */
const apart = 1.025;

/**
 * Pass rates by model for each task (`tasks`: name → rates grouped by model alone) against a cost of the model: 95 % intervals up, the range
 * of the runs across, the median at the mark. A model without a speed record is left out. Errors: UserError (exit 2) if rates are grouped
 * otherwise, or for more than six tasks, which colours do not tell apart.
 */
export function tradeoff(tasks: Record<string, Rates>, { records, cost, y: up, ...options }: TradeoffOptions): Figure {
  const names = Object.keys(tasks);
  const wrong = names.find((task) => tasks[task]?.by.join() !== 'model');
  if (wrong !== undefined) throw new UserError(`expected rates by model for "${wrong}", got by ${tasks[wrong]?.by.join(', ')}`);
  if (names.length > 6) throw new UserError(`expected at most 6 tasks in a figure, got ${names.length}`);
  const { measure, unit } = speedMeasures[cost];
  const title = `${measure}, ${unit}`;
  const measured = summarise(records).filter((one) => one.measure === measure);
  const marks = names.flatMap((task, t) => {
    const rates = tasks[task] as Rates;
    const beside = apart ** (t - (names.length - 1) / 2);
    return linesOf(rates, undefined).flatMap(({ label, rate, low, high, count, words }, i) => {
      const found = measured.find(({ model }) => model === rates.groups[i]?.group.model);
      if (!found || rate === null) return [];
      const [at, from, to] = [found.median, found.low, found.high].map((value) => value * beside);
      return [{ task, label, rate, low, high, at, from, to, count, words, found }];
    });
  });
  const models = new Map(
    marks.map(({ label, found }) => [found.median, [...wrapped(label, 12).split('\n'), digits(found.median)]]),
  );
  const ends = marks.flatMap(({ from = 1, to = 1 }) => [from, to]);
  const x = {
    type: 'quantitative',
    title,
    scale: { type: 'log', nice: false, domain: [0.75 * Math.min(...ends), 1.35 * Math.max(...ends)] },
    axis: { grid: false, values: [...models.keys()], labelExpr: `${JSON.stringify(Object.fromEntries(models))}[datum.value]` },
  };
  const y = { field: 'rate', type: 'quantitative', title: up, scale: { domain: [0, 100] }, axis: { tickCount: 5 } };
  const told = { field: 'task', type: 'nominal', sort: names, title: null };
  const at = { ...x, field: 'at' };
  const rule = { type: 'rule', strokeWidth: 1.5, opacity: 0.6 };
  const spec = {
    width: plotWidth,
    height: 280,
    data: { values: marks.map(({ words: _, found: __, ...mark }) => mark) },
    encoding: { color: told },
    layer: [
      { mark: rule, encoding: { x: at, y: { ...y, field: 'low' }, y2: { field: 'high' } } },
      { mark: rule, encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' }, y } },
      { mark: { type: 'line', strokeWidth: 2 }, encoding: { x: at, y } },
      { mark: { type: 'point' }, encoding: { x: at, y, shape: told } },
    ],
  };
  const costOf = ({ median, low, high }: (typeof marks)[number]['found'], to: string) =>
    `${digits(median)} (${digits(low)}${to}${digits(high)})`;
  const table: Table = {
    columns: [{ title: 'task' }, { title: 'model' }, ...[up, title].map((title) => ({ title, align: 'right' as const }))],
    rows: marks.map(({ task, label, rate, low, high, count, found }) => [
      ...[task, label, `${rate.toFixed(1)} (${low.toFixed(1)}–${high.toFixed(1)}), ${count}`],
      costOf(found, '–'),
    ]),
    judge: names.map((task) => (tasks[task] as Rates).judge),
    statistics: Object.values(tasks).flatMap(({ statistics }) => statistics),
  };
  const numbers = marks.map(({ task, words, found }) => `${task}, ${words}, at ${costOf(found, ' to ')} ${unit}`);
  return toFigure({ spec, table, numbers, what: 'Quality against cost' }, { ...options, x: title });
}

// Speed records as a table, and the machine as a sentence: no speed is shown without the machine it was measured on.

import { max, median, min } from 'simple-statistics';
import { byCodePoint, canonical } from '../core/canonical.js';
import type { Table } from '../core/tables.js';
import type { SpeedRecord, SpeedRun } from '../records/measurements.js';

/** One line of a table: one measure of one model over n runs. */
export interface SpeedSummary {
  model: string;
  format: string;
  measure: string;
  unit: string;
  n: number;
  median: number;
  low: number;
  high: number;
}

type Measure = Exclude<keyof SpeedRun, 'runtime'>;

const measures: [Measure, string, string][] = [
  ['loadSeconds', 'load', 's'],
  ['shortFirstTokenMs', 'first token, 38 tokens of prompt', 'ms'],
  ['longFirstTokenMs', 'first token, 1,000 tokens of prompt', 'ms'],
  ['shortTokensPerSecond', 'decode after 38 tokens', 'tokens/s'],
  ['longTokensPerSecond', 'decode after 1,000 tokens', 'tokens/s'],
  ['peakMemoryMB', 'peak memory', 'MB'],
];

/** Median and range of each measure, in the order of the models. */
export function summarise(records: SpeedRecord[]): SpeedSummary[] {
  return records.flatMap(({ model, format, runs }) =>
    measures.map(([field, measure, unit]) => {
      const values = runs.map((run) => run[field]);
      return { model, format, measure, unit, n: values.length, median: median(values), low: min(values), high: max(values) };
    }),
  );
}

/** One row per measure, one column per model: median and range. */
export function speedTable(records: SpeedRecord[]): Table {
  const lines = summarise(records);
  const models = [...new Set(lines.map(({ model }) => model))];
  const measures = [...new Set(lines.map(({ measure }) => measure))];
  const cell = (model: string, measure: string) => {
    const line = lines.find((one) => one.model === model && one.measure === measure);
    return line ? `${digits(line.median)} (${digits(line.low)}–${digits(line.high)})` : '–';
  };
  const unit = (measure: string) => lines.find((line) => line.measure === measure)?.unit ?? '';
  return {
    columns: [{ title: 'measure' }, ...models.map((title) => ({ title, align: 'right' as const }))],
    rows: measures.map((measure) => [`${measure}, ${unit(measure)}`, ...models.map((model) => cell(model, measure))]),
    caption: `Median (range) of ${countOf(lines)} runs.`,
  };
}

/** The machine, or machines, on which the records were made. */
export function machineLine(records: SpeedRecord[]): string {
  const machines = new Map(records.map(({ machine }) => [canonical(machine), machine]));
  const lines = [...machines.values()].map(
    ({ processor, cores, memoryGB, os, node }) => `${processor}, ${cores} cores, ${memoryGB} GB of memory, ${os}, Node ${node}`,
  );
  const runtimes = new Set(records.flatMap(({ runs }) => runs.map(({ runtime }) => runtime)));
  return `Measured on ${lines.sort(byCodePoint).join('; and on ')}, with ${[...runtimes].sort(byCodePoint).join(', ')}.`;
}

function countOf(lines: SpeedSummary[]): string {
  return [...new Set(lines.map(({ n }) => n))].sort((a, b) => a - b).join(' or ');
}

/** Three significant digits, without exponents. */
function digits(value: number): string {
  const places = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(places);
}

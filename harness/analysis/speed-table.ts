// Speed records as a table, and the machine as a sentence: no speed is shown without the machine it was measured on.

import { max, median, min } from 'simple-statistics';
import { byCodePoint, canonical } from '../core/canonical.js';
import type { Says } from '../core/content.js';
import { titleOf } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Model } from '../core/types.js';
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

export type SpeedMeasure = Exclude<keyof SpeedRun, 'runtime'>;

/** What a field of a speed record is called in tables and figures, and its unit. */
export const speedMeasures: Record<SpeedMeasure, { measure: string; unit: string }> = {
  loadSeconds: { measure: 'load', unit: 's' },
  shortFirstTokenMs: { measure: 'first token, 38 tokens of prompt', unit: 'ms' },
  longFirstTokenMs: { measure: 'first token, 1,000 tokens of prompt', unit: 'ms' },
  shortTokensPerSecond: { measure: 'decode after 38 tokens', unit: 'tokens/s' },
  longTokensPerSecond: { measure: 'decode after 1,000 tokens', unit: 'tokens/s' },
  peakMemoryMB: { measure: 'peak memory', unit: 'MB' },
};

/** Median and range of each measure, in the order of the models. */
export function summarise(records: readonly SpeedRecord[]): SpeedSummary[] {
  return records.flatMap(({ model, format, runs }) =>
    (Object.keys(speedMeasures) as SpeedMeasure[]).map((field) => {
      const { measure, unit } = speedMeasures[field];
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

/** Speed after the short prompt and peak memory of each model, medians with their range, in a sentence to show and quote, in which those of `models` have their titles. */
export function speedFinding(records: SpeedRecord[], models: readonly Pick<Model, 'id' | 'title'>[] = []): Says {
  const lines = summarise(records);
  const said = (model: string, field: SpeedMeasure) => {
    const { measure } = speedMeasures[field];
    const line = lines.find((one) => one.model === model && one.measure === measure);
    return line ? { text: `${digits(line.median)}`, range: `${digits(line.low)}–${digits(line.high)}` } : null;
  };
  return {
    tests: [],
    ...(records.length === 0 ? { missing: 'expected speed records, got none' } : {}),
    brief(lang) {
      const parts = records.flatMap(({ model }) => {
        const [speed, memory] = [said(model, 'shortTokensPerSecond'), said(model, 'peakMemoryMB')];
        if (!speed || !memory) return [];
        return lang === 'zh'
          ? `**${titleOf(models, model)}** 每秒 ${speed.text} 个 token（${speed.range}），内存峰值 ${memory.text} MB（${memory.range}）`
          : `**${titleOf(models, model)}** writes ${speed.text} tokens a second (${speed.range}) and takes ${memory.text} MB at its peak (${memory.range})`;
      });
      return lang === 'zh'
        ? `在一台机器上，${parts.join('；')}；均为 ${countOf(lines)} 次运行的中位数（范围）。`
        : `On one machine, ${parts.join('; ')}; medians and ranges of ${countOf(lines)} runs.`;
    },
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
export function digits(value: number): string {
  const places = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toFixed(places);
}

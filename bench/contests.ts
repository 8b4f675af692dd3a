// Tables that compare our engine with its peers, one per model.
import { markdown, type Table } from '../harness/core/tables.js';
import { nameOf } from './bulk.js';
import { bestWay, wayValue } from './plan.js';
import { best, digits, ranged, ratios, type Spread, spread } from './ratios.js';
import type { Results } from './store.js';
import type { Subject } from './subjects.js';

type Values = Record<string, unknown>;

interface Measure {
  kind: 'answers' | 'bulk';
  title: string;
  unit: string;
  value: (values: Values) => number | null;
  /** whether the goal is for wall time with all threads */
  byClock: boolean;
  /** whether more is better */
  more: boolean;
  /** the target ratio to llama.cpp: an upper limit, or a lower one if more is better; null if there is no goal */
  portable: number | null;
  fast: number | null;
}

const field = (name: string) => (values: Values) => (typeof values[name] === 'number' ? values[name] : null);
const each = (name: string) => (values: Values) => (typeof values[name] === 'number' ? 1000 / values[name] : null);

const less = { byClock: true, more: false, portable: 0.6, fast: 0.4 };
const memory = { unit: 'MB', value: field('peakMemoryMB'), byClock: false, more: false, portable: 2, fast: 2 };
const memories: Measure[] = [
  { kind: 'answers', title: 'peak memory, one at a time', ...memory },
  { kind: 'bulk', title: 'peak memory, bulk', ...memory },
];

/** Wall-time measurements, with this project's goals. */
const byClock: Measure[] = [
  {
    kind: 'answers',
    title: 'load',
    unit: 's',
    value: field('loadSeconds'),
    byClock: true,
    more: false,
    portable: null,
    fast: null,
  },
  {
    kind: 'answers',
    title: 'first token, 38 tokens, first use of the process',
    unit: 'ms',
    value: field('shortFirstTokenMs'),
    ...less,
  },
  { kind: 'answers', title: 'first token, 38 tokens', unit: 'ms', value: field('shortAgainFirstTokenMs'), ...less },
  { kind: 'answers', title: 'first token, 1,000 tokens', unit: 'ms', value: field('longFirstTokenMs'), ...less },
  {
    kind: 'answers',
    title: 'decode at 38 tokens',
    unit: 'tokens/s',
    value: field('shortTokensPerSecond'),
    byClock: true,
    more: true,
    portable: 0.6,
    fast: 1,
  },
  {
    kind: 'answers',
    title: 'decode at 1,000 tokens',
    unit: 'tokens/s',
    value: field('longTokensPerSecond'),
    byClock: true,
    more: true,
    portable: 0.6,
    fast: 1.2,
  },
  {
    kind: 'bulk',
    title: 'bulk, 64 prompts',
    unit: 'tokens/s',
    value: field('tokensPerSecond'),
    byClock: true,
    more: true,
    portable: 1,
    fast: 1.5,
  },
];

/** The same as CPU time with one thread. */
const processorTime = [
  field('loadProcessorMs'),
  field('shortFirstProcessorMs'),
  field('shortAgainFirstProcessorMs'),
  field('longFirstProcessorMs'),
  each('shortTokenProcessorMs'),
  each('longTokenProcessorMs'),
  each('tokenProcessorMs'),
];
const byProcessor: Measure[] = byClock.map((measure, i) => ({
  ...measure,
  unit: measure.unit === 's' ? 'ms' : measure.unit,
  value: processorTime[i] as Measure['value'],
}));

/** A goal that a model misses. */
export interface Short {
  title: string;
  arithmetic: 'portable' | 'fast';
  measure: Measure;
  ratio: Spread;
}

export interface Contest {
  text: string;
  short: Short[];
}

export interface Reading {
  /** CPU time instead of wall time */
  busy: boolean;
  /** whether to show absolute values beside the ratios */
  absolute: boolean;
}

/** The table of a subject, and the goals it misses. */
export function contest(results: Results, subject: Subject, { busy, absolute }: Reading): Contest {
  const short: Short[] = [];
  const rows = [...(busy ? byProcessor : byClock), ...memories].map((measure) => {
    const of = (name: string) => valuesOf(results, subject, measure, name);
    const llama = best(new Map(peers(measure).map((name) => [name, of(name)])), measure.more);
    const against = (arithmetic: 'portable' | 'fast') => {
      if (!llama || of(arithmetic).length === 0) return 'not measured';
      const ratio = ratios(of(arithmetic), llama[1]);
      const wanted = measure[arithmetic];
      if (wanted === null) return ranged(ratio);
      const reached = measure.more ? ratio.median >= wanted : ratio.median <= wanted;
      if (measure.byClock && busy) return `${ranged(ratio)}; by the clock ${goal(measure, wanted)} is wanted`;
      if (!reached) short.push({ title: subject.title, arithmetic, measure, ratio });
      return `${reached ? '' : '**short:** '}${ranged(ratio)}; wanted ${goal(measure, wanted)}`;
    };
    const generate = of('generate');
    const text = (values: number[]) => (values.length === 0 ? '' : ranged(spread(values)));
    return [
      `${measure.title}${absolute ? `, ${measure.unit}` : ''}`,
      ...(absolute ? [text(of('portable')), text(of('fast')), llama ? text(llama[1]) : '', text(generate)] : []),
      llama ? wayOf(results, subject, llama[0]) : 'absent',
      against('portable'),
      against('fast'),
      generate.length > 0 ? ranged(ratios(of('fast'), generate)) : '',
    ];
  });
  return { text: markdown({ columns: columns(absolute), rows }), short };
}

/** The goal in words. */
export function goal({ more }: Measure, wanted: number | null): string {
  return `${more ? 'at least' : 'at most'} ${wanted?.toFixed(1)}`;
}

/** The llama.cpp configurations compared: for bulk work the best one of the pilots, else the better thread count. */
const peers = ({ kind }: Measure) => (kind === 'bulk' ? ['llama'] : ['llama-1', 'llama-2']);

function valuesOf(results: Results, { name }: Subject, { kind, value }: Measure, contestant: string): number[] {
  return results
    .of(`${name}/${kind}/${contestant}`)
    .map(({ values }) => value(values))
    .filter((one) => one !== null);
}

function wayOf(results: Results, subject: Subject, name: string): string {
  if (name === 'llama') return nameOf(bestWay(results, subject));
  return name === 'llama-1' ? '1 thread' : '2 threads';
}

function columns(absolute: boolean): Table['columns'] {
  const measured = ['portable', 'fast', 'llama.cpp', '`generate()`'];
  const titles = [
    '',
    ...(absolute ? measured : []),
    'llama.cpp with',
    'portable / llama.cpp',
    'fast / llama.cpp',
    'fast / `generate()`',
  ];
  return titles.map((title) => ({ title }));
}

/** The pilots of the bulk configurations, in one line. */
export function pilotLine(results: Results, { name }: Subject): string {
  const pilots = results.of(`${name}/pilot`);
  if (pilots.length === 0) return '';
  const speeds = pilots.map(({ key, values }) => [key.split('/')[2] as string, wayValue(values)] as const);
  const top = Math.max(...speeds.map(([, speed]) => speed));
  return `llama.cpp's ways of bulk work, by the fastest: ${speeds.map(([way, speed]) => `${way} ${digits(speed / top)}`).join('; ')}.`;
}

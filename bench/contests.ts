// Our engine beside its peers, as tables: one a model.
import { markdown, type Table } from '../harness/tables.js';
import { nameOf } from './bulk.js';
import { bestWay } from './plan.js';
import { best, digits, ranged, ratios, type Spread, spread } from './ratios.js';
import type { Results } from './store.js';
import type { Subject } from './subjects.js';

interface Measure {
  kind: 'answers' | 'bulk';
  field: string;
  title: string;
  unit: string;
  /** whether more is better */
  more: boolean;
  /** the ratio to llama.cpp that is wanted: at most, or at least where more is better */
  portable: number;
  fast: number;
}

const none = Number.NaN;

/** What is measured, with the goals of this project. */
export const contests: Measure[] = [
  { kind: 'answers', field: 'loadSeconds', title: 'load', unit: 's', more: false, portable: none, fast: none },
  {
    kind: 'answers',
    field: 'shortFirstTokenMs',
    title: 'first token, 38 tokens',
    unit: 'ms',
    more: false,
    portable: 0.6,
    fast: 0.4,
  },
  {
    kind: 'answers',
    field: 'longFirstTokenMs',
    title: 'first token, 1,000 tokens',
    unit: 'ms',
    more: false,
    portable: 0.6,
    fast: 0.4,
  },
  {
    kind: 'answers',
    field: 'shortTokensPerSecond',
    title: 'decode at 38 tokens',
    unit: 'tokens/s',
    more: true,
    portable: 0.6,
    fast: 1,
  },
  {
    kind: 'answers',
    field: 'longTokensPerSecond',
    title: 'decode at 1,000 tokens',
    unit: 'tokens/s',
    more: true,
    portable: 0.6,
    fast: 1.2,
  },
  { kind: 'bulk', field: 'tokensPerSecond', title: 'bulk, 64 prompts', unit: 'tokens/s', more: true, portable: 1, fast: 1.5 },
  { kind: 'answers', field: 'peakMemoryMB', title: 'peak memory, one at a time', unit: 'MB', more: false, portable: 2, fast: 2 },
  { kind: 'bulk', field: 'peakMemoryMB', title: 'peak memory, bulk', unit: 'MB', more: false, portable: 2, fast: 2 },
];

/** A goal that a model does not reach. */
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

/** The table of a subject, and where it falls short. `absolute`: whether the machine was quiet enough for more than ratios. */
export function contest(results: Results, subject: Subject, absolute: boolean): Contest {
  const short: Short[] = [];
  const rows = contests.map((measure) => {
    const of = (name: string) => valuesOf(results, subject, measure, name);
    const llama = best(new Map(peers(measure).map((name) => [name, of(name)])), measure.more);
    const against = (arithmetic: 'portable' | 'fast') => {
      if (!llama || of(arithmetic).length === 0) return 'not measured';
      const ratio = ratios(of(arithmetic), llama[1]);
      const wanted = measure[arithmetic];
      if (Number.isNaN(wanted)) return ranged(ratio);
      const reached = measure.more ? ratio.median >= wanted : ratio.median <= wanted;
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

export const goal = ({ more }: Measure, wanted: number) => `${more ? 'at least' : 'at most'} ${wanted.toFixed(1)}`;

/** llama.cpp as it was compared: for bulk work the best way of the pilots, else the better thread count. */
const peers = ({ kind }: Measure) => (kind === 'bulk' ? ['llama'] : ['llama-1', 'llama-2']);

function valuesOf(results: Results, { name }: Subject, { kind, field }: Measure, contestant: string): number[] {
  return results
    .of(`${name}/${kind}/${contestant}`)
    .map(({ values }) => values[field])
    .filter((value) => typeof value === 'number');
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

/** How the ways of bulk work compared, in one line. */
export function pilotLine(results: Results, { name }: Subject): string {
  const pilots = results.of(`${name}/pilot`);
  if (pilots.length === 0) return '';
  const speeds = pilots.map(({ key, values }) => [key.split('/')[2] as string, Number(values.tokensPerSecond)] as const);
  const top = Math.max(...speeds.map(([, speed]) => speed));
  return `llama.cpp's ways of bulk work, by the fastest: ${speeds.map(([way, speed]) => `${way} ${digits(speed / top)}`).join('; ')}.`;
}

// Everything that is measured, in the order in which it is: repeat after repeat over all contestants, so that a disturbance meets all alike,
// each repeat beginning with another of them.
import type { SpeedRun } from '../harness/speed.js';
import { type BulkRun, type LlamaBulk, llamaBulks, nameOf } from './bulk.js';
import { measured } from './child.js';
import { gradings } from './gradings.js';
import { growth, sizes } from './growth-project.js';
import type { Results } from './store.js';
import type { Subject } from './subjects.js';

export interface Job {
  /** subject, kind, contestant and repeat, joined with `/`: what is stored under it is not measured again */
  key: string;
  measure(): Promise<object>;
}

/** Files with the prompts of a subject as token numbers: all, and a few for choosing llama.cpp's way of bulk work. */
export interface PromptFiles {
  all: string;
  few: string;
}

/** What answers one prompt at a time: its name, script and arguments before the prompts. */
export function answerers({ folder, gguf }: Subject): { name: string; script: string; args: string[] }[] {
  return [
    { name: 'portable', script: 'answer-ours.ts', args: [folder, 'portable'] },
    { name: 'llama-1', script: 'answer-llama.ts', args: [gguf, '1'] },
    { name: 'fast', script: 'answer-ours.ts', args: [folder, 'fast'] },
    { name: 'llama-2', script: 'answer-llama.ts', args: [gguf, '2'] },
    { name: 'generate', script: 'answer-generate.ts', args: [folder, 'fast'] },
  ];
}

/** llama.cpp's ways of bulk work on a few prompts, once each, to choose the best. */
export function pilots(subject: Subject, { few }: PromptFiles): Job[] {
  return llamaBulks.map((way) => ({
    key: `${subject.name}/pilot/${nameOf(way)}/0`,
    measure: () => bulkLlama(subject, way, few),
  }));
}

/** llama.cpp's best way by the pilots. Errors: Error where none ran. */
export function bestWay(results: Results, { name }: Subject): LlamaBulk {
  const speed = (way: LlamaBulk) => Number(results.of(`${name}/pilot/${nameOf(way)}`)[0]?.values.tokensPerSecond ?? 0);
  const [first, ...others] = llamaBulks;
  if (!first || results.of(`${name}/pilot`).length === 0) throw new Error(`expected pilots of ${name}, found none`);
  return others.reduce((best, way) => (speed(way) > speed(best) ? way : best), first);
}

/** One repeat of a subject; without llama.cpp where `way` is null. */
export function repeatOf(subject: Subject, files: PromptFiles, way: LlamaBulk | null, repeat: number): Job[] {
  const { name, folder } = subject;
  const there = answerers(subject).filter(({ script }) => way || script !== 'answer-llama.ts');
  const singles: Job[] = there.map(({ name: contestant, script, args }) => ({
    key: `${name}/answers/${contestant}/${repeat}`,
    measure: () => measured<SpeedRun>(script, [...args, files.all]),
  }));
  const ours = (arithmetic: string): Job => ({
    key: `${name}/bulk/${arithmetic}/${repeat}`,
    measure: () => measured<BulkRun>('bulk-ours.ts', [folder, arithmetic, files.all]),
  });
  const bulks = [ours('portable'), ours('fast')];
  if (way) bulks.push({ key: `${name}/bulk/llama/${repeat}`, measure: () => bulkLlama(subject, way, files.all) });
  return [...turned(singles, repeat), ...turned(bulks, repeat)];
}

function bulkLlama({ gguf }: Subject, { processes, threads, sequences }: LlamaBulk, prompts: string): Promise<BulkRun> {
  return measured<BulkRun>('bulk-llama.ts', [gguf, String(processes), String(threads), String(sequences), prompts]);
}

/** What the harness costs at each size, and how fast the judges of `names` are. `smallest`: for a try. */
export function ownCost(names: string[], repeat: number, smallest = false): Job[] {
  const growths = (smallest ? sizes.slice(0, 1) : sizes).map((rows) => ({
    key: `harness/growth/${rows}/${repeat}`,
    measure: () => growth(rows),
  }));
  const judges = gradings
    .filter(({ judge }) => names.includes(judge))
    .map(({ judge, count }) => ({
      key: `harness/judge/${judge}/${repeat}`,
      measure: () => measured<object>('judges.ts', [judge, String(smallest ? Math.ceil(count / 100) : count)]),
    }));
  return [...growths, ...judges];
}

function turned<T>(list: T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}

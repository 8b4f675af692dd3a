// All measurements in order: each repeat covers all contestants, so that a disturbance affects all alike, and starts with a
// different one.
import { coreThreads } from '../models/engine/threads.js';
import { type BulkRun, type LlamaBulk, llamaBulks, nameOf } from './bulk.js';
import { measured } from './child.js';
import { gradings } from './gradings.js';
import { growth, sizes } from './growth-project.js';
import type { AnswerRun, ArticleRun } from './one-answer.js';
import type { Results } from './store.js';
import type { Subject } from './subjects.js';

export interface Job {
  /** subject, kind, contestant and repeat, joined with `/`; a key already stored is not measured again */
  key: string;
  measure(): Promise<object>;
}

/** Files with the prompts of a subject as token ids: all, and a few for choosing llama.cpp's bulk configuration. */
export interface PromptFiles {
  all: string;
  few: string;
}

/** clock: wall time with all threads; busy: CPU time of one thread, for a machine that other programs use too. */
export type Mode = 'clock' | 'busy';

/** The contestants that answer one prompt at a time: name, script and arguments before the prompts. */
function answerers({ folder, gguf }: Subject, mode: Mode): { name: string; script: string; args: string[] }[] {
  const threads = String(mode === 'busy' ? 1 : coreThreads());
  const all = [
    { name: 'portable', script: 'answer-ours.ts', args: [folder, 'portable', threads] },
    { name: 'llama-1', script: 'answer-llama.ts', args: [gguf, '1'] },
    { name: 'fast', script: 'answer-ours.ts', args: [folder, 'fast', threads] },
    { name: 'llama-2', script: 'answer-llama.ts', args: [gguf, '2'] },
    { name: 'generate', script: 'answer-generate.ts', args: [folder, 'fast', threads] },
  ];
  return mode === 'busy' ? all.filter(({ name }) => name !== 'llama-2') : all; // its idle threads spin
}

/** llama.cpp's bulk configurations on a few prompts, once each, to choose the best. */
export function pilots(subject: Subject, { few }: PromptFiles, mode: Mode): Job[] {
  return llamaBulks
    .filter(({ threads }) => mode === 'clock' || threads === 1)
    .map((way) => ({ key: `${subject.name}/pilot/${nameOf(way)}/0`, measure: () => bulkLlama(subject, way, few, mode) }));
}

/** llama.cpp's best configuration in the pilots. Errors: Error if none ran. */
export function bestWay(results: Results, { name }: Subject): LlamaBulk {
  const speed = (way: LlamaBulk) => wayValue(results.of(`${name}/pilot/${nameOf(way)}`)[0]?.values ?? {});
  const [first, ...others] = llamaBulks;
  if (!first || results.of(`${name}/pilot`).length === 0) throw new Error(`expected pilots of ${name}, found none`);
  return others.reduce((best, way) => (speed(way) > speed(best) ? way : best), first);
}

/** Score of a configuration, higher is better: by wall time, or by CPU time if the pilot was run so. */
export function wayValue({ tokensPerSecond = 0, tokenProcessorMs, busy }: Record<string, unknown>): number {
  return busy ? 1000 / Number(tokenProcessorMs) : Number(tokensPerSecond);
}

/** One repeat of a subject; without llama.cpp if `way` is null. */
export function repeatOf(subject: Subject, files: PromptFiles, way: LlamaBulk | null, repeat: number, mode: Mode): Job[] {
  const { name, folder } = subject;
  const there = answerers(subject, mode).filter(({ script }) => way || script !== 'answer-llama.ts');
  const singles: Job[] = there.map(({ name: contestant, script, args }) => ({
    key: `${name}/answers/${contestant}/${repeat}`,
    measure: () => measured<AnswerRun>(script, [...args, 'answers', files.all]),
  }));
  const article: Job[] = there.map(({ name: contestant, script, args }) => ({
    key: `${name}/article/${contestant}/${repeat}`,
    measure: () => measured<ArticleRun>(script, [...args, 'article', files.all]),
  }));
  const ours = (arithmetic: string): Job => ({
    key: `${name}/bulk/${arithmetic}/${repeat}`,
    measure: () => measured<BulkRun>('bulk-ours.ts', [folder, arithmetic, files.all]),
  });
  const bulks = [ours('portable'), ours('fast')];
  if (way) bulks.push({ key: `${name}/bulk/llama/${repeat}`, measure: () => bulkLlama(subject, way, files.all, mode) });
  return [...turned(singles, repeat), ...turned(mode === 'clock' ? article : [], repeat), ...turned(bulks, repeat)];
}

async function bulkLlama({ gguf }: Subject, way: LlamaBulk, prompts: string, mode: Mode): Promise<object> {
  const args = [gguf, String(way.processes), String(way.threads), String(way.sequences), prompts];
  return { ...(await measured<BulkRun>('bulk-llama.ts', args)), busy: mode === 'busy' };
}

/** Jobs for the cost of the harness at each size, and the speed of the judges in `names`. `smallest`: for a trial run. */
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

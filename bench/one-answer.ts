// What one process measures when it answers one prompt at a time, in the same way for every runtime.
import { readFileSync } from 'node:fs';
import type { SpeedRun } from '../harness/speed.js';
import { processorSeconds } from './processes.js';
import { newTokens, type Prompts } from './prompts.js';

/** Answers `ids` greedily with `count` tokens, ends ignored, and calls `onToken` as each is there. */
export type Answer = (ids: number[], count: number, onToken: () => void) => Promise<void>;

/** Processor time of the same, all threads of the process: what can be compared where others use the processor too. */
export interface AnswerRun extends SpeedRun {
  loadProcessorMs: number;
  shortFirstProcessorMs: number;
  longFirstProcessorMs: number;
  shortTokenProcessorMs: number;
  longTokenProcessorMs: number;
}

/** Opens the model with `open`, answers a short and a long prompt, and prints one line of JSON. `begin`: `performance.now()` at the start. */
export async function measureAnswers(
  begin: number,
  promptFile: string,
  open: () => Promise<Answer>,
  runtime: () => string,
): Promise<void> {
  const prompts = JSON.parse(readFileSync(promptFile, 'utf8')) as Prompts;
  const answer = await open();
  const loadSeconds = (performance.now() - begin) / 1000;
  const loadProcessorMs = 1000 * processorSeconds();
  const short = await timed(answer, prompts.short);
  const long = await timed(answer, prompts.long);
  const run: AnswerRun = {
    loadSeconds,
    shortFirstTokenMs: short.firstTokenMs,
    longFirstTokenMs: long.firstTokenMs,
    shortTokensPerSecond: short.tokensPerSecond,
    longTokensPerSecond: long.tokensPerSecond,
    peakMemoryMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
    runtime: runtime(),
    loadProcessorMs,
    shortFirstProcessorMs: short.firstProcessorMs,
    longFirstProcessorMs: long.firstProcessorMs,
    shortTokenProcessorMs: short.tokenProcessorMs,
    longTokenProcessorMs: long.tokenProcessorMs,
  };
  process.stdout.write(`${JSON.stringify(run)}\n`);
}

async function timed(answer: Answer, ids: number[]) {
  const times: number[] = [];
  const used: number[] = [];
  const note = () => {
    times.push(performance.now());
    used.push(1000 * processorSeconds());
  };
  note();
  await answer(ids, newTokens.single, note);
  const tokens = times.length - 1;
  if (tokens !== newTokens.single) throw new Error(`expected ${newTokens.single} tokens, got ${tokens}`);
  const [start = 0, first = 0, last = 0] = [times[0], times[1], times.at(-1)];
  const [idle = 0, filled = 0, done = 0] = [used[0], used[1], used.at(-1)];
  return {
    firstTokenMs: first - start,
    tokensPerSecond: (1000 * (tokens - 1)) / (last - first),
    firstProcessorMs: filled - idle,
    tokenProcessorMs: (done - filled) / (tokens - 1),
  };
}

/** The version of an installed package, from the `node_modules` of `folder` ("..": the project, ".": bench). */
export function version(name: string, folder: '..' | '.' = '..'): string {
  const file = new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

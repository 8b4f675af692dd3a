// What one process measures when it answers one prompt at a time, in the same way for every runtime.
import { readFileSync } from 'node:fs';
import type { SpeedRun } from '../harness/speed.js';
import { newTokens, type Prompts } from './prompts.js';

/** Answers `ids` greedily with `count` tokens, ends ignored, and calls `onToken` as each is there. */
export type Answer = (ids: number[], count: number, onToken: () => void) => Promise<void>;

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
  const short = await timed(answer, prompts.short);
  const long = await timed(answer, prompts.long);
  const run: SpeedRun = {
    loadSeconds,
    shortFirstTokenMs: short.firstTokenMs,
    longFirstTokenMs: long.firstTokenMs,
    shortTokensPerSecond: short.tokensPerSecond,
    longTokensPerSecond: long.tokensPerSecond,
    peakMemoryMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
    runtime: runtime(),
  };
  process.stdout.write(`${JSON.stringify(run)}\n`);
}

async function timed(answer: Answer, ids: number[]): Promise<{ firstTokenMs: number; tokensPerSecond: number }> {
  const times: number[] = [];
  const start = performance.now();
  await answer(ids, newTokens.single, () => void times.push(performance.now()));
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined || times.length !== newTokens.single)
    throw new Error(`expected ${newTokens.single} tokens, got ${times.length}`);
  return { firstTokenMs: first - start, tokensPerSecond: (1000 * (times.length - 1)) / (last - first) };
}

/** The version of an installed package, from the `node_modules` of `folder` ("..": the project, ".": bench). */
export function version(name: string, folder: '..' | '.' = '..'): string {
  const file = new URL(`${folder}/node_modules/${name}/package.json`, import.meta.url);
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

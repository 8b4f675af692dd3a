// What one process measures when it answers one prompt at a time, in the same way for every runtime.
import { readFileSync } from 'node:fs';
import type { SpeedRun } from '../harness/records/measurements.js';
import { processorSeconds } from './processes.js';
import { articleDecoding, newTokens, type Prompts } from './prompts.js';

export type Sampling = typeof articleDecoding;

/**
 * Generates `count` tokens for `ids`, ignoring end-of-sequence tokens, and calls `onToken` for each as it is ready; greedy if
 * `sampling` is null.
 */
export type Answer = (ids: number[], count: number, sampling: Sampling | null, onToken: () => void) => Promise<void>;

/** Adds CPU time over all threads of the process, which is comparable even if other programs use the processor. */
export interface AnswerRun extends SpeedRun {
  /** first token of the short prompt, asked a second time */
  shortAgainFirstTokenMs: number;
  shortAgainFirstProcessorMs: number;
  loadProcessorMs: number;
  shortFirstProcessorMs: number;
  longFirstProcessorMs: number;
  shortTokenProcessorMs: number;
  longTokenProcessorMs: number;
}

/** Measured like the article: its prompt, its temperature, 256 new tokens. */
export interface ArticleRun {
  loadSeconds: number;
  /** first generation of the process */
  firstTokenMs: number;
  tokensPerSecond: number;
  peakMemoryMB: number;
}

/**
 * Opens the model with `open`, runs the prompts selected by `what` (`answers`: a short and a long prompt; `article`: the
 * article's), and prints one line of JSON. `begin`: `performance.now()` at the start.
 */
export async function measureAnswers(
  begin: number,
  what: string,
  promptFile: string,
  open: () => Promise<Answer>,
  runtime: () => string,
): Promise<void> {
  const prompts = JSON.parse(readFileSync(promptFile, 'utf8')) as Prompts;
  const answer = await open();
  const loadSeconds = (performance.now() - begin) / 1000;
  const loadProcessorMs = 1000 * processorSeconds();
  if (what === 'article') {
    const { firstTokenMs, tokensPerSecond } = await timed(answer, prompts.article, newTokens.article, articleDecoding);
    const run: ArticleRun = { loadSeconds, firstTokenMs, tokensPerSecond, peakMemoryMB: peakMemoryMB() };
    process.stdout.write(`${JSON.stringify(run)}\n`);
    return;
  }
  const short = await timed(answer, prompts.short);
  const again = await timed(answer, prompts.short);
  const long = await timed(answer, prompts.long);
  const run: AnswerRun = {
    loadSeconds,
    shortFirstTokenMs: short.firstTokenMs,
    shortAgainFirstTokenMs: again.firstTokenMs,
    shortAgainFirstProcessorMs: again.firstProcessorMs,
    longFirstTokenMs: long.firstTokenMs,
    shortTokensPerSecond: short.tokensPerSecond,
    longTokensPerSecond: long.tokensPerSecond,
    peakMemoryMB: peakMemoryMB(),
    runtime: runtime(),
    loadProcessorMs,
    shortFirstProcessorMs: short.firstProcessorMs,
    longFirstProcessorMs: long.firstProcessorMs,
    shortTokenProcessorMs: short.tokenProcessorMs,
    longTokenProcessorMs: long.tokenProcessorMs,
  };
  process.stdout.write(`${JSON.stringify(run)}\n`);
}

function peakMemoryMB(): number {
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}

async function timed(answer: Answer, ids: number[], count = newTokens.single, sampling: Sampling | null = null) {
  const times: number[] = [];
  const used: number[] = [];
  const note = () => {
    times.push(performance.now());
    used.push(1000 * processorSeconds());
  };
  note();
  await answer(ids, count, sampling, note);
  const tokens = times.length - 1;
  if (tokens !== count) throw new Error(`expected ${count} tokens, got ${tokens}`);
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

// Answers of one model, read: which choices are too close for reading to decide, and which token is certainly another.
import { ownScript } from '../../harness/core/own-script.js';
import type { Decoding, Reading, TokenAnswer } from '../../harness/core/types.js';
import { answerOf } from './answer-of.js';
import { closest } from './closest.js';
import type { Arithmetic } from './folder.js';
import { runJobs } from './job-pool.js';
import type { Texts } from './open.js';
import { type Job, readIn, readingPlan } from './reading-plan.js';
import type { ReadingSetup } from './reading-worker.js';
import type { Strand, StrandRead } from './strand.js';

export interface ReadOptions {
  folder: string;
  arithmetic: Arithmetic;
  workers: number;
  texts: Texts;
}

/** Yields a reading of each answer. One whose tokens do not fit in the context says nothing. */
export async function* readAnswers(options: ReadOptions, answers: TokenAnswer[]): AsyncGenerator<Reading> {
  const { texts, folder, arithmetic, workers } = options;
  const prompts = answers.map(({ request }) => texts.encodeChat(request.messages));
  const strands: Strand[] = [];
  for (const [index, { request, tokens }] of answers.entries()) {
    const prompt = prompts[index] as number[];
    if (tokens.length > 0 && prompt.length + tokens.length <= texts.context)
      strands.push({
        index,
        ids: [...prompt, ...tokens],
        from: prompt.length,
        decoding: within(request.decoding, texts.context - prompt.length),
      });
    else yield readingOf(texts, answers[index] as TokenAnswer, prompt.length, null);
  }
  const plan = readingPlan(strands);
  const members = new Map<number, number[]>();
  for (const { index } of strands) {
    const whole = readIn(plan, index);
    members.set(whole, [...(members.get(whole) ?? []), index]);
  }
  const script = ownScript('reading-worker', import.meta.url);
  const setup: ReadingSetup = { folder, arithmetic, ends: [...texts.eosTokenIds] };
  // one thread each: two of them are faster than one with two threads
  for await (const { result } of runJobs<ReadingSetup, Job, StrandRead[]>(script, setup, plan.jobs, workers))
    for (const one of result)
      for (const index of members.get(one.index) ?? [])
        yield readingOf(texts, answers[index] as TokenAnswer, (prompts[index] as number[]).length, one);
}

/** The decoding with the limit that the context leaves, which a schema has to know: it ends an answer there. */
function within(decoding: Decoding, room: number): Decoding {
  return decoding.schema ? { ...decoding, maxNewTokens: Math.min(decoding.maxNewTokens, room) } : decoding;
}

/** The reading of one answer from the strand that begins with it. */
export function readingOf(
  texts: Pick<Texts, 'context' | 'eosTokenIds' | 'decode' | 'schemas'>,
  { key, request, tokens }: TokenAnswer,
  promptTokens: number,
  read: Omit<StrandRead, 'index'> | null,
): Reading {
  const reading: Reading = {
    key,
    promptTokens,
    near: [],
    minMargin: Number.POSITIVE_INFINITY,
    says: answerOf(texts, request.decoding, promptTokens, tokens),
  };
  if (!read) return reading;
  const { chosen, margins, draws } = read;
  if (draws) reading.minDrawMargin = Number.POSITIVE_INFINITY;
  for (const [at, given] of tokens.entries()) {
    const [margin, draw] = [Math.abs(margins[at] as number), draws?.[at]];
    const near = draw === undefined ? margin <= closest.margin : !(draw < 0) && draw <= closest.draw;
    if (!near && chosen[at] !== given) return { ...reading, wrong: { at, given, chosen: chosen[at] as number } };
    if (near) reading.near.push(at);
    reading.minMargin = Math.min(reading.minMargin, margin);
    if (draw !== undefined) reading.minDrawMargin = Math.min(reading.minDrawMargin as number, draw);
  }
  return reading;
}

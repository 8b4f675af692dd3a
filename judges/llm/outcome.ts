// From a question to a score, for both types of judge model and all types of rubric.
import { UserError } from '../../harness/core/errors.js';
import type { JudgeModel, JudgeModelAnswer, Sample } from '../../harness/core/types.js';
import { longQuestion, replySchema, shortQuestion, yesNo } from './question.js';
import { certaintyOf, readReply, type Verdict } from './reply.js';
import type { Rubric } from './rubric.js';

export interface Outcome {
  /** 0 to 1, or null */
  score: number | null;
  verdict: string;
  why: string;
  /** per question, or for the only one: score of the reply, 0 to 1 */
  replies?: Record<string, number>;
  /** in-process: total probability of the allowed replies, minimum over the questions */
  mass?: number;
  /** pairwise: whether the reply changed with the order */
  flipped?: boolean;
  /** pairwise: score of the answer shown first, mean over both orders: 0.5 is no position bias */
  first?: number;
  /** servers with log-probabilities: the probability of the verdict's token, after the reasoning; the smaller of two orders */
  certainty?: number;
  retries?: number;
  promptTokens?: number;
  outputTokens?: number;
  transient?: boolean;
}

/** If the allowed replies have less total probability than this, the judge would say something else, and its reply is ignored. */
const leastMass = 0.05;

/** Asks the rubric's questions, in both orders if two answers are compared. */
export async function outcomeOf(
  rubric: Rubric,
  by: JudgeModel,
  sample: Sample,
  answers: [string] | [string, string],
  nonce: string,
): Promise<Outcome> {
  const ask = by.probabilities ? short : long;
  try {
    if (answers.length === 1) return await ask(rubric, by, sample, answers, nonce);
    const straight = await ask(rubric, by, sample, answers, nonce);
    const swapped = await ask(rubric, by, sample, [answers[1], answers[0]], nonce);
    return bothOrders(straight, swapped);
  } catch (error) {
    if (error instanceof UserError) throw error; // rejected key, missing model: every other question would fail too
    const why = (error as Error).message.slice(0, 200);
    if (error instanceof RangeError) return { score: null, verdict: 'too long', why };
    // a server that is down or replies with garbage: nothing is recorded, so that the next run asks again
    return { score: null, verdict: 'judge failed', why, transient: true };
  }
}

/** Probabilities of the allowed replies, normalised to sum to 1. */
async function short(
  rubric: Rubric,
  by: JudgeModel,
  sample: Sample,
  answers: [string] | [string, string],
  nonce: string,
): Promise<Outcome> {
  const questions = rubric.kind === 'checklist' ? rubric.questions : [{ id: rubric.kind, text: undefined }];
  const menu =
    rubric.kind === 'checklist' ? [...yesNo[rubric.language]] : rubric.kind === 'scale' ? ['1', '2', '3', '4', '5'] : ['A', 'B'];
  const worth = rubric.kind === 'scale' ? [0, 0.25, 0.5, 0.75, 1] : [1, 0];
  const replies: Record<string, number> = {};
  let mass = 1;
  for (const { id, text } of questions) {
    const probabilities = (await by.probabilities?.(shortQuestion(rubric, { sample, answers, nonce }, text), menu)) ?? [];
    const sum = probabilities.reduce((total, p) => total + p, 0);
    mass = Math.min(mass, sum);
    replies[id] = round(probabilities.reduce((total, p, i) => total + p * (worth[i] as number), 0) / sum);
  }
  if (!(mass >= leastMass))
    return {
      score: null,
      verdict: 'off the menu',
      why: `the menu has ${(100 * mass).toFixed(1)} % of the probability`,
      mass: round(mass),
    };
  return { ...scored(replies, 'probabilities of the replies'), mass: round(mass) };
}

/** One reply in JSON; if invalid, one retry that quotes the error; then unscored. */
async function long(
  rubric: Rubric,
  by: JudgeModel,
  sample: Sample,
  answers: [string] | [string, string],
  nonce: string,
): Promise<Outcome> {
  if (!by.answer) throw new Error(`${by.id} gives neither probabilities nor answers`);
  let complaint: string | undefined;
  let promptTokens = 0;
  let outputTokens = 0;
  for (let retries = 0; retries < 2; retries++) {
    const reply = await by.answer(longQuestion(rubric, { sample, answers, nonce }, complaint), replySchema(rubric, nonce));
    promptTokens += reply.promptTokens ?? 0;
    outputTokens += reply.outputTokens ?? 0;
    const read = readReply(rubric, nonce, reply.text);
    if ('verdict' in read)
      return {
        ...scored(repliesOf(rubric, read.verdict), read.reasoning || 'no reason given'),
        ...certainty(rubric, reply.tokens),
        retries,
        promptTokens,
        outputTokens,
      };
    complaint = read.complaint;
  }
  return {
    score: null,
    verdict: 'unreadable',
    why: `twice without a verdict: ${complaint}`,
    retries: 1,
    promptTokens,
    outputTokens,
  };
}

function certainty(rubric: Rubric, tokens: JudgeModelAnswer['tokens']): { certainty?: number } {
  const value = tokens && rubric.kind !== 'checklist' ? certaintyOf(tokens) : null;
  return value === null ? {} : { certainty: round(value) };
}

function repliesOf(rubric: Rubric, verdict: Verdict): Record<string, number> {
  if (typeof verdict === 'number') return { [rubric.kind]: (verdict - 1) / 4 };
  if (typeof verdict === 'string') return { [rubric.kind]: verdict === 'A' ? 1 : 0 };
  return Object.fromEntries(Object.entries(verdict).map(([id, reply]) => [id, reply === 'yes' ? 1 : 0]));
}

function scored(replies: Record<string, number>, why: string): Outcome {
  const values = Object.values(replies);
  const score = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { score, verdict: score > 0.5 ? 'good' : score < 0.5 ? 'poor' : 'even', why, replies };
}

/** The mean over both orders. `swapped` scores the other answer first, so its score is inverted. */
function bothOrders(straight: Outcome, swapped: Outcome): Outcome {
  const tokens = {
    ...(straight.retries === undefined ? {} : { retries: straight.retries + (swapped.retries ?? 0) }),
    promptTokens: (straight.promptTokens ?? 0) + (swapped.promptTokens ?? 0),
    outputTokens: (straight.outputTokens ?? 0) + (swapped.outputTokens ?? 0),
  };
  if (straight.score === null || swapped.score === null) return { ...(straight.score === null ? straight : swapped), ...tokens };
  const [a, b] = [straight.score, 1 - swapped.score];
  const flipped = a > 0.5 !== b > 0.5;
  const certain = Number.isInteger(a) && Number.isInteger(b);
  const score = flipped && certain ? 0.5 : (a + b) / 2;
  const sure = [straight.certainty, swapped.certainty].filter((value) => value !== undefined);
  const certainty = sure.length === 2 ? { certainty: Math.min(...sure) } : {};
  const verdict = flipped ? 'tie' : score > 0.5 ? 'better' : 'worse';
  const mass = straight.mass === undefined ? {} : { mass: Math.min(straight.mass, swapped.mass ?? 1) };
  return {
    score,
    verdict,
    why: straight.why,
    flipped,
    first: round((straight.score + swapped.score) / 2),
    ...mass,
    ...certainty,
    ...tokens,
  };
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

// The decode loop: rows join a batch when there is a place, take one token a step together, and leave when they end. Each row has its
// own random numbers, limit and stop strings, so batch size and neighbours change the time it takes and nothing else.
import type { Decoding } from '../../harness/core/types.js';
import { type Choice, type Chooser, chooser } from './choose.js';
import { logProbability } from './likelihood.js';
import type { OpenModel } from './open.js';
import type { Queue } from './queue.js';
import type { Runner } from './runner.js';
import { cutAtStop } from './stop.js';

export interface Prompt {
  /** given back with the answer */
  index: number;
  ids: number[];
  decoding: Decoding;
  /** whether the answer's tokens come with their log-probabilities */
  logProbabilities?: boolean;
  /** called as each token is chosen, the end token too */
  onToken?: (token: number) => void;
}

export interface Decoded {
  index: number;
  output: string;
  finish: 'stop' | 'length';
  /** tokens of the output: those chosen, without the end token and those of a stop string */
  ids: number[];
  /** smallest gap between the two best logits over all tokens chosen, the end token and those of a stop string too */
  minMargin: number;
  /** natural logarithms, before temperature and cuts; one for each of `ids` */
  logProbabilities?: number[];
}

interface Row {
  prompt: Prompt;
  choose: Chooser;
  limit: number;
  ids: number[];
  minMargin: number;
  logProbabilities: number[];
}

/**
 * Answers prompts as the queue gives them; yields each as it ends. Prompts must be shorter than the model's context. `prefix`: first
 * tokens that every prompt has in common; they are run once, and every row starts from a copy of their keys and values.
 */
export async function* decode(
  model: OpenModel,
  runner: Runner,
  prompts: Queue<Prompt>,
  prefix: number[] = [],
): AsyncGenerator<Decoded> {
  const rows: Row[] = [];
  const shared = await fillPrefix(runner, prefix);
  try {
    for (;;) {
      if (rows.length === 0 && !(await prompts.more())) return;
      while (rows.length < runner.most) {
        const prompt = prompts.take();
        if (!prompt) break;
        const row = start(model, prompt);
        rows.push(row);
        runner.join(shared > 0);
        const logits = await runner.fill(rows.length - 1, prompt.ids.slice(shared));
        const done = advance(model, row, logits, 0);
        if (done) {
          leave(rows.length - 1);
          yield done;
        }
      }
      if (rows.length === 0) continue;
      const logits = await runner.step(rows.map(({ ids }) => ids[ids.length - 1] as number));
      const ended: Decoded[] = [];
      for (let place = rows.length - 1; place >= 0; place--) {
        const done = advance(model, rows[place] as Row, logits, place);
        if (!done) continue;
        leave(place);
        ended.unshift(done);
      }
      yield* ended;
    }
  } finally {
    while (rows.length > 0) leave(rows.length - 1);
  }

  function leave(place: number): void {
    runner.leave(place);
    rows[place] = rows[rows.length - 1] as Row;
    rows.pop();
  }
}

/** Tokens shared by all prompts: as many as pay, and at least two fewer than the shortest prompt (see `stretches` for why two). */
export function commonPrefix(prompts: number[][]): number[] {
  const [first, ...others] = prompts;
  if (!first || others.length === 0) return [];
  let length = Math.min(...prompts.map((ids) => ids.length - 2));
  for (const ids of others) for (let i = 0; i < length; i++) if (ids[i] !== first[i]) length = i;
  return length < 8 ? [] : first.slice(0, length);
}

async function fillPrefix(runner: Runner, prefix: number[]): Promise<number> {
  if (prefix.length === 0) return 0;
  runner.join(false);
  await runner.fill(runner.rows - 1, prefix);
  runner.keepPrefix(runner.rows - 1);
  runner.leave(runner.rows - 1);
  return prefix.length;
}

function start(model: OpenModel, prompt: Prompt): Row {
  return {
    prompt,
    choose: chooser(prompt.decoding),
    limit: Math.min(prompt.decoding.maxNewTokens, model.context - prompt.ids.length),
    ids: [],
    minMargin: Number.POSITIVE_INFINITY,
    logProbabilities: [],
  };
}

/** Takes the row's next token from its place in `logits`; returns the answer where it ends with it. */
function advance(model: OpenModel, row: Row, logits: Float32Array, place: number): Decoded | null {
  const size = model.shape.vocabulary;
  const { token, margin }: Choice = row.choose(logits, place * size, (place + 1) * size);
  const { prompt } = row;
  if (margin < row.minMargin) row.minMargin = margin;
  prompt.onToken?.(token);
  if (model.eosTokenIds.has(token)) return answer(row, model.decode(row.ids), 'stop');
  row.ids.push(token);
  if (prompt.logProbabilities) row.logProbabilities.push(logProbability(logits, place * size, (place + 1) * size, token));
  const cut = prompt.decoding.stop?.length ? cutAtStop(row.ids, prompt.decoding.stop, model.decode) : null;
  if (cut) return answer(keep(row, cut.tokens), cut.text, 'stop');
  return row.ids.length >= row.limit ? answer(row, model.decode(row.ids), 'length') : null;
}

function answer({ prompt, ids, minMargin, logProbabilities }: Row, output: string, finish: 'stop' | 'length'): Decoded {
  return { index: prompt.index, output, finish, ids, minMargin, ...(prompt.logProbabilities && { logProbabilities }) };
}

/** A row with its first tokens alone, as those of a stop string are no part of the answer. */
function keep(row: Row, tokens: number): Row {
  return { ...row, ids: row.ids.slice(0, tokens), logProbabilities: row.logProbabilities.slice(0, tokens) };
}

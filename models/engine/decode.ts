// The decode loop (continuous batching): rows join the batch when there is a free slot, decode one token per step together, and
// leave when they finish. Each row has its own random generator, limit and stop strings, so batch size and neighbouring rows
// affect timing and nothing else.
import type { Decoding } from '../../harness/core/types.js';
import type { Hold } from '../mask/hold.js';
import { type Choice, type Chooser, chooser } from './choose.js';
import { logProbability } from './likelihood.js';
import type { OpenModel } from './open.js';
import type { Queue } from './queue.js';
import type { Runner } from './runner.js';
import { cutAtStop } from './stop.js';

export interface Prompt {
  /** returned with the answer */
  index: number;
  ids: number[];
  decoding: Decoding;
  /** how many of the first `ids` the prompts before and after it have too: they are run once for all of them (prefixes.ts). Default 0 */
  shared?: number;
  /** how many of the last `ids` are of the answer, already chosen: it goes on after them. Default 0 */
  chosen?: number;
  /** whether to return the log-probability of each output token */
  logProbabilities?: boolean;
  /** called as each token is chosen, including the end-of-sequence token */
  onToken?: (token: number) => void;
}

export interface Decoded {
  index: number;
  output: string;
  finish: 'stop' | 'length';
  /** tokens of the output, without the end-of-sequence token and the tokens of a stop string */
  ids: number[];
  /** every token chosen here, including end-of-sequence and stop-string tokens */
  chosen: number[];
  /** smallest gap between the two best logits over all tokens of `chosen`, infinite if a schema left no choice */
  minMargin: number;
  /** of sampled text: see `Choice.drawMargin`, the smallest over `chosen` */
  minDrawMargin?: number;
  /** natural logarithms, before temperature and truncation; one per entry of `ids` */
  logProbabilities?: number[];
}

interface Row {
  prompt: Prompt;
  choose: Chooser;
  /** keeps to the schema, if the request has one */
  hold: Hold | null;
  limit: number;
  ids: number[];
  chosen: number[];
  minMargin: number;
  minDrawMargin: number;
  logProbabilities: number[];
}

/**
 * Answers prompts as the queue supplies them and yields each answer as it finishes. Prompts must be shorter than the model's
 * context. Rows whose prompts share a prefix start from a copy of its KV cache.
 */
export async function* decode(model: OpenModel, runner: Runner, prompts: Queue<Prompt>): AsyncGenerator<Decoded> {
  const rows: Row[] = [];
  let kept: number[] = [];
  try {
    for (;;) {
      if (rows.length === 0 && !(await prompts.more())) return;
      while (rows.length < runner.most) {
        const prompt = prompts.take();
        if (!prompt) break;
        const row = start(model, prompt);
        const { shared = 0 } = prompt;
        if (shared > 0 && !begins(prompt.ids, kept, shared)) kept = await fillPrefix(runner, prompt.ids.slice(0, shared));
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

/** Whether `kept` is just the first `length` of `ids`. */
function begins(ids: number[], kept: number[], length: number): boolean {
  return kept.length === length && kept.every((id, i) => id === ids[i]);
}

async function fillPrefix(runner: Runner, prefix: number[]): Promise<number[]> {
  runner.join(false);
  await runner.fill(runner.rows - 1, prefix);
  runner.keepPrefix(runner.rows - 1);
  runner.leave(runner.rows - 1);
  return prefix;
}

function start(model: OpenModel, prompt: Prompt): Row {
  const { decoding, ids, chosen = 0 } = prompt;
  const limit = Math.min(decoding.maxNewTokens, model.context - ids.length);
  const hold = decoding.schema ? model.schemas().hold(decoding.schema, limit + chosen) : null;
  for (const token of hold && chosen > 0 ? ids.slice(-chosen) : []) hold?.take(token);
  return {
    prompt,
    choose: chooser(decoding, chosen),
    hold,
    limit,
    ids: [],
    chosen: [],
    minMargin: Number.POSITIVE_INFINITY,
    minDrawMargin: Number.POSITIVE_INFINITY,
    logProbabilities: [],
  };
}

/** Chooses the row's next token from its slot in `logits`; returns the answer if that token ends it. */
function advance(model: OpenModel, row: Row, logits: Float32Array, place: number): Decoded | null {
  const size = model.shape.vocabulary;
  const [from, to] = [place * size, (place + 1) * size];
  const { prompt, hold } = row;
  const { token, margin, drawMargin }: Choice = hold ? hold.choose(row.choose, logits, from, to) : row.choose(logits, from, to);
  hold?.take(token);
  if (margin < row.minMargin) row.minMargin = margin;
  if (drawMargin !== undefined && drawMargin < row.minDrawMargin) row.minDrawMargin = drawMargin;
  row.chosen.push(token);
  prompt.onToken?.(token);
  if (model.eosTokenIds.has(token)) return answer(row, model.decode(row.ids), hold?.cut ? 'length' : 'stop');
  row.ids.push(token);
  if (prompt.logProbabilities) row.logProbabilities.push(logProbability(logits, from, to, token));
  const cut = prompt.decoding.stop?.length ? cutAtStop(row.ids, prompt.decoding.stop, model.decode) : null;
  if (cut) return answer(keep(row, cut.tokens), cut.text, 'stop');
  return row.ids.length >= row.limit ? answer(row, model.decode(row.ids), 'length') : null;
}

function answer(row: Row, output: string, finish: 'stop' | 'length'): Decoded {
  const { prompt, ids, chosen, minMargin, minDrawMargin, logProbabilities } = row;
  return {
    index: prompt.index,
    output,
    finish,
    ids,
    chosen,
    minMargin,
    ...(Number.isFinite(minDrawMargin) && { minDrawMargin }),
    ...(prompt.logProbabilities && { logProbabilities }),
  };
}

/** A row cut to its first `tokens` tokens, as those of a stop string are not part of the answer. */
function keep(row: Row, tokens: number): Row {
  return { ...row, ids: row.ids.slice(0, tokens), logProbabilities: row.logProbabilities.slice(0, tokens) };
}

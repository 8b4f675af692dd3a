// The decode loop: rows join a batch when there is a place, take one token a step together, and leave when they end. Each row has its
// own random numbers, limit and stop strings, so batch size and neighbours change the time it takes and nothing else.
import type { Decoding } from '../../harness/types.js';
import { Cache } from './cache.js';
import { type Chooser, chooser } from './choose.js';
import { Forward } from './forward.js';
import type { OpenModel } from './open.js';

export interface Prompt {
  ids: number[];
  decoding: Decoding;
}

export interface Decoded {
  /** place in the list of prompts */
  index: number;
  output: string;
  finish: 'stop' | 'length';
  /** without the end token */
  ids: number[];
  minMargin: number;
}

interface Row {
  index: number;
  prompt: Prompt;
  choose: Chooser;
  limit: number;
  ids: number[];
  minMargin: number;
}

/** Answers the prompts, `batch` at a time; yields each as it ends. Every prompt must be shorter than the model's context. */
export async function* decode(model: OpenModel, prompts: Prompt[], batch: number): AsyncGenerator<Decoded> {
  const { shape } = model;
  const forward = new Forward(model.session, shape);
  const cache = new Cache(shape);
  const rows: Row[] = [];
  let next = 0;
  while (next < prompts.length || rows.length > 0) {
    while (rows.length < batch && next < prompts.length) {
      const prompt = prompts[next] as Prompt;
      const row: Row = {
        index: next++,
        prompt,
        choose: chooser(prompt.decoding),
        limit: Math.min(prompt.decoding.maxNewTokens, shape.context - prompt.ids.length),
        ids: [],
        minMargin: Infinity,
      };
      rows.push(row);
      cache.add(prompt.ids.length + 1);
      const logits = await forward.fill(cache, rows.length - 1, prompt.ids);
      const done = take(model, row, logits, 0);
      if (done) {
        yield done;
        leave(rows.length - 1);
      }
    }
    if (rows.length === 0) continue;
    const logits = await forward.step(
      cache,
      rows.map(({ ids }) => ids[ids.length - 1] as number),
    );
    for (let r = rows.length - 1; r >= 0; r--) {
      const done = take(model, rows[r] as Row, logits, r);
      if (done) {
        yield done;
        leave(r);
      }
    }
  }

  function leave(r: number): void {
    cache.remove(r);
    rows[r] = rows[rows.length - 1] as Row;
    rows.pop();
    forward.reset();
  }
}

/** Takes the row's next token; returns the answer where it ends with it. */
function take(model: OpenModel, row: Row, logits: Float32Array, place: number): Decoded | null {
  const size = model.shape.vocabulary;
  const { token, margin } = row.choose(logits, place * size, (place + 1) * size);
  if (margin < row.minMargin) row.minMargin = margin;
  const answer = (output: string, finish: 'stop' | 'length'): Decoded => ({
    index: row.index,
    output,
    finish,
    ids: row.ids,
    minMargin: row.minMargin,
  });
  if (model.ends.has(token)) return answer(model.decode(row.ids), 'stop');
  row.ids.push(token);
  const { stop } = row.prompt.decoding;
  if (stop?.length) {
    const text = model.decode(row.ids);
    const at = stop.map((word) => text.indexOf(word)).filter((place) => place >= 0);
    if (at.length > 0) return answer(text.slice(0, Math.min(...at)), 'stop');
  }
  return row.ids.length >= row.limit ? answer(model.decode(row.ids), 'length') : null;
}

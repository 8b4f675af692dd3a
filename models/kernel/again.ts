// A recorded answer once more: written token by token as it was asked, or read. Reading looks at all its tokens in one pass and asks
// at each whether the kernel would have chosen it; it takes a third of the time and ends at the first one that differs.
import { type Choice, chooser, type Decoding } from './choose.js';
import type { Kernel } from './kernel.js';
import type { Message, Texts } from './texts.js';

/**
 * A smallest margin up to this is a near tie: 14 times the largest difference of a margin between the two implementations that was
 * seen in 254 answers (6.9e-5), and the last digit of recorded margins.
 */
export const nearTie = 0.001;

/** The same for a draw, as a share of all: a logit that differs by 6.9e-5 moves a share by less. */
export const nearShare = 1e-4;

/** What is compared of a record. */
export interface Recorded {
  messages: Message[];
  decoding: Decoding;
  output: string;
  finish: string;
  outputTokens: number | null;
  minMargin?: number;
}

export interface Written {
  ids: number[];
  text: string;
  finish: 'stop' | 'length' | 'stopped';
  promptTokens: number;
  minMargin: number;
  /** at the first token that is not the one of `compare`, how far the two are apart (see `Parting`); null if there is none */
  gap: number | null;
  /** milliseconds until the first token, and in all */
  firstMs: number;
  totalMs: number;
}

export interface WriteOptions {
  onToken?: (ids: number[]) => void;
  /** the recorded tokens, for `gap` */
  compare?: number[];
  /** called between tokens and parts of the prompt; true stops */
  breathe?: () => Promise<boolean> | boolean;
  /** who reads the prompt (see halves.ts); default: the kernel */
  reader?: Pick<Kernel, 'after'>;
}

/** Writes an answer. Errors: RangeError if the prompt fills the context. */
export async function write(
  kernel: Kernel,
  texts: Texts,
  { messages, decoding }: Pick<Recorded, 'messages' | 'decoding'>,
  { onToken, compare, breathe = () => false, reader = kernel }: WriteOptions = {},
): Promise<Written> {
  const start = performance.now();
  const prompt = texts.encode(texts.prompt(messages));
  const context = Math.min(kernel.context, texts.context);
  if (prompt.length >= context)
    throw new RangeError(`the prompt has ${prompt.length} tokens, and the model's context ends at ${context}`);
  const choose = chooser(decoding);
  const limit = Math.min(decoding.maxNewTokens, context - prompt.length);
  const ids: number[] = [];
  const done: Written = {
    ids,
    text: '',
    finish: 'length',
    promptTokens: prompt.length,
    minMargin: Infinity,
    gap: null,
    firstMs: 0,
    totalMs: 0,
  };
  let stopped = false;
  kernel.forget();
  let row = await reader.after(prompt, async () => {
    stopped ||= await breathe();
    return stopped;
  });
  done.firstMs = performance.now() - start;
  while (!stopped) {
    const choice = choose(row);
    const { token } = choice;
    done.minMargin = Math.min(done.minMargin, choice.margin);
    const recorded = compare?.[ids.length] ?? null;
    if (compare && done.gap === null && (recorded === null ? !texts.ends.has(token) : token !== recorded))
      done.gap = gapOf(row, choice, recorded, texts, decoding);
    if (texts.ends.has(token)) {
      done.finish = 'stop';
      break;
    }
    ids.push(token);
    onToken?.(ids);
    const cut = decoding.stop && atStop(texts.decode(ids), decoding.stop);
    if (cut !== undefined && cut !== null) {
      done.finish = 'stop';
      done.text = cut;
      while (ids.length > 0 && texts.decode(ids.slice(0, -1)).startsWith(cut)) ids.pop();
      break;
    }
    if (ids.length >= limit) break;
    stopped = await breathe();
    if (!stopped) row = await kernel.after([...prompt, ...ids]);
  }
  if (stopped) done.finish = 'stopped';
  if (done.text === '') done.text = texts.decode(ids);
  done.totalMs = performance.now() - start;
  return done;
}

/** What comes before the first stop string; null if there is none. */
function atStop(text: string, stop: string[]): string | null {
  const places = stop.filter((word) => word !== '' && text.includes(word)).map((word) => text.indexOf(word));
  return places.length > 0 ? text.slice(0, Math.min(...places)) : null;
}

/** Where a reading first differs. */
export interface Parting {
  /** index of the token */
  at: number;
  recorded: number | null;
  chosen: number;
  /** best logit less second best there, in the kernel */
  margin: number;
  /** how far the kernel's choice is from the recorded one: logits apart, or for a draw what `Choice` calls distance */
  gap: number;
}

/**
 * Reads tokens `ids` as the answer to `prompt`: null if the kernel would have chosen each, and an end after them if `ended`. `trace`
 * gets the distance of each choice.
 */
export function read(
  kernel: Kernel,
  texts: Pick<Texts, 'ends'>,
  prompt: number[],
  ids: number[],
  ended: boolean,
  decoding: Decoding,
  trace?: (distance: number) => void,
): Parting | null {
  let parting: Parting | null = null;
  const choose = chooser(decoding);
  const first = prompt.length - 1;
  const all = [...prompt, ...(ended ? ids : ids.slice(0, -1))];
  kernel.read(all, first, (position, row) => {
    const at = position - first;
    const choice = choose(row);
    const { token, margin, distance } = choice;
    const recorded = ids[at] ?? null;
    trace?.(distance);
    if (recorded === null ? texts.ends.has(token) : token === recorded) return true;
    parting = { at, recorded, chosen: token, margin, gap: gapOf(row, choice, recorded, texts, decoding) };
    return false;
  });
  return parting;
}

function gapOf(
  row: Float32Array,
  { token, distance }: Choice,
  recorded: number | null,
  { ends }: Pick<Texts, 'ends'>,
  decoding: Decoding,
): number {
  if ((decoding.temperature ?? 0) > 0) return distance;
  const other = recorded === null ? Math.max(...[...ends].map((end) => row[end] as number)) : (row[recorded] as number);
  return (row[token] as number) - other;
}

/** The record's tokens: `tokens` where the record has them, else the text's; null if they do not make the text, or not in its number. */
export function tokensOf(record: Recorded & { tokens?: string }, texts: Texts): number[] | null {
  if (record.tokens !== undefined) {
    const ids = varints(record.tokens);
    // the record has the token that ended the answer too, which is no part of its text
    const said = record.finish === 'stop' && texts.ends.has(ids.at(-1) as number) ? ids.slice(0, -1) : ids;
    return texts.decode(said) === record.output ? said : null;
  }
  const ids = texts.encode(record.output);
  return ids.length === record.outputTokens && texts.decode(ids) === record.output ? ids : null;
}

/** Numbers of seven bits a byte, the lowest first, in base64. */
function varints(base64: string): number[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of atob(base64)) {
    const byte = character.charCodeAt(0);
    value |= (byte & 127) << shift;
    shift += 7;
    if (byte < 128) {
      numbers.push(value);
      value = 0;
      shift = 0;
    }
  }
  return numbers;
}

// The language-model part of English fluency: how much likelier a model finds a poem than the same words in another order. Held against
// its own words, a poem is not judged by how rare they are: perplexity alone takes shuffled verse of today for real verse of 1609
// (data/README.md).
import { readFileSync } from 'node:fs';
import { UserError } from '../../harness/core/errors.js';
import { seeded, shuffled } from '../../harness/core/random.js';
import type { Curves } from './curves.js';
import { reorder, wordsOf } from './reorder.js';

/** A language model with its own measured scale. */
export interface Perplexity extends Curves {
  id: string;
  /** a judge never grades its own family */
  family: string;
  /** of weights, tokenizer and arithmetic: it goes into the judge's version */
  digest: string;
  /** Negative log-likelihood of a text in nats, summed over all its tokens but the first. */
  nats(text: string): Promise<number> | number;
  close?(): Promise<void>;
}

/** A model that tells how likely it finds a text, such as `smollm2()`. */
export interface Reader extends Pick<Perplexity, 'id' | 'family' | 'digest' | 'close'> {
  perplexity(text: string): Promise<{ logProbabilities: number[] }>;
}

export interface Gap {
  /** characters read, line ends among them */
  characters: number;
  words: number;
  /** nats a character */
  nats: number;
  /** nats a character that other orders of the same words cost more */
  gap: number;
}

/** Fewer words have too few orders. */
const leastWords = 8;
/** Characters that are read, a sonnet and a half: more adds time and little else. */
const mostCharacters = 1_000;
/** Other orders that a poem is held against. */
const orders = 2;

/** `nats` of a reader. */
export async function natsOf(reader: Reader, text: string): Promise<number> {
  const { logProbabilities } = await reader.perplexity(text);
  return -logProbabilities.reduce((sum, one) => sum + one, 0);
}

const scales = (): Record<string, Curves> =>
  JSON.parse(readFileSync(new URL('./data/perplexity.json', import.meta.url), 'utf8')) as Record<string, Curves>;

/** A model with the scale in data/perplexity.json. Errors: UserError where none was measured for its digest. */
export function perplexityOf(reader: Reader): Perplexity {
  const scale = scales()[reader.digest];
  if (!scale)
    throw new UserError(
      `expected a model whose scale is in judges/poem/data/perplexity.json, got ${reader.id} with digest ${reader.digest.slice(0, 12)}. judges/poem/data/README.md says how to measure it`,
    );
  const { real, shuffled } = scale;
  const { id, family, digest } = reader;
  return { id, family, digest, real, shuffled, nats: (text) => natsOf(reader, text), close: async () => reader.close?.() };
}

/** Whole lines up to 1,000 characters; of one long line, its beginning. */
function beginning(lines: string[]): string[] {
  const kept: string[] = [];
  let left = mostCharacters;
  for (const line of lines) {
    if (kept.length > 0 && line.length >= left) break;
    kept.push([...line].slice(0, left).join(''));
    left -= line.length + 1;
  }
  return kept;
}

/** Reads the beginning of a poem in its own order and in two others, drawn from a seed that is the text. Null for fewer than 8 words. */
export async function gapOf(lines: string[], nats: Perplexity['nats']): Promise<Gap | null> {
  const read = beginning(lines);
  const text = read.join('\n');
  const words = wordsOf(text).length;
  if (words < leastWords) return null;
  const characters = [...text].length;
  const own = await nats(`\n${text}`); // the line end is the first token, which has no likelihood
  const random = seeded(text);
  let others = 0;
  for (let i = 0; i < orders; i++) others += await nats(`\n${reorder(read, (all) => shuffled(random, all)).join('\n')}`);
  return { characters, words, nats: own / characters, gap: (others / orders - own) / characters };
}

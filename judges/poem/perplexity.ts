// The language-model part of English fluency: how much likelier a model finds a poem than the same words in another order.
// Comparing a poem with its own words removes the effect of rare words: perplexity alone mistakes shuffled modern verse for real
// verse of 1609 (data/README.md).
import { readFileSync } from 'node:fs';
import { UserError } from '../../harness/core/errors.js';
import { seeded, shuffled } from '../../harness/core/random.js';
import type { Curves } from './curves.js';
import { reorder, wordsOf } from './reorder.js';

/** A language model with its measured scale. */
export interface Perplexity extends Curves {
  id: string;
  /** a judge never grades its own family */
  family: string;
  /** of weights, tokenizer and arithmetic: part of the judge's version */
  digest: string;
  /** Negative log-likelihood of a text in nats, summed over all tokens but the first. */
  nats(text: string): Promise<number> | number;
  close?(): Promise<void>;
}

/** A model that gives the likelihood of a text, such as `smollm2()`. */
export interface Reader extends Pick<Perplexity, 'id' | 'family' | 'digest' | 'close'> {
  perplexity(text: string): Promise<{ logProbabilities: number[] }>;
}

export interface Gap {
  /** characters read, including line ends */
  characters: number;
  words: number;
  /** nats per character */
  nats: number;
  /** additional nats per character of other orders of the same words */
  gap: number;
}

/** Fewer words have too few permutations. */
const leastWords = 8;
/** Maximum characters read, about a sonnet and a half: more takes time and adds little. */
const mostCharacters = 1_000;
/** Number of shuffled versions for comparison. */
const orders = 2;

/** `nats` using a reader. */
export async function natsOf(reader: Reader, text: string): Promise<number> {
  const { logProbabilities } = await reader.perplexity(text);
  return -logProbabilities.reduce((sum, one) => sum + one, 0);
}

const scales = (): Record<string, Curves> =>
  JSON.parse(readFileSync(new URL('./data/perplexity.json', import.meta.url), 'utf8')) as Record<string, Curves>;

/** A model with its scale from data/perplexity.json. Errors: UserError if none was measured for its digest. */
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

/** Whole lines up to 1,000 characters; the start of the first line if that is longer. */
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

/** Scores the start of a poem in its own order and in two others, shuffled with the text as seed. Null for fewer than 8 words. */
export async function gapOf(lines: string[], nats: Perplexity['nats']): Promise<Gap | null> {
  const read = beginning(lines);
  const text = read.join('\n');
  const words = wordsOf(text).length;
  if (words < leastWords) return null;
  const characters = [...text].length;
  const own = await nats(`\n${text}`); // the line end is the first token, which is not scored
  const random = seeded(text);
  let others = 0;
  for (let i = 0; i < orders; i++) others += await nats(`\n${reorder(read, (all) => shuffled(random, all)).join('\n')}`);
  return { characters, words, nats: own / characters, gap: (others / orders - own) / characters };
}

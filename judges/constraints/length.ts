// Kinds that constrain length: in words, Han characters, sentences, paragraphs or lines.
import { counted, type Kind } from './kind.js';

const words = counted('words', ({ runs }) => runs.filter((word) => /[\p{L}\p{Nd}]/u.test(word)).length);
const characters = counted('Han characters', ({ text }) =>
  [...text.matchAll(/\p{Script=Han}+/gu)].reduce((sum, [run]) => sum + [...run].length, 0),
);
const sentences = counted('sentences', (answer) => answer.sentences.length);
const paragraphs = counted('paragraphs', (answer) => answer.paragraphs.length);
const lines = counted('lines', (answer) => answer.lines.length);

export const length: Record<string, Kind> = {
  words_at_least: words.atLeast,
  words_at_most: words.atMost,
  characters_at_least: characters.atLeast,
  characters_at_most: characters.atMost,
  sentences_exactly: sentences.exactly,
  sentences_at_least: sentences.atLeast,
  sentences_at_most: sentences.atMost,
  paragraphs_exactly: paragraphs.exactly,
  lines_exactly: lines.exactly,
};

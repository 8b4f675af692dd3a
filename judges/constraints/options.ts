// The kind that requires one of several answers and nothing else.
import { caseless } from './answer.js';
import type { Kind } from './kind.js';

const finalMark = /[.。．｡!！?？؟…]$/u;
const pairs = ['""', "''", '“”', '‘’', '„“', '«»', '‹›', '「」', '『』'];

/**
 * Accepted forms of the answer: unchanged, and without quotation marks and one final punctuation mark, inside or outside the
 * quotes.
 */
function bare(text: string): string[] {
  const outside = text.replace(finalMark, '').trim();
  const inside = unquoted(outside);
  return [text, outside, inside, outside === text ? inside.replace(finalMark, '').trim() : inside];
}

function unquoted(text: string): string {
  const pair = pairs.find(([open = '', close = '']) => text.length > 2 && text.startsWith(open) && text.endsWith(close));
  return pair ? text.slice(1, -1).trim() : text;
}

const oneOf: Kind = (fields) => {
  const choices = fields.texts('options');
  const want = fields.has('want') ? fields.oneOf('want', choices) : undefined;
  const longest = Math.max(...choices.map((choice) => choice.length)) * 3 + 10; // in lower case a text may be longer, not three times
  return ({ text }) => {
    if (text.length > longest) return { holds: false, why: 'not one of the options alone' };
    const meant = bare(text);
    const is = (choice: string) =>
      meant.some((one) => (caseless(choice) ? one.toLowerCase() === choice.toLowerCase() : one === choice));
    if (!choices.some(is)) return { holds: false, why: 'not one of the options alone' };
    const right = want === undefined || is(want);
    return { holds: right, why: right ? 'one of the options' : 'an option, but not the right one' };
  };
};

export const options: Record<string, Kind> = { one_of: oneOf };

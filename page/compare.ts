// The difference of two texts, in pieces.
import { diffArrays } from 'diff';

export interface Part {
  text: string;
  side: 'both' | 'left' | 'right';
}

/** Words, numbers and single signs; of scripts without spaces, characters. */
const token = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+|\s+|./gsu;

/** Characters of each text that are compared: a browser would stand still over more. */
export const longest = 20_000;

/** The first `longest` characters of each. null if they differ too much for the time: then they are only shown side by side. */
export function compare(left: string, right: string): Part[] | null {
  const [a, b] = [left.slice(0, longest), right.slice(0, longest)];
  if (a === b) return [{ text: a, side: 'both' }];
  const found = diffArrays(tokens(a), tokens(b), { timeout: 800 });
  return (
    found?.map(({ value, added, removed }) => ({ text: value.join(''), side: added ? 'right' : removed ? 'left' : 'both' })) ??
    null
  );
}

function tokens(text: string): string[] {
  return text.match(token) ?? [];
}

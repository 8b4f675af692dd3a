// The difference of two texts, in pieces.
import { diffArrays, diffLines } from 'diff';

export interface Part {
  text: string;
  side: 'both' | 'left' | 'right';
}

/** Words, numbers and single signs; of scripts without spaces, characters. */
const token = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}_]+|\s+|./gsu;

/** Longest texts, in characters, that are compared word by word. */
const longest = 60_000;

/** null if they differ too much for the time: then they are only shown side by side. */
export function compare(left: string, right: string): Part[] | null {
  if (left === right) return [{ text: left, side: 'both' }];
  const short = left.length + right.length <= longest;
  const found = short
    ? diffArrays(tokens(left), tokens(right), { timeout: 800 })?.map(({ value, added, removed }) => ({
        value: value.join(''),
        added,
        removed,
      }))
    : diffLines(left, right, { timeout: 800 });
  return found?.map(({ value, added, removed }) => ({ text: value, side: added ? 'right' : removed ? 'left' : 'both' })) ?? null;
}

function tokens(text: string): string[] {
  return text.match(token) ?? [];
}

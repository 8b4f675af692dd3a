// Whether a text goes round: the same piece again and again, without a break. Small models end that way often, and no limit in tokens
// is long enough for them.

/** A piece that is repeated without a break. */
export interface Loop {
  /** the piece, white space as one space and counted numbers as 0 */
  piece: string;
  times: number;
}

/** Longest piece looked for, in characters: some six lines. */
const longestPiece = 400;

/**
 * The loop that a text ends in: the last 40 characters or more are one piece, at least three times. For a text that was cut off:
 * whether a higher limit would only have made it longer. Returns null if there is none.
 */
export function loopAtEnd(text: string): Loop | null {
  const folded = fold(text, /\p{Nd}/gu);
  const end = folded.length;
  for (let size = 1; size <= Math.min(longestPiece, end / 3); size++) {
    let from = end - size;
    while (from > 0 && folded[from - 1] === folded[from - 1 + size]) from--;
    if (end - from >= Math.max(3 * size, 40)) return { piece: folded.slice(end - size), times: Math.floor((end - from) / size) };
  }
  return null;
}

/**
 * The first loop anywhere in a text: one piece at least four times, 60 characters or more in all. A piece without letters (a row of
 * dashes, a list of numbers) counts only from 200 characters: people write such lines too. The numbers of a list ("1. … 2. …") count as
 * the same; other numbers do not, because calls of a function with other arguments are no loop. Returns null if there is none.
 */
export function loopIn(text: string): Loop | null {
  const folded = fold(text, /(?<=^|\s)\p{Nd}+(?=[.)、．])/gu);
  for (let size = 1; size <= Math.min(longestPiece, folded.length / 4); size++) {
    let same = 0;
    for (let i = size; i <= folded.length; i++) {
      if (i < folded.length && folded[i] === folded[i - size]) {
        same++;
        continue;
      }
      const length = same + size;
      if (same > 0 && length >= Math.max(4 * size, 60)) {
        const piece = folded.slice(i - size, i);
        if (length >= 200 || /\p{L}/u.test(piece)) return { piece, times: Math.floor(length / size) };
      }
      same = 0;
    }
  }
  return null;
}

function fold(text: string, numbers: RegExp): string {
  return text.trim().replace(/\s+/gu, ' ').replace(numbers, '0');
}

/** Answers are looked at again and again: to ask on, to grade, to say how they ended. */
const known = new Map<string, Loop | null>();
const mostKnown = 5000;

/** The loop of an answer: anywhere in it, or, if it was cut off, at its end; null if there is none. */
export function loopOf({ output, finish }: { output: string; finish: string }): Loop | null {
  const cut = finish === 'length';
  const key = `${cut}${output}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const loop = loopIn(output) ?? (cut ? loopAtEnd(output) : null);
  if (known.size >= mostKnown) known.clear();
  known.set(key, loop);
  return loop;
}

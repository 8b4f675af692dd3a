// Stop strings: an answer ends where one occurs in its text. After each token only the end of the text is decoded: decoding the
// whole answer every time would take quadratic time.

type Decode = (ids: number[]) => string;

/** What is kept of an answer in which a stop string occurred. */
export interface Cut {
  /** the text before the first stop string in it */
  text: string;
  /** number of leading tokens needed for that text */
  tokens: number;
}

/**
 * Characters by which the text decoded from the last tokens may differ from the end of the whole text: up to three bytes of a
 * character that was cut, the leading space that some tokenizers drop, and an incomplete character that the last token may
 * complete.
 */
const margin = 8;

/** What is kept if the last token completes a stop string; null if it does not. Call it after every token. */
export function cutAtStop(ids: number[], stop: string[], decode: Decode): Cut | null {
  if (!endMayStop(ids, stop, decode)) return null;
  const text = beforeStop(decode(ids), stop);
  return text === null ? null : { text, tokens: tokensOf(text, ids, decode) };
}

/**
 * Whether the end of the text, as far back as the last token can matter, contains a stop string. May give a false positive, as
 * the first characters of the end may be damaged.
 */
function endMayStop(ids: number[], stop: string[], decode: Decode): boolean {
  const needed = Math.max(0, ...stop.map((word) => word.length)) + margin;
  for (let count = needed; count < ids.length; count *= 2) {
    const tail = ids.slice(-count);
    // a tail with too little text (empty tokens, parts of characters) says nothing: take a longer one
    if (decode(tail.slice(0, -1)).length >= needed) return beforeStop(decode(tail), stop) !== null;
  }
  return true;
}

function beforeStop(text: string, stop: string[]): string | null {
  const places = stop.filter((word) => word !== '' && text.includes(word)).map((word) => text.indexOf(word));
  return places.length > 0 ? text.slice(0, Math.min(...places)) : null;
}

/** The smallest number of leading tokens whose text starts with `text`. Counts down from the end, as few tokens follow it. */
function tokensOf(text: string, ids: number[], decode: Decode): number {
  let count = ids.length;
  while (count > 0 && decode(ids.slice(0, count - 1)).startsWith(text)) count--;
  return count;
}

// Stop strings: an answer ends where one is in its text. Each token is looked at with the few before it, never with the whole answer,
// which would take time in the square of its length.

type Decode = (ids: number[]) => string;

/** What is kept of an answer that ran into a stop string. */
export interface Cut {
  /** the text before the first stop string in it */
  text: string;
  /** how many of the answer's first tokens it takes for that text */
  tokens: number;
}

/**
 * Characters by which the text of a tail may differ from the end of the whole text: up to three bytes of a character whose beginning is cut
 * off, the space that some tokenizers drop at the start, and the unfinished character that the last token may complete.
 */
const margin = 8;

/** Whether the last token completes a stop string, and then what is kept; null where it does not. Called with each token in turn. */
export function cutAtStop(ids: number[], stop: string[], decode: Decode): Cut | null {
  if (!endMayStop(ids, stop, decode)) return null;
  const text = beforeStop(decode(ids), stop);
  return text === null ? null : { text, tokens: tokensOf(text, ids, decode) };
}

/** Whether the end of the text, as far back as the last token can matter, has a stop string; it may say so wrongly, as its start is damaged. */
function endMayStop(ids: number[], stop: string[], decode: Decode): boolean {
  const needed = Math.max(0, ...stop.map((word) => word.length)) + margin;
  for (let count = needed; count < ids.length; count *= 2) {
    const tail = ids.slice(-count);
    if (decode(tail.slice(0, -1)).length >= needed) return beforeStop(decode(tail), stop) !== null; // else: tokens without text, or parts of characters
  }
  return true;
}

function beforeStop(text: string, stop: string[]): string | null {
  const places = stop.filter((word) => word !== '' && text.includes(word)).map((word) => text.indexOf(word));
  return places.length > 0 ? text.slice(0, Math.min(...places)) : null;
}

/** The smallest number of first tokens whose text begins with `text`; from the end, as few tokens are past it. */
function tokensOf(text: string, ids: number[], decode: Decode): number {
  let count = ids.length;
  while (count > 0 && decode(ids.slice(0, count - 1)).startsWith(text)) count--;
  return count;
}

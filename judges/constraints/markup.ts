// Kinds that require passages marked by signs: enclosed, highlighted, or placeholders.
import type { Answer } from './answer.js';
import { bounds, counted, type Kind, limited } from './kind.js';

/** Number of passages, each within one line, where `open` and the nearest following `close` enclose non-blank text. */
export function enclosed({ lines }: Answer, open: string, close: string): number {
  let count = 0;
  for (const line of lines) {
    let at = line.indexOf(open);
    while (at >= 0) {
      const end = line.indexOf(close, at + open.length);
      if (end < 0) break;
      if (line.slice(at + open.length, end).trim() !== '') count++;
      at = line.indexOf(open, end + close.length);
    }
  }
  return count;
}

const enclosedAtLeast: Kind = (fields) => {
  const n = fields.count('n', 1);
  const open = fields.text('open');
  const close = fields.text('close');
  return (answer) => limited(enclosed(answer, open, close), n, `places in ${open} ${close}`, ...bounds.atLeast);
};

/** The text inside contains no asterisk, so no position is visited twice. */
const highlight = /\*\*(?!\s)[^*]+(?<!\s)\*\*|\*(?!\s)[^*]+(?<!\s)\*/g;
const highlights = counted('highlights', ({ lines }) =>
  lines.reduce((sum, line) => sum + (line.match(highlight)?.length ?? 0), 0),
);

const placeholders = counted('places in [ ]', (answer) => enclosed(answer, '[', ']'));

export const markup: Record<string, Kind> = {
  enclosed_at_least: enclosedAtLeast,
  highlights_at_least: highlights.atLeast,
  placeholders_at_least: placeholders.atLeast,
};

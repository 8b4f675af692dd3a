// Whether a text is verse at all, by the length of its lines and what is in them. Prose has long lines, several sentences in one, or lines
// broken only because the page is full.
import type { Reading } from './lines.js';
import { wordsOf, writtenHan } from './script.js';

/** Mean Han characters a line from which Chinese is prose: two clauses of 律诗 on one line have 14. */
const longestChinese = 20;

/** Mean words a line from which English is prose: sonnets have 8. */
const longestEnglish = 14;

/** Why a Chinese text is not verse, null where it is. `reading`: the likelier one. */
export function notChineseVerse({ by, lines, characters }: Reading): string | null {
  if (lines.length < 2)
    return lines.length === 1 && sentences(lines[0] as string) > 1 ? 'prose in one paragraph' : 'a single line';
  const mean = characters.reduce((sum, n) => sum + n, 0) / lines.length;
  if (by === 'clauses') return null;
  if (mean > longestChinese) return `lines of ${mean.toFixed(0)} characters on average are prose`;
  const several = lines.filter((line) => sentences(line) > 1 && writtenHan(line).length > longestChinese).length;
  return several * 2 >= lines.length ? 'several sentences in a line are prose' : null;
}

/** Why an English text is not verse, null where it is. */
export function notEnglishVerse(lines: string[]): string | null {
  if (lines.length < 2)
    return lines.length === 1 && sentences(lines[0] as string) > 1 ? 'prose in one paragraph' : 'a single line';
  const words = lines.map((line) => wordsOf(line).length);
  const mean = words.reduce((sum, n) => sum + n, 0) / lines.length;
  if (mean > longestEnglish) return `lines of ${mean.toFixed(0)} words on average are prose`;
  if (mean > 8 && lines.filter((line) => sentences(line) > 1).length * 2 >= lines.length)
    return 'several sentences in a line are prose';
  return wrapped(lines, mean) ? 'lines are broken where the page is full' : null;
}

function sentences(line: string): number {
  return (line.match(/[。！？]+(?=.)|[.!?]+["')]?\s+(?=["'(]?[A-Z])/gu) ?? []).length + 1;
}

/** Prose set in lines: they begin in lower case, end without a mark, and are all but equally long. */
function wrapped(lines: string[], meanWords: number): boolean {
  if (lines.length < 3 || meanWords < 9) return false;
  const lower = lines.slice(1).filter((line) => /^[a-z]/.test(line)).length;
  const openEnded = lines.slice(0, -1).filter((line) => !/[.,;:!?—-]["')]?$/.test(line)).length;
  const lengths = lines.slice(0, -1).map((line) => line.length);
  const mean = lengths.reduce((sum, n) => sum + n, 0) / lengths.length;
  const near = lengths.every((n) => Math.abs(n - mean) < mean * 0.2);
  return near && lower * 10 >= (lines.length - 1) * 6 && openEnded * 10 >= (lines.length - 1) * 6;
}

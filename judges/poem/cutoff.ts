// Whether a poem is cut off: detected by the token limit, a shorter last line, or a missing final mark.
import type { Verse } from './verse.js';

const closed = /[。！？…!?.~～」』”"’')）】》—]$/u;
const marked = /[，。！？；、：…,.!?;:—~～」』”"’'）)]$/u;
const hanging =
  /\b(?:the|a|an|of|and|or|but|to|in|on|at|with|for|from|by|as|is|are|was|were|that|which|my|your|his|her|its|our|their|so)$/i;

/** Why the poem seems cut off, in a few words; null if it seems complete. `finish` as in a generation. */
export function cutOff(verse: Verse, finish: string): string | null {
  if (finish === 'length') return 'the token limit came first';
  const rows = verse.rows.filter((row) => row !== '');
  const last = rows.at(-1);
  if (last === undefined) return null;
  const lengths = verse.clean.map((line) => [...line].length);
  if (rows.length === 1 && /[，；,;]/.test(last) && !closed.test(last)) return 'the last mark is missing';
  if (verse.regular !== null && (lengths.at(-1) ?? 0) < verse.regular) return 'the last line is shorter than the others';
  if (/[，、,]$/.test(last) && rows.length + verse.lines.length > 2) {
    const commas = rows.filter((row) => /[，、,]$/.test(row)).length;
    if (commas < rows.length) return 'it ends with a comma'; // some poems have a comma after every line
  }
  if (verse.language === 'en' && hanging.test(last)) return 'it ends with a word that wants another';
  // within a row, marks between verse lines count too
  const inner = verse.lines.length > rows.length ? verse.lines.length - 1 : 0;
  const before = rows.slice(0, -1);
  const habit = before.length === 0 ? inner > 0 : before.filter((row) => marked.test(row)).length >= before.length * 0.75;
  const ends = before.length === 0 || before.some((row) => closed.test(row));
  return habit && ends && !closed.test(last) && !marked.test(last) ? 'the last mark is missing' : null;
}

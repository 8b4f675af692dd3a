// Whether a text has the shape of a poem: several short lines, no list, no code, no prose.
import type { Verse } from './verse.js';

/**
 * Longest line of free verse, in Han characters and English words; Whitman's are longer, but not those of models asked for a
 * poem.
 */
const longest = { zh: 28, en: 16 };

/** Why it is not a poem, in a few words; null if it is one. */
export function noPoem(verse: Verse): string | null {
  const { lines, clean, rows, regular } = verse;
  if (verse.markup === 'code') return 'code or data';
  if (lines.length === 0) return 'no text';
  if (lines.length === 1) return 'one line';
  const body = rows.join('\n');
  const letters = body.match(/[\p{L}\s]/gu)?.length ?? 0;
  const signs = body.match(/[{}[\]<>=;_\\|$#@^&*+/\d]/g)?.length ?? 0;
  if (signs > letters * 0.15) return 'signs and digits rather than words';
  if (verse.markup === 'list') return 'a list';
  const pairs = rows.filter((row) => /^[^：:，,]{1,12}[：:]\s*\S/.test(row)).length;
  if (pairs >= Math.max(2, rows.filter(Boolean).length / 2)) return 'labels with values';
  if (regular !== null) return null;
  const chinese = verse.script.han > verse.script.latinWords;
  const sizes = clean.map((line) => (chinese ? [...line].length : line === '' ? 0 : line.split(' ').length));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const inLong = sizes.reduce((sum, size) => sum + (size > longest[chinese ? 'zh' : 'en'] ? size : 0), 0);
  if (inLong > all / 2) return 'prose: most of it in long lines';
  if (all < (chinese ? 6 : 4)) return 'too few words';
  return null;
}

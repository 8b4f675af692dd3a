// The lines of a poem. A row on the page may hold two lines of Chinese verse (春眠不觉晓，处处闻啼鸟。), so both are kept.
import { type Cleaned, clean } from './clean.js';
import { simple } from './simplified.js';

export interface Verse extends Cleaned {
  /** rows of the poem as the answer breaks them, '' between stanzas */
  rows: string[];
  /** lines of verse as written, without blank ones */
  lines: string[];
  /** the same, cleaned: simplified Han characters for Chinese, lower-case words for English */
  clean: string[];
  /** index of the stanza of each line */
  stanza: number[];
  /** 4 to 7 where all lines of Chinese verse have so many characters, else null */
  regular: number | null;
  /** in the poem itself: Han characters, Latin words of two letters and more, Latin letters, letters of other scripts */
  script: { han: number; latinWords: number; latinLetters: number; other: number };
  language: 'zh' | 'en' | 'mixed' | 'other' | null;
}

const breaks = /[，。！？；、：,.!?;:\s…—]+/u;

/** Only the Han characters of a text, simplified. */
export function han(text: string): string {
  let out = '';
  for (const one of text.match(/\p{Script=Han}/gu) ?? []) out += simple(one);
  return out;
}

/** Words of an English text, lower case, apostrophes kept. */
export function words(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[a-zà-ÿ][a-zà-ÿ']*/g) ?? []
  );
}

function scriptOf(text: string): Verse['script'] {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const characters = count(/\p{Script=Han}/gu);
  const latinLetters = count(/\p{Script=Latin}/gu);
  const other = count(/\p{L}/gu) - count(/(?=\p{L})[\p{Script=Han}\p{Script=Latin}]/gu);
  return { han: characters, latinWords: count(/\p{Script=Latin}{2,}/gu), latinLetters, other };
}

/** A poem may hold one foreign word in a hundred (a name); more is a mixture. One Han character weighs as one Latin word. */
const foreign = 0.01;

function languageOf({ han, latinWords, latinLetters, other }: Verse['script']): Verse['language'] {
  const all = han + latinLetters / 4 + other;
  if (all === 0) return null;
  if (other > all * 0.05) return other > all * 0.5 ? 'other' : 'mixed';
  if (latinWords <= (han + latinWords) * foreign && han > 0) return 'zh';
  return han <= (han + latinWords) * foreign ? 'en' : 'mixed';
}

/** The length that all segments share; the last of three and more may be shorter (cut off); null where they differ. */
function regularOf(segments: string[]): number | null {
  const lengths = segments.map((one) => [...one].length);
  const first = lengths[0] ?? 0;
  const whole = lengths.length > 2 ? lengths.slice(0, -1) : lengths;
  const fits = lengths.length >= 2 && first >= 4 && first <= 7 && whole.every((n) => n === first);
  return fits && (lengths.at(-1) ?? 0) <= first ? first : null;
}

const spoken = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** Reads the poem of an answer. */
export function verseOf(output: string): Verse {
  const { lines: written, ...frame } = clean(output);
  const script = scriptOf(written.join('\n'));
  const chinese = script.han > script.latinWords;
  const rows: { row: string; stanza: number }[] = [];
  let at = 0;
  for (const row of written) {
    if (row === '') at++;
    else if (spoken(row)) rows.push({ row, stanza: at });
  }
  const verse = (lines: typeof rows, regular: number | null): Verse => ({
    ...frame,
    rows: written,
    lines: lines.map(({ row }) => row),
    clean: lines.map(({ row }) => (chinese ? han(row) : words(row).join(' '))),
    stanza: lines.map(({ stanza }) => stanza),
    regular,
    script,
    language: languageOf(script),
  });
  if (!chinese) return verse(rows, null);
  const segments = rows.flatMap(({ row, stanza }) =>
    row
      .split(breaks)
      .filter((one) => /\p{Script=Han}/u.test(one))
      .map((one) => ({ row: one, stanza })),
  );
  const regular = regularOf(segments.map(({ row }) => han(row)).filter(Boolean));
  return regular === null ? verse(rows, null) : verse(segments, regular);
}

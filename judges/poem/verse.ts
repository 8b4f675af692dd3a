// The lines of a poem. A written row may contain two lines of Chinese verse (春眠不觉晓，处处闻啼鸟。), so both are kept.
import { type Cleaned, clean } from './clean.js';
import { simple } from './simplified.js';

export interface Verse extends Cleaned {
  /** rows as written in the answer, '' between stanzas */
  rows: string[];
  /** lines of verse as written, without blank ones */
  lines: string[];
  /** the same, cleaned: simplified Han characters for Chinese, lower-case words for English */
  clean: string[];
  /** index of the stanza of each line */
  stanza: number[];
  /** number of characters per line, 4 to 7, if the same in all lines of Chinese verse, else null */
  regular: number | null;
  /** counts in the poem itself: Han characters, Latin words of two or more letters, Latin letters, letters of other scripts */
  script: { han: number; latinWords: number; latinLetters: number; other: number };
  language: 'zh' | 'en' | 'mixed' | 'other' | null;
}

const breaks = /[，。！？；、：,.!?;:\s…—]+/u;

/** Parts of a line between marks. */
export const clausesOf = (line: string) => line.split(/[，。！？；、：,.!?;:…—]+/u).filter((one) => /\p{L}/u.test(one));

/** Only the Han characters of a text, simplified. */
export function han(text: string): string {
  let out = '';
  for (const one of text.match(/\p{Script=Han}/gu) ?? []) out += simple(one);
  return out;
}

/** Words of an English text, lower case, with apostrophes. */
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

/** A poem may have one foreign word in a hundred (a name); more is mixed language. One Han character counts as one Latin word. */
const foreign = 0.01;

function languageOf({ han, latinWords, latinLetters, other }: Verse['script']): Verse['language'] {
  const all = han + latinLetters / 4 + other;
  if (all === 0) return null;
  if (other > all * 0.05) return other > all * 0.5 ? 'other' : 'mixed';
  if (latinWords <= (han + latinWords) * foreign && han > 0) return 'zh';
  return han <= (han + latinWords) * foreign ? 'en' : 'mixed';
}

/** The common length of all segments; with three or more, the last may be shorter (cut off); null if they differ. */
function regularOf(segments: string[]): number | null {
  const lengths = segments.map((one) => [...one].length);
  const first = lengths[0] ?? 0;
  const whole = lengths.length > 2 ? lengths.slice(0, -1) : lengths;
  const fits = lengths.length >= 2 && first >= 4 && first <= 7 && whole.every((n) => n === first);
  return fits && (lengths.at(-1) ?? 0) <= first ? first : null;
}

/** Rows longer than this are read by their clauses where those are verse. */
const longestRow = 28;
/** Most characters of a clause of verse, and on average, in stanzas written as paragraphs: none of 131 ci has more. */
const clause = { longest: 9, mean: 7.2 };
/** Most particles of prose, old and new, for one character of such stanzas: 98 % of ci have fewer, 98 % of old prose has more. */
const mostParticles = { new: 0.03, old: 0.035 };

/**
 * Whether rows of several clauses each are stanzas written as paragraphs, as 词 is printed: short clauses, and few of the particles
 * that prose cannot do without. `segments`: the clauses, Han characters only.
 */
function stanzaic(rows: string[], segments: string[]): boolean {
  const text = segments.join('');
  const size = [...text].length;
  if (segments.length < 4 || segments.length < rows.length * 2 || /\p{Nd}/u.test(rows.join(''))) return false;
  if (size > segments.length * clause.mean || segments.some((one) => [...one].length > clause.longest)) return false;
  const particles = (pattern: RegExp) => (text.match(pattern)?.length ?? 0) / size;
  return (
    particles(/[的了吗呢吧啊们这它哪呀]/gu) <= mostParticles.new &&
    particles(/[之乎者也矣焉哉其而以于曰所则故]/gu) <= mostParticles.old
  );
}

const spoken = (text: string) => /[\p{L}\p{N}]/u.test(text);

/** Extracts the lines of verse from an answer. */
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
  const clauses = segments.map(({ row }) => han(row));
  const regular = regularOf(clauses);
  const texts = rows.map(({ row }) => row);
  const long = rows.length === 1 || texts.some((row) => [...row].length > longestRow);
  return regular !== null || (long && stanzaic(texts, clauses)) ? verse(segments, regular) : verse(rows, null);
}

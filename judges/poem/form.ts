// How well a poem keeps a form: the required one, and the one its shape suggests. Every part is 0 to 1; null if it cannot be
// determined.

import { type Classical, classicalOf } from './classical.js';
import { rhymes as englishRhymes, syllables } from './english.js';
import { soundsOf } from './modern.js';
import { type Scheme, schemeOf } from './scheme.js';
import type { FormName, Target } from './target.js';
import type { Verse } from './verse.js';

export interface Form {
  /** the required form, else the one that the lines have */
  name: FormName | null;
  lines: number | null;
  charactersPerLine: number | null;
  rhyme: number | null;
  /** tone pattern; for regulated verse only, and never required */
  tones: number | null;
  syllables: number | null;
}

export interface Read {
  form: Form;
  rhyme: 'yes' | 'partly' | 'no' | null;
  classical: Classical | null;
  scheme: Scheme | null;
  /** minimum and maximum syllables of each line; English only */
  syllables: ([number, number] | null)[];
}

const lineCounts: Partial<Record<FormName, number>> = { 绝句: 4, 律诗: 8, couplet: 2, limerick: 5, haiku: 3 };

function shape({ clean, regular, language }: Verse, target: Target): FormName | null {
  if (target.form) return target.form;
  if (language === 'zh' && (regular === 5 || regular === 7))
    return clean.length === 4 ? '绝句' : clean.length === 8 ? '律诗' : 'free';
  return 'free';
}

function chineseScheme({ clean, stanza }: Verse, required: string | null): Scheme {
  const last = clean.map((line) => ({ character: [...line].at(-1), sound: soundsOf(line).at(-1) }));
  return schemeOf(
    stanza,
    (a, b) => {
      const [x, y] = [last[a], last[b]];
      if (!x?.sound?.track || !y?.sound?.track) return null;
      return x.character !== y.character && x.sound.track === y.sound.track;
    },
    required,
  );
}

function englishScheme({ clean, stanza }: Verse, required: string | null): Scheme {
  const last = clean.map((line) => line.split(' ').at(-1) ?? '');
  return schemeOf(stanza, (a, b) => englishRhymes(last[a] ?? '', last[b] ?? ''), required);
}

/** Share of lines whose syllables are within `slack` of 5, 7, 5; null if any line has an unknown word. */
function haikuSyllables(counts: Read['syllables'], slack: number): number | null {
  if (counts.some((one) => one === null)) return null;
  const wanted = [5, 7, 5];
  const kept = counts.filter(
    (one, i) => one && one[0] - slack <= (wanted[i] ?? -9) && one[1] + slack >= (wanted[i] ?? -9),
  ).length;
  return kept / Math.max(counts.length, 3);
}

/** How close a number is to the required one: 1 if equal, 0.75 if off by one in four. */
function near(got: number, want: number): number {
  return Math.max(0, 1 - Math.abs(got - want) / want);
}

/** Determines the form of a poem. English needs `loadEnglish` first. */
export function formOf(verse: Verse, target: Target): Read {
  const chinese = verse.script.han > verse.script.latinWords;
  const name = shape(verse, target);
  const regulated = chinese && (name === '绝句' || name === '律诗');
  const classical = chinese && verse.regular !== null ? classicalOf(verse.clean) : null;
  const required = name === 'limerick' ? 'AABBA' : null;
  const scheme = (chinese ? chineseScheme : englishScheme)(verse, required);
  const counts = chinese ? [] : verse.clean.map((line) => syllables(line.split(' ')));
  const rhyme = regulated && classical ? classical.rhyme : bestRhyme(classical?.rhyme ?? null, scheme.rhyme);
  const rows = verse.rows.filter((row) => /[\p{L}\p{N}]/u.test(row)).length;
  const wantedLines = target.lines ?? (name ? (lineCounts[name] ?? null) : null);
  const widths = verse.clean.map((line) => [...line].length);
  const width = target.charactersPerLine ?? (regulated ? (verse.regular === 5 ? 5 : 7) : null);
  const rhyming = regulated || target.rhyme === true || name === 'couplet' || name === 'limerick';
  const form: Form = {
    name,
    lines:
      wantedLines === null ? null : Math.max(near(verse.lines.length, wantedLines), target.form ? 0 : near(rows, wantedLines)),
    charactersPerLine:
      width === null || !chinese ? null : widths.filter((one) => one === width).length / Math.max(1, widths.length),
    rhyme: rhyming ? rhymeShare(regulated, classical, scheme) : null,
    tones: regulated && classical ? classical.tones : null,
    syllables: name === 'haiku' ? (chinese ? hanHaiku(widths) : haikuSyllables(counts, 0)) : null,
  };
  return { form, rhyme, classical, scheme, syllables: counts };
}

function hanHaiku(widths: number[]): number {
  const wanted = [5, 7, 5];
  return widths.filter((width, i) => width === wanted[i]).length / Math.max(widths.length, 3);
}

function bestRhyme(a: Scheme['rhyme'], b: Scheme['rhyme']): Scheme['rhyme'] {
  const order = [null, 'no', 'partly', 'yes'] as const;
  return order[Math.max(order.indexOf(a), order.indexOf(b))] ?? null;
}

function rhymeShare(regulated: boolean, classical: Classical | null, scheme: Scheme): number | null {
  const free = scheme.pairs === 0 ? null : scheme.kept / scheme.pairs;
  if (regulated) return classical ? classical.share : 0;
  return classical ? Math.max(classical.share, free ?? 0) : free;
}

/** Mean of the parts that apply, 0 to 1; null if nothing is required and the shape suggests no form. */
export function formScore({ lines, charactersPerLine, rhyme, tones, syllables }: Form): number | null {
  const parts = [lines, charactersPerLine, rhyme, tones, syllables].filter((one) => one !== null);
  return parts.length === 0 ? null : parts.reduce((sum, one) => sum + one, 0) / parts.length;
}

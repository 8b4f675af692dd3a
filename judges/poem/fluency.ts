// Fluency as a product of parts, each 0 to 1, so that any fault lowers it. It measures how close a text is to clean verse, not
// how good it is.
import type { Place } from './curves.js';
import { type Loops, leastDistinct2 } from './loops.js';
import { naturalness } from './neighbours.js';
import type { Target } from './target.js';
import type { Verse } from './verse.js';

export interface Fluency {
  /** share of letters in the required script */
  script: number;
  /** 1 without loops; else distinct lines or distinct pairs relative to the usual minimum */
  loops: number;
  /** 1 for a poem that seems complete, 0.5 if cut off */
  whole: number;
  /** 1 without surrounding text, 0.8 with */
  plain: number;
  /**
   * probability of real rather than shuffled verse, by adjacent characters (Chinese) or a language model (English); null without
   */
  natural: number | null;
  /** distance in standard deviations from real and from shuffled verse */
  zReal: number | null;
  zShuffled: number | null;
}

interface Seen {
  target: Target;
  loops: Loops;
  cut: string | null;
  language: Verse['language'];
}

/** The parts of a poem's fluency; `english`: its place by a language model. */
export function fluencyOf(verse: Verse, { target, loops, cut, language }: Seen, english: Place | null): Fluency {
  const { han, latinLetters, other } = verse.script;
  const letters = han + latinLetters + other;
  const own = target.language === 'zh' ? han : language === 'other' ? 0 : latinLetters;
  const chinese = han > verse.script.latinWords;
  const sizes = verse.clean.map((line) => (chinese ? [...line].length : line.split(' ').length));
  const pairs = sizes.reduce((sum, size) => sum + Math.max(0, size - 1), 0);
  const near = chinese ? naturalness(verse.clean) : null;
  const { natural = null, zReal = null, zShuffled = null } = near ?? english ?? {};
  return {
    script: letters === 0 ? 0 : own / letters,
    loops: loops.found ? Math.min(0.9, loops.distinctLines, (loops.distinct2 ?? 1) / leastDistinct2(pairs)) : 1,
    whole: cut === null ? 1 : 0.5,
    plain: verse.preamble === null && verse.afterword === null ? 1 : 0.8,
    natural,
    zReal,
    zShuffled,
  };
}

/** The product of the parts, 0 to 1; null without a model for the language (the parts are reported anyway). */
export function fluencyScore({ script, loops, whole, plain, natural }: Fluency): number | null {
  return natural === null ? null : script * loops * whole * plain * natural;
}

// Fluency as a product of named parts, each 0 to 1: a fault in one is a fault of the whole. Form is no part of it (experts' sense of fluency
// hardly follows form), nor is the topic.
import type { Loops } from './loops.js';
import { pairInformation } from './ngram.js';
import type { Script } from './script.js';

/** Two kinds of text on one scale. */
export interface Scale {
  real: { mean: number; sd: number };
  shuffled: { mean: number; sd: number };
}

export interface Standing {
  value: number;
  /** deviations from the mean of real verse, and of the same with its parts shuffled */
  zReal: number;
  zShuffled: number;
  /** 0.05 as shuffled verse on average, 0.95 as real verse, a logistic curve between and beyond */
  part: number;
}

/** Mean information of a pair, nats, in 1,000 poems that are in no table (data/calibrate.ts); sd for one of 32 pairs. */
export const pairScale: Scale = { real: { mean: 1, sd: 1 }, shuffled: { mean: 0, sd: 1 } };

/** Pairs that the sd above is for; it falls with the root of their number. */
const pairsOfScale = 32;

/** Where a value stands between two kinds of text. */
export function standing(value: number, { real, shuffled }: Scale, sizeFactor = 1): Standing {
  const along = (value - shuffled.mean) / (real.mean - shuffled.mean);
  return {
    value,
    zReal: (value - real.mean) / (real.sd * sizeFactor),
    zShuffled: (value - shuffled.mean) / (shuffled.sd * sizeFactor),
    part: 1 / (1 + Math.exp(-6 * (along - 0.5))),
  };
}

/** Characters that classical verse hardly uses; where they are common the statistics of Tang and Song say nothing. */
const vernacular = /[的了吗呢吧啊们这那它她哪啦呀]/gu;

/** Neighbouring characters against real and shuffled verse; null for vernacular, or too short a text. `lines`: simplified Han only. */
export function neighbours(lines: string[]): Standing | null {
  const text = lines.join('');
  if ((text.match(vernacular)?.length ?? 0) > text.length * 0.03) return null;
  const found = pairInformation(lines);
  return found && standing(found.mean, pairScale, Math.sqrt(pairsOfScale / found.pairs));
}

export interface FluencyInput {
  script: Script;
  asked: 'zh' | 'en';
  loops: Loops;
  cut: string | null;
  preamble: string | null;
  afterword: string | null;
  pairs: Standing | null;
  perplexity: Standing | null;
}

export type Fault = 'wrong language' | 'mixed' | 'looped' | 'cut off' | 'preamble';

export interface Fluency {
  /** 0 to 1 */
  score: number;
  faults: Fault[];
  parts: Record<'language' | 'loops' | 'whole' | 'bare' | 'neighbours' | 'perplexity', number | null>;
}

/** Less than this share of one language is two. */
export const leastShare = 0.9;

/** The product of the parts that could be measured. A preamble or a remark costs a tenth, a cut half, a loop or the wrong language all. */
export function fluencyOf({ script, asked, loops, cut, preamble, afterword, pairs, perplexity }: FluencyInput): Fluency {
  const own = asked === 'zh' ? script.han : script.latinWords;
  const other = asked === 'zh' ? script.latinWords : script.han;
  const wrong = script.language !== asked && own <= other;
  const faults: Fault[] = [];
  if (wrong || script.language === 'other') faults.push('wrong language');
  else if (other > 0) faults.push('mixed');
  if (loops.looped) faults.push('looped');
  else if (cut !== null) faults.push('cut off');
  if (preamble !== null) faults.push('preamble');
  const parts = {
    language: faults.includes('wrong language') ? 0 : script.share,
    loops: loops.looped ? 0 : 1,
    whole: cut === null || loops.looped ? 1 : 0.5,
    bare: preamble === null && afterword === null ? 1 : 0.9,
    neighbours: pairs?.part ?? null,
    perplexity: perplexity?.part ?? null,
  };
  const score = Object.values(parts).reduce<number>((product, part) => product * (part ?? 1), 1);
  return { score, faults, parts };
}

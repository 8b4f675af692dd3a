// How natural a Chinese poem's adjacent characters are: pointwise mutual information learned from 311,000 poems of Tang and Song,
// none of them in 唐诗三百首.
import { readFileSync } from 'node:fs';
import { between, type Curves, type Place } from './curves.js';

/** nats of a pair absent from the table (printed by validation/poem-data/generate.ts) */
const absent = -0.484;

let table: Map<string, number> | null = null;

/** Row format: a character, then levels (a = 0 nats, b = 0.5 …), each followed by the characters that come next. */
function loaded(): Map<string, number> {
  if (table) return table;
  table = new Map();
  for (const row of readFileSync(new URL('./data/pairs.txt', import.meta.url), 'utf8').split('\n')) {
    const [first = '', ...rest] = row;
    let level = 0;
    for (const one of rest) {
      if (one >= 'a' && one <= 'z') level = one.charCodeAt(0) - 97;
      else table.set(first + one, level / 2);
    }
  }
  return table;
}

export interface Naturalness extends Place {
  /** mean pointwise mutual information of adjacent characters in nats */
  mean: number;
  pairs: number;
}

/**
 * Mean, and standard deviation per pair, in real and shuffled verse: measured by validation/poem-data/calibrate.ts on poems not
 * used for the table.
 */
const verse: Curves = { real: { mean: 1, sd: 1.67, floor: 0.3 }, shuffled: { mean: -0.34, sd: 0.82, floor: 0.03 } };

/** Characters rare in classical verse: if they are common, the poems of Tang and Song are no reference. */
const vernacular = /[的了吗呢吧啊们这它哪呀]/gu;
const leastVernacular = 0.05;

/** `lines`: simplified Han characters. Null for fewer than 8 adjacent pairs, and for modern vernacular verse. */
export function naturalness(lines: string[]): Naturalness | null {
  const text = lines.join('');
  if ((text.match(vernacular)?.length ?? 0) > text.length * leastVernacular) return null;
  let [sum, pairs] = [0, 0];
  const pmi = loaded();
  for (const line of lines) {
    let before = '';
    for (const one of line) {
      if (before) {
        sum += pmi.get(before + one) ?? absent;
        pairs++;
      }
      before = one;
    }
  }
  if (pairs < 8) return null;
  const mean = sum / pairs;
  return { mean, pairs, ...between(mean, pairs, verse) };
}

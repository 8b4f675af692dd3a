// Rhyme and tone of regulated Chinese verse. Modern poets may use the old rhymes (平水韵) or the new (中华新韵); the better score of the
// two counts.
import { type Sound, soundsOf } from './modern.js';
import { rhymesOf, toneOf } from './pingshui.js';

export interface Classical {
  rhyme: 'yes' | 'partly' | 'no' | null;
  /** rhyme system that fits best: 平水韵, 中华新韵 or 十三辙; null if nothing rhymes */
  by: string | null;
  /** name of the rhyme, e.g. 下平聲二蕭 */
  name: string | null;
  /** share of even lines with that rhyme, 0 to 1 */
  share: number;
  /**
   * share of tone rules kept at the 2nd, 4th and 6th character, by the more lenient table; 0.5 is chance; null for fewer than two
   * rules
   */
  tones: number | null;
}

type Tone = 'level' | 'oblique' | null;

/** The rhyme that most of the even lines share, and the share of lines that have it. */
function bestOf(ends: ReadonlySet<string>[]): { name: string | null; share: number } {
  const count = new Map<string, number>();
  for (const end of ends) for (const name of end) count.set(name, (count.get(name) ?? 0) + 1);
  let best: { name: string | null; share: number } = { name: null, share: 0 };
  for (const [name, n] of count) if (n > 1 && n / ends.length > best.share) best = { name, share: n / ends.length };
  return best;
}

/**
 * Tone rules: within a line the tones of the 2nd, 4th and 6th character alternate; at the 2nd, the second line of a couplet has
 * the opposite tone of the first.
 */
function tonesKept(tones: Tone[][]): number | null {
  let [kept, all] = [0, 0];
  const differ = (a: Tone | undefined, b: Tone | undefined) => {
    if (!a || !b) return; // either tone fits
    all++;
    if (a !== b) kept++;
  };
  for (const line of tones) for (let at = 3; at < line.length; at += 2) differ(line[at - 2], line[at]);
  for (let i = 1; i < tones.length; i += 2) differ(tones[i - 1]?.[1], tones[i]?.[1]);
  return all < 2 ? null : kept / all;
}

/**
 * Rhymes of the last characters of even lines in modern pronunciation; they must share one tone, and odd lines after the first
 * have the other.
 */
function modernEnds(last: (Sound | undefined)[], key: 'rhyme' | 'track'): ReadonlySet<string>[] {
  return last.flatMap((sound, i) =>
    i % 2 === 1 ? [new Set(sound?.[key] && sound.tone ? [`${sound[key]} ${sound.tone}`] : [])] : [],
  );
}

/** Reads lines of simplified Han characters as regulated verse: the even lines rhyme on one sound. */
export function classicalOf(lines: string[]): Classical {
  const characters = lines.map((line) => [...line]);
  const sounds = lines.map(soundsOf);
  const even = characters.filter((_, i) => i % 2 === 1).map((line) => line.at(-1) ?? '');
  const last = sounds.map((line) => line.at(-1));
  const apart = (name: string | null) => {
    const tone = name?.split(' ')[1];
    return last.every((sound, i) => i % 2 === 1 || i === 0 || sound?.tone !== tone);
  };
  const old = { by: '平水韵', ...bestOf(even.map(rhymesOf)) };
  const news = (['rhyme', 'track'] as const)
    .map((key) => ({ by: key === 'rhyme' ? '中华新韵' : '十三辙', ...bestOf(modernEnds(last, key)) }))
    .map((one) => (apart(one.name) ? one : { ...one, share: one.share / 2 }));
  const best = [old, ...news].reduce((a, b) => (b.share > a.share ? b : a));
  const tones = [
    tonesKept(characters.map((line) => line.map(toneOf))),
    tonesKept(sounds.map((line) => line.map(({ tone }) => tone))),
  ];
  const told = tones.filter((one) => one !== null);
  const distinct = new Set(even).size > 1; // repeating the same character is not a rhyme
  const share = distinct ? best.share : 0;
  return {
    rhyme: even.length < 2 ? null : share === 1 ? 'yes' : share >= 0.5 ? 'partly' : 'no',
    by: share > 0 ? best.by : null,
    name: share > 0 ? best.name : null,
    share,
    tones: told.length === 0 ? null : Math.max(...told),
  };
}

// Rhyme and tone of regulated Chinese verse. Today's poets may use the old rhymes (平水韵) or the new (中华新韵); the better of both counts.
import { type Sound, soundsOf } from './modern.js';
import { rhymesOf, toneOf } from './pingshui.js';

export interface Classical {
  rhyme: 'yes' | 'partly' | 'no' | null;
  /** 平水韵, 中华新韵 or 十三辙: where the rhyme is best; null where there is none */
  by: string | null;
  /** name of that rhyme, e.g. 下平聲二蕭 */
  name: string | null;
  /** share of even lines that bear it, 0 to 1 */
  share: number;
  /** 0.5 is chance: share of tone rules kept at the 2nd, 4th and 6th character, by the kinder of both tables; null for under two rules */
  tones: number | null;
}

type Tone = 'level' | 'oblique' | null;

/** The rhyme that most of the even lines share, and the share of them that does. */
function bestOf(ends: ReadonlySet<string>[]): { name: string | null; share: number } {
  const count = new Map<string, number>();
  for (const end of ends) for (const name of end) count.set(name, (count.get(name) ?? 0) + 1);
  let best: { name: string | null; share: number } = { name: null, share: 0 };
  for (const [name, n] of count) if (n > 1 && n / ends.length > best.share) best = { name, share: n / ends.length };
  return best;
}

/** Tone rules: within a line the 2nd, 4th and 6th alternate; the second line of a couplet is the first's reverse at the 2nd. */
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

/** The end characters of even lines by modern sound; a rhyme must keep one tone, and the odd lines after the first the other. */
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
  const distinct = new Set(even).size > 1; // the same character every time is no rhyme
  const share = distinct ? best.share : 0;
  return {
    rhyme: even.length < 2 ? null : share === 1 ? 'yes' : share >= 0.5 ? 'partly' : 'no',
    by: share > 0 ? best.by : null,
    name: share > 0 ? best.name : null,
    share,
    tones: told.length === 0 ? null : Math.max(...told),
  };
}

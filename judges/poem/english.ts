// English pronunciation by the CMU dictionary: rhyme from the last stressed vowel on, and syllables. Loaded on first use.
let dictionary: Record<string, string> = {};

/**
 * Loads the dictionary; before that every word is unknown. It is one large object that takes a quarter of a second to load, which
 * only English needs.
 */
export async function loadEnglish(): Promise<void> {
  dictionary = (await import('cmu-pronouncing-dictionary')).dictionary;
}

interface Spoken {
  /** phonemes from the last stressed vowel to the end, without stress marks */
  tail: string;
  /**
   * phonemes from a last vowel that verse stresses though speech does not, two or more syllables after the stress: hospitality rhymes with
   * thee; null without
   */
  light: string | null;
  /** consonants after the last vowel */
  coda: string;
  syllables: number;
}

const cache = new Map<string, Spoken[]>();

/** Poetic spellings that the dictionary lacks: feel'st, o'er, fix'd. */
function spellings(word: string): string[] {
  return [word, word.replace(/'d$/, 'ed'), word.replace(/'st$/, ''), word.replace(/'s?$/, ''), word.replaceAll("'", '')];
}

/** All pronunciations of a lower-case word; empty if unknown. */
export function spoken(word: string): Spoken[] {
  const before = cache.get(word);
  if (before) return before;
  const key = spellings(word).find((one) => Object.hasOwn(dictionary, one));
  const found: Spoken[] = [];
  for (let i = 1; key !== undefined; i++) {
    const phones = dictionary[i === 1 ? key : `${key}(${i})`];
    if (phones === undefined) break;
    const list = phones.split(' ');
    const vowels = list.flatMap((phone, at) => (/\d$/.test(phone) ? [at] : []));
    const stressed = vowels.filter((at) => /[12]$/.test(list[at] ?? ''));
    const from = stressed.at(-1) ?? vowels.at(-1) ?? 0;
    const after = (at: number) => list.slice(at).join(' ').replace(/\d/g, '');
    const last = vowels.at(-1) ?? 0;
    const light = vowels.filter((at) => at > from).length >= 2 ? after(last) : null;
    found.push({ tail: after(from), light, coda: after(last + 1), syllables: vowels.length });
  }
  if (dictionary.the && cache.size < 50_000) cache.set(word, found);
  return found;
}

/** Letters from the last vowel on, if there are three or more: love, move. */
function seen(word: string): string | null {
  const end = /[aeiouy]+[^aeiouy']+e?$/.exec(word)?.[0] ?? '';
  return end.length >= 3 ? end : null;
}

/**
 * Whether two words rhyme in any pronunciation: the same sound from the last stressed vowel on, or from a last vowel that verse stresses;
 * or the same letters and last consonants, as poets rhyme love and move. Null if either is unknown; a word never rhymes with itself.
 */
export function rhymes(a: string, b: string): boolean | null {
  if (a === b) return false;
  const [left, right] = [spoken(a), spoken(b)];
  if (left.length === 0 || right.length === 0) return null;
  const eye = seen(a) !== null && seen(a) === seen(b);
  return left.some((x) =>
    right.some(
      (y) =>
        x.tail === y.tail ||
        (x.light !== null && (x.light === y.tail || x.light === y.light)) ||
        x.tail === y.light ||
        (eye && x.coda === y.coda),
    ),
  );
}

/** Minimum and maximum syllables of a line of words; null if a word is unknown. */
export function syllables(line: string[]): [number, number] | null {
  let [low, high] = [0, 0];
  for (const word of line) {
    const counts = spoken(word).map(({ syllables }) => syllables);
    if (counts.length === 0) return null;
    low += Math.min(...counts);
    high += Math.max(...counts);
  }
  return [low, high];
}

/** Share of words that are in the dictionary, 0 to 1; distinguishes English from other languages in Latin script. */
export function knownShare(line: string[]): number {
  return line.length === 0 ? 0 : line.filter((word) => spoken(word).length > 0).length / line.length;
}

// Which lines of a poem rhyme, if no scheme is given: each stanza is compared with the usual schemes, and the best fit counts.

/** Whether two lines rhyme; null if a sound is unknown. */
export type Rhyme = (a: number, b: number) => boolean | null;

export interface Scheme {
  /** yes: at least three quarters of the pairs required by the scheme; partly: at least two fifths; null: undetermined */
  rhyme: 'yes' | 'partly' | 'no' | null;
  /** pairs that rhyme, and pairs required by the schemes (excluding unknown sounds) */
  kept: number;
  pairs: number;
  /** scheme of each block of lines, e.g. AABB */
  blocks: string[];
}

const four = ['AABB', 'ABAB', 'ABBA', 'XAXA', 'AAXA', 'AAAA'];
const five = ['AABBA', 'ABABB', 'ABAAB', 'XABBA', 'XAXAA'];
const schemes: Record<number, string[]> = { 2: ['AA'], 3: ['XAA', 'AXA', 'AAX', 'AAA'], 4: four, 5: five, 6: ['XAXAXA'] };

/** Pairs required by a scheme: each line with the previous one of the same letter; X rhymes with none. */
function pairsOf(scheme: string): [number, number][] {
  return [...scheme].flatMap((letter, i): [number, number][] => {
    const before = letter === 'X' ? -1 : scheme.lastIndexOf(letter, i - 1);
    return i > 0 && before >= 0 ? [[before, i]] : [];
  });
}

/** Farthest lines that may rhyme in a stanza without a usual scheme. */
const reach = 4;

interface Fit {
  name: string;
  kept: number;
  pairs: number;
}

/**
 * A stanza of six or more lines by itself: how many of its lines have a partner within four lines. The scheme is read off, not
 * known before: AAABCCCB.
 */
function woven(lines: number[], rhyme: Rhyme): Fit {
  const letters: string[] = [];
  const partner = lines.map(() => false);
  const known = lines.map(() => false);
  let next = 0;
  for (let i = 0; i < lines.length; i++) {
    for (let j = i - 1; j >= Math.max(0, i - reach); j--) {
      const told = rhyme(lines[j] as number, lines[i] as number);
      if (told === null) continue;
      known[i] = true;
      known[j] = true;
      if (!told) continue;
      letters[i] ??= letters[j] as string;
      partner[i] = true;
      partner[j] = true;
    }
    letters[i] ??= String.fromCharCode(65 + (next++ % 26));
  }
  const count = (list: boolean[]) => list.filter(Boolean).length;
  return { name: letters.join(''), kept: count(partner), pairs: count(known) };
}

/** Blocks of a stanza's lines: up to five as a whole, longer ones in fours; a single remaining line is left out. */
function blocksOf(lines: number[]): number[][] {
  const blocks: number[][] = [];
  const size = lines.length === 5 ? 5 : 4;
  for (let i = 0; i < lines.length; i += size) blocks.push(lines.slice(i, i + size));
  return blocks.filter(({ length }) => length > 1);
}

/** The usual scheme that fits a block best; null if no sound is known. */
function usual(block: number[], rhyme: Rhyme, names = schemes[block.length] ?? []): Fit | null {
  let best: (Fit & { share: number }) | null = null;
  for (const name of names) {
    const told = pairsOf(name).map(([a, b]) => rhyme(block[a] as number, block[b] as number));
    const pairs = told.filter((one) => one !== null).length;
    const kept = told.filter((one) => one === true).length;
    const share = pairs === 0 ? -1 : kept / pairs;
    if (pairs > 0 && (!best || share > best.share || (share === best.share && kept > best.kept)))
      best = { name, kept, pairs, share };
  }
  return best;
}

/** The kindest reading of a stanza: in fours, by a usual scheme as a whole, or woven. */
function fitOf(lines: number[], rhyme: Rhyme, required: string | null): Fit[] {
  if (required?.length === lines.length) return [usual(lines, rhyme, [required]) ?? []].flat();
  const readings = [blocksOf(lines).flatMap((block) => usual(block, rhyme) ?? [])];
  if (lines.length >= 6) readings.push([usual(lines, rhyme) ?? []].flat(), [woven(lines, rhyme)]);
  const share = (fits: Fit[]) => {
    const pairs = fits.reduce((sum, one) => sum + one.pairs, 0);
    return pairs === 0 ? -1 : fits.reduce((sum, one) => sum + one.kept, 0) / pairs;
  };
  return readings.reduce((best, one) => (share(one) > share(best) ? one : best));
}

/**
 * How well `stanza.length` lines rhyme. `stanza` gives the stanza of each line; if any stanza is a single line, all lines are
 * treated as one stanza. `required`: the only scheme that counts for stanzas of its length, e.g. AABBA.
 */
export function schemeOf(stanza: number[], rhyme: Rhyme, required: string | null = null): Scheme {
  const sizes = new Map<number, number>();
  for (const at of stanza) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  const small = [...sizes.values()].some((size) => size < 2);
  const result: Scheme = { rhyme: null, kept: 0, pairs: 0, blocks: [] };
  const stanzas = small ? stanza.map(() => 0) : stanza;
  for (const at of new Set(stanzas)) {
    const lines = stanzas.flatMap((one, i) => (one === at ? [i] : []));
    for (const one of fitOf(lines, rhyme, required)) {
      result.kept += one.kept;
      result.pairs += one.pairs;
      result.blocks.push(one.name);
    }
  }
  if (result.pairs === 0) return result;
  const share = result.kept / result.pairs;
  return { ...result, rhyme: share >= 0.75 ? 'yes' : share >= 0.4 ? 'partly' : 'no' };
}

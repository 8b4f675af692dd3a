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
const schemes: Record<number, string[]> = { 2: ['AA'], 3: ['XAA', 'AXA', 'AAX', 'AAA'], 4: four, 5: ['AABBA', 'ABABB', 'ABAAB'] };

/** Pairs required by a scheme: each line with the previous one of the same letter; X rhymes with none. */
function pairsOf(scheme: string): [number, number][] {
  return [...scheme].flatMap((letter, i): [number, number][] => {
    const before = letter === 'X' ? -1 : scheme.lastIndexOf(letter, i - 1);
    return i > 0 && before >= 0 ? [[before, i]] : [];
  });
}

/** Blocks of lines: stanzas of up to five as a whole, longer ones in fours; a single remaining line is left out. */
function blocksOf(stanza: number[]): number[][] {
  const blocks: number[][] = [];
  for (const at of new Set(stanza)) {
    const lines = stanza.flatMap((one, i) => (one === at ? [i] : []));
    const size = lines.length === 5 ? 5 : 4;
    for (let i = 0; i < lines.length; i += size) blocks.push(lines.slice(i, i + size));
  }
  return blocks.filter(({ length }) => length > 1);
}

/**
 * How well `stanza.length` lines rhyme. `stanza` gives the stanza of each line; if any stanza is a single line, all lines are
 * treated as one stanza.
 */
export function schemeOf(stanza: number[], rhyme: Rhyme): Scheme {
  const sizes = new Map<number, number>();
  for (const at of stanza) sizes.set(at, (sizes.get(at) ?? 0) + 1);
  const small = [...sizes.values()].some((size) => size < 2);
  const result: Scheme = { rhyme: null, kept: 0, pairs: 0, blocks: [] };
  for (const block of blocksOf(small ? stanza.map(() => 0) : stanza)) {
    let best = { name: '', kept: 0, pairs: 0, share: -1 };
    for (const name of schemes[block.length] ?? []) {
      const told = pairsOf(name).map(([a, b]) => rhyme(block[a] as number, block[b] as number));
      const pairs = told.filter((one) => one !== null).length;
      const kept = told.filter((one) => one === true).length;
      const share = pairs === 0 ? -1 : kept / pairs;
      if (share > best.share || (share === best.share && kept > best.kept)) best = { name, kept, pairs, share };
    }
    if (best.share < 0) continue;
    result.kept += best.kept;
    result.pairs += best.pairs;
    result.blocks.push(best.name);
  }
  if (result.pairs === 0) return result;
  const share = result.kept / result.pairs;
  return { ...result, rhyme: share >= 0.75 ? 'yes' : share >= 0.4 ? 'partly' : 'no' };
}

// Whether a text loops: the same line three times in a row, few distinct lines, or few distinct pairs of adjacent units.

export interface Loops {
  found: boolean;
  /** why, in a few words; '' if it does not loop */
  why: string;
  /** distinct adjacent pairs over all pairs, 0 to 1 (characters in Chinese, words in English); null for fewer than 16 pairs */
  distinct2: number | null;
  /** distinct lines over all lines */
  distinctLines: number;
  /** longest run of the same line */
  run: number;
}

/** Minimum distinct-2 by number of pairs: none of 6,358 real poems has less (data/README.md). */
export function leastDistinct2(pairs: number): number {
  return pairs < 60 ? 0.5 : pairs < 200 ? 0.4 : pairs < 600 ? 0.3 : 0.2;
}

/** `given`: cleaned lines, '' is skipped; `units`: characters or words of each. */
export function loopsOf(given: string[], units: string[][]): Loops {
  const lines = given.filter(Boolean);
  const pairs = units.flatMap((line) => line.slice(1).map((unit, i) => `${line[i]} ${unit}`));
  const distinct2 = pairs.length < 16 ? null : new Set(pairs).size / pairs.length;
  const distinctLines = lines.length === 0 ? 1 : new Set(lines).size / lines.length;
  let [run, longest] = [0, 0];
  for (let i = 0; i < lines.length; i++) {
    run = i > 0 && lines[i] === lines[i - 1] ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  const least = leastDistinct2(pairs.length);
  const why =
    longest >= 3
      ? `one line ${longest} times running`
      : lines.length >= 4 && distinctLines <= 0.6
        ? `${new Set(lines).size} different lines of ${lines.length}`
        : distinct2 !== null && distinct2 < least
          ? `${Math.round(distinct2 * 100)} % of neighbours differ, at least ${Math.round(least * 100)} % is usual`
          : '';
  return { found: why !== '', why, distinct2, distinctLines, run: longest };
}

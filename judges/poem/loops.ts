// Whether a text loops: it says the same again and brings nothing new. A chorus and a strophic song repeat too, but new lines follow, to
// the end; a short word said three times is a device. What lies between is doubtful, and the judge leaves it undecided.

export interface Loops {
  found: boolean;
  /** why, in a few words; '' if it neither loops nor may loop */
  why: string;
  /** repeats that may be a device or a loop */
  doubtful: boolean;
  /** distinct adjacent pairs over all pairs, 0 to 1 (characters in Chinese, words in English); null for fewer than 16 pairs */
  distinct2: number | null;
  /** distinct lines over all lines */
  distinctLines: number;
  /** longest run of the same line or clause */
  run: number;
}

/** Minimum distinct-2 by number of pairs: none of 6,358 real poems has less (data/README.md). */
export function leastDistinct2(pairs: number): number {
  return pairs < 60 ? 0.5 : pairs < 200 ? 0.4 : pairs < 600 ? 0.3 : 0.2;
}

/** Longest unit that may be a device, in Han characters or words: 雪舞，雪舞，雪舞; break, break, break. */
const device = { zh: 4, en: 2 };
/** Longest run of a device, of at most half of a text, or a quarter where it is more than three: tick, tick, tick, tick, tick, tick. */
const longestDevice = 8;

interface Run {
  length: number;
  unit: string[];
  /** nothing else follows */
  last: boolean;
}

/** The longest run of the same line or clause. */
function longestRun(lines: string[][]): Run {
  let best: Run = { length: 0, unit: [], last: false };
  let run = 0;
  const keys = lines.map((line) => line.join(' '));
  for (let i = 0; i < lines.length; i++) {
    run = i > 0 && keys[i] === keys[i - 1] ? run + 1 : 1;
    if (run > best.length) best = { length: run, unit: lines[i] as string[], last: i === lines.length - 1 };
    else if (run === best.length) best.last ||= i === lines.length - 1;
  }
  return best;
}

type Found = 'loop' | 'doubtful' | null;

function ofRun({ length, unit, last }: Run, language: 'zh' | 'en', all: number): Found {
  if (length < 3) return null;
  const short = unit.length <= device[language];
  const parts = length === 3 ? 2 : 4;
  if (short && length <= longestDevice && length * unit.length * parts <= all) return null;
  return length === 3 && (short ? unit.length * length < all : !last) ? 'doubtful' : 'loop';
}

/** How many lines at the end were all there before; a last line that breaks off is one of those that it begins like. */
function staleLines(keys: string[]): number {
  const seen = new Set<string>();
  let last = 0;
  keys.forEach((key, i) => {
    const broken = i === keys.length - 1 && [...seen].some((one) => one.startsWith(key));
    if (!seen.has(key) && !broken) last = i;
    seen.add(key);
  });
  return keys.length - 1 - last;
}

const pairsOf = (lines: string[][]) => lines.flatMap((line) => line.slice(1).map((unit, i) => `${line[i]} ${unit}`));

/** Share of pairs in the last third of the text that it has not had before. */
function freshShare(pairs: string[]): number {
  const at = Math.floor((pairs.length * 2) / 3);
  const before = new Set(pairs.slice(0, at));
  const late = pairs.slice(at);
  return late.length === 0 ? 0 : new Set(late.filter((pair) => !before.has(pair))).size / late.length;
}

/** Least fresh pairs at the end of a song: its choruses have none, its stanzas bring some. */
const leastSung = 0.12;

/** Repeated lines: a loop if a third of the text is nothing new, a chorus if new lines go on. */
function ofLines(keys: string[], distinct: number): Found {
  if (keys.length < 4 || distinct > 0.6) return null;
  const stale = staleLines(keys);
  if (stale * 10 >= keys.length * 3) {
    const tail = new Set(keys.slice(-stale));
    const from = keys.indexOf(keys.at(-stale) as string);
    // what is sung again is a part, and new lines came between: a last chorus said twice, or a loop
    if (stale * 2 <= keys.length && keys.slice(from).some((key) => !tail.has(key))) return 'doubtful';
    const mirrored = keys.length >= 6 && keys.every((key, i) => key === keys[keys.length - 1 - i]);
    return mirrored ? 'doubtful' : 'loop';
  }
  return distinct >= 1 / 3 ? null : 'doubtful';
}

/** Few different neighbours: a loop if the end brings none, a strophic song if a quarter of them are new there. */
function ofPairs(pairs: string[], distinct2: number | null, least: number): Found {
  if (distinct2 === null || distinct2 >= least) return null;
  const fresh = freshShare(pairs);
  if (distinct2 >= least * 0.6 && fresh >= 0.2) return null;
  return fresh >= 0.1 ? 'doubtful' : 'loop';
}

/** Least share of different characters or words in 12 to 40 of them: fewer may be a litany or a loop. */
const leastDistinct1 = 0.4;

/**
 * `given`: cleaned lines, empty ones are skipped; `units`: characters or words of each; `clauses`: those of each clause, if lines have
 * several.
 */
export function loopsOf(units: string[][], clauses: string[][], language: 'zh' | 'en'): Loops {
  const lines = units.filter((line) => line.join('') !== '');
  const keys = lines.map((line) => line.join(' '));
  const all = lines.flat();
  const pairs = pairsOf(lines);
  const distinct2 = pairs.length < 16 ? null : new Set(pairs).size / pairs.length;
  const distinctLines = keys.length === 0 ? 1 : new Set(keys).size / keys.length;
  const [row, part] = [longestRun(lines), longestRun(clauses.filter((one) => one.join('') !== ''))];
  const run = part.length > row.length ? part : row;
  // lines of a chorus are counted once, as long as new lines go on
  const sung = lines.length >= 8 && staleLines(keys) * 10 < lines.length * 3 && freshShare(pairs) >= leastSung;
  const said = sung ? pairsOf([...new Map(keys.map((key, i) => [key, lines[i] as string[]])).values()]) : pairs;
  const saidShare = said.length < 16 ? null : new Set(said).size / said.length;
  const litany = all.length >= 12 && all.length <= 40 && new Set(all).size < all.length * leastDistinct1;
  const findings: [Found, string][] = [
    [ofRun(run, language, all.length), `one ${run === row ? 'line' : 'clause'} ${run.length} times running`],
    [ofLines(keys, distinctLines), `${new Set(keys).size} different lines of ${keys.length}`],
    [
      ofPairs(said, saidShare, leastDistinct2(said.length)),
      `${Math.round((saidShare ?? 0) * 100)} % of neighbours differ, at least ${Math.round(leastDistinct2(said.length) * 100)} % is usual`,
    ],
    [litany ? 'doubtful' : null, `${new Set(all).size} different ${language === 'zh' ? 'characters' : 'words'} of ${all.length}`],
  ];
  const worst = findings.find(([one]) => one === 'loop') ?? findings.find(([one]) => one === 'doubtful');
  return {
    found: worst?.[0] === 'loop',
    doubtful: worst?.[0] === 'doubtful',
    why: worst?.[1] ?? '',
    distinct2,
    distinctLines,
    run: run.length,
  };
}

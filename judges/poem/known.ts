// Whether a poem is copied from one that everybody knows. Lines are kept as hashes: the judge can recognise them, and says none itself.
import { readFileSync } from 'node:fs';
import { sha256 } from '../../harness/core/canonical.js';

let school: Set<string> | null = null;

/** First 32 bits of SHA-256 of a line (simplified Han characters only), 8 hexadecimal digits: about one line in a million collides. */
export function lineHash(line: string): string {
  return sha256(line).slice(0, 8);
}

function loaded(): Set<string> {
  school ??= new Set(readFileSync(new URL('./data/known.txt', import.meta.url), 'utf8').split('\n'));
  return school;
}

export interface Origin {
  /** lines of five characters or more that a known poem has too */
  knownLines: number;
  /** at least two such lines, and at least half of all: a copy, wholly or in part */
  verbatim: boolean;
}

/** Looks lines up (simplified Han characters only) among known ones: 唐诗三百首, 千家诗, 宋词三百首, and `more` (hashes). */
export function originOf(lines: string[], more: ReadonlySet<string>): Origin {
  const long = lines.filter((line) => [...line].length >= 5);
  const found = new Set(long.filter((line) => loaded().has(lineHash(line)) || more.has(lineHash(line))));
  return { knownLines: found.size, verbatim: found.size >= 2 && found.size * 2 >= long.length };
}

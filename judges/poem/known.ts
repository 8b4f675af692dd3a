// Whether a poem copies a well-known one. Lines are stored as hashes: the judge can recognise them but not reproduce them.
import { readFileSync } from 'node:fs';
import { sha256 } from '../../harness/core/canonical.js';

let school: Set<string> | null = null;

/**
 * First 32 bits of a line's SHA-256 (simplified Han characters only), 8 hexadecimal digits: about one line in a million collides.
 */
export function lineHash(line: string): string {
  return sha256(line).slice(0, 8);
}

function loaded(): Set<string> {
  school ??= new Set(readFileSync(new URL('./data/known.txt', import.meta.url), 'utf8').split('\n'));
  return school;
}

export interface Origin {
  /** lines of five or more characters that also occur in a known poem */
  knownLines: number;
  /** at least two such lines, and at least half of all: copied, wholly or partly */
  verbatim: boolean;
}

/** Looks up lines (simplified Han characters only) among known ones: 唐诗三百首, 千家诗, 宋词三百首, and `more` (hashes). */
export function originOf(lines: string[], more: ReadonlySet<string>): Origin {
  const long = lines.filter((line) => [...line].length >= 5);
  const found = new Set(long.filter((line) => loaded().has(lineHash(line)) || more.has(lineHash(line))));
  return { knownLines: found.size, verbatim: found.size >= 2 && found.size * 2 >= long.length };
}

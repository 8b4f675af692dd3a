// Compares the math judge with two peers on the answer sets: the last number, and Math-Verify, whose counts are recorded with its
// version, because it runs in Python. A recorded count holds only for the very rows that it was taken on.

import { readFileSync } from 'node:fs';
import Fraction from 'fraction.js';
import { sha256 } from '../harness/core/canonical.js';
import type { Grade } from '../harness/core/types.js';
import { math } from '../judges/math/index.js';
import type { Half } from './halves.js';
import { lastNumber } from './last-number.js';
import type { Answer } from './math-sets.js';

export interface Counts {
  /** answers that state their target */
  n: number;
  /** of them, those accepted */
  accepted: number;
  /** answers that do not state their target */
  spoilt: number;
  /** of them, those accepted nevertheless */
  falsePasses: number;
}

export interface Recorded {
  /** of Math-Verify */
  version: string;
  /** by "set: half"; `rows` is the hash of the rows graded */
  sets: Record<string, Counts & { rows: string }>;
}

/** What Math-Verify said, from validation/peers/math-verify.json; `npx tsx validation/peers/compare.ts --record python3` writes it. */
export const recorded = JSON.parse(readFileSync(new URL('peers/math-verify.json', import.meta.url), 'utf8')) as Recorded;

export function byOurs({ input, target, output }: Answer): boolean {
  return (math.grade({ id: '', input, target }, { output, finish: 'stop' }) as Grade).score === 1;
}

export function byLastNumber({ target, output }: Answer): boolean {
  return lastNumber(output)?.equals(new Fraction(target)) ?? false;
}

export function counted(rows: Answer[], accepts: (row: Answer) => boolean): Counts {
  const counts: Counts = { n: 0, accepted: 0, spoilt: 0, falsePasses: 0 };
  for (const row of rows) {
    const accepted = accepts(row);
    counts[row.right ? 'n' : 'spoilt']++;
    if (accepted) counts[row.right ? 'accepted' : 'falsePasses']++;
  }
  return counts;
}

export function rowsHash(rows: Answer[]): string {
  return sha256(JSON.stringify(rows));
}

/** The recorded counts of a half; null if none were taken on these rows. */
export function recordedCounts(set: string, half: Half, rows: Answer[], from: Recorded = recorded): Counts | null {
  const counts = from.sets[`${set}: ${half}`];
  return counts?.rows === rowsHash(rows) ? counts : null;
}

/** "96.2 % of 1,904 accepted, 12 of 5,712 false passes" */
export function shown({ n, accepted, spoilt, falsePasses }: Counts): string {
  const share = n === 0 ? '' : `${accepted}/${n} accepted (${((100 * accepted) / n).toFixed(1)} %), `;
  return `${share}${falsePasses}/${spoilt} false passes`;
}

// Shakespeare's sonnets cut to the length of answers: half of them set the scale of a language model, the other half validate it.
import { jsonValues } from '../harness/core/jsonl.js';
import { seeded, shuffled } from '../harness/core/random.js';
import { reorder } from '../judges/poem/reorder.js';
import type { Corpora } from './types.js';

export interface Sonnet {
  id: string;
  number: number;
  lines: string[];
  scheme: string;
}

export async function sonnets(corpora: Corpora): Promise<Sonnet[]> {
  return jsonValues<Sonnet>(await corpora.read('english-verse', 'sonnets.jsonl'));
}

/** Even-numbered sonnets: used to measure the scale, not to validate it. */
export function setsScale({ number }: Sonnet): boolean {
  return number % 2 === 0;
}

/** Octave, third quatrain and couplet: 8, 4 and 2 lines, each ending with a full stop like a whole poem. */
export function piecesOf({ lines }: Sonnet): string[][] {
  return [lines.slice(0, 8), lines.slice(8, 12), lines.slice(12, 14)].map((piece) =>
    piece.map((line, i) => (i === piece.length - 1 ? line.replace(/[,;:.]?$/, '.') : line)),
  );
}

/** The same words shuffled, from a seed. */
export function shuffledVerse(lines: string[], seed: string): string[] {
  return reorder(lines, (words) => shuffled(seeded(`shuffled ${seed}`), words));
}

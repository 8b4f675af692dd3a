// Recorded verdicts, for judges that are costly or depend on the machine: one line each, in records/judges/JUDGE/DATASET.jsonl.
import { canonical, sha256 } from '../core/canonical.js';
import { spokenPart } from '../core/thinking.js';
import type { Grade, Judge, Row } from '../core/types.js';
import type { Keyed } from './store.js';

export interface VerdictRecord extends Keyed {
  sample: string;
  grade: Grade;
}

/**
 * The key of a recorded verdict, over all that it depends on: judge, sample and answer; 64 hexadecimal digits. Where thinking is left out of
 * the answer, what is left is part of the key.
 */
export function verdictKey(judge: Pick<Judge, 'name' | 'version'>, { sample, generation }: Row): string {
  const { output, finish } = generation;
  const { answer, thinking } = spokenPart(output);
  return sha256(
    canonical({ judge: judge.name, version: judge.version, sample, output, finish, ...(thinking ? { spoken: answer } : {}) }),
  );
}

/** Sort key of a record: dataset order, then key; samples no longer in the dataset come last. */
export function verdictRank(sampleIds: string[]): (record: VerdictRecord) => string {
  const place = new Map(sampleIds.map((id, i) => [id, i]));
  return ({ sample, key }) => `${String(place.get(sample) ?? 999_999_999).padStart(9, '0')} ${key}`;
}

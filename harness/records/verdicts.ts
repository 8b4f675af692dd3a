// What judges said, where a verdict costs much or depends on the machine: one line a verdict, in records/judges/JUDGE/DATASET.jsonl.
import { canonical, sha256 } from '../core/canonical.js';
import type { Grade, Judge, Row } from '../core/types.js';
import type { Keyed } from './store.js';

export interface VerdictRecord extends Keyed {
  sample: string;
  grade: Grade;
}

/** What a recorded verdict depends on: the judge, the sample and the answer; 64 hexadecimal digits. */
export function verdictKey(judge: Pick<Judge, 'name' | 'version'>, { sample, generation }: Row): string {
  const { output, finish } = generation;
  return sha256(canonical({ judge: judge.name, version: judge.version, sample, output, finish }));
}

/** Sort text of a record: dataset order, then key; what is no longer in the dataset comes last. */
export function verdictRank(sampleIds: string[]): (record: VerdictRecord) => string {
  const place = new Map(sampleIds.map((id, i) => [id, i]));
  return ({ sample, key }) => `${String(place.get(sample) ?? 999_999_999).padStart(9, '0')} ${key}`;
}

// The measurements of `calibrate`, stored beside the verdicts, so that every report can state the quality of its judge.
import { byCodePoint, canonical, sha256 } from '../../harness/core/canonical.js';
import type { JudgeModel } from '../../harness/core/types.js';
import { writeWhole } from '../../harness/core/whole-file.js';
import type { Project } from '../../harness/project.js';
import { lock } from '../../harness/records/lock.js';
import { type Keyed, readStore, seal } from '../../harness/records/store.js';
import type { Health } from './health.js';
import type { Rubric } from './rubric.js';

/** One judge on one labelled dataset. */
export interface HealthRecord extends Keyed {
  rubric: string;
  rubricHash: string;
  /** id and digest of the judge model */
  by: string;
  digest: string;
  data: string;
  dataSha256: string;
  health: Health;
}

/** All measurements, sorted by rubric, data and judge. */
export function readHealth({ folder, at }: Project): HealthRecord[] {
  return [...readStore<HealthRecord>(folder, at.health).first.values()];
}

/** Measurements of the current version of this rubric with this judge. */
export function healthOfJudge(project: Project, rubric: Rubric, by: Pick<JudgeModel, 'id' | 'digest'>): HealthRecord[] {
  return readHealth(project).filter((one) => one.rubricHash === rubric.hash && one.by === by.id && one.digest === by.digest);
}

/** Writes measurements, replacing earlier ones of the same rubric, judge and data. */
export async function recordHealth(project: Project, measured: Omit<HealthRecord, 'key'>[]): Promise<void> {
  const free = await lock(project.file(project.at.health));
  try {
    replace(project, measured);
  } finally {
    free();
  }
}

function replace(project: Project, measured: Omit<HealthRecord, 'key'>[]): void {
  const fresh = measured.map((one) => ({ key: keyOf(one), ...one }));
  const all = new Map([...readHealth(project), ...fresh].map((record) => [record.key, record]));
  const order = ({ rubric, data, by, key }: HealthRecord) => [rubric, data, by, key].join('\n');
  const lines = settled([...all.values()]).sort((a, b) => byCodePoint(order(a), order(b)));
  writeWhole(project.file(project.at.health), lines.map((record) => `${seal(record)}\n`).join(''));
}

/** Drops measurements on the first N samples of a set if more of the same set have been measured since. */
export function settled(records: HealthRecord[]): HealthRecord[] {
  const setOf = ({ key: _, health: __, data, ...judged }: HealthRecord) =>
    canonical({ ...judged, set: data.split(', first ')[0] });
  const most = new Map<string, number>();
  for (const one of records) most.set(setOf(one), Math.max(most.get(setOf(one)) ?? 0, one.health.n));
  return records.filter((one) => one.health.n === most.get(setOf(one)));
}

function keyOf({ rubricHash, by, digest, data, dataSha256 }: Omit<HealthRecord, 'key'>): string {
  return sha256(canonical({ rubricHash, by, digest, data, dataSha256 }));
}

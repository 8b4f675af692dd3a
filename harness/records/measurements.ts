// Measured speed and memory, in records/MODEL/speed.jsonl: measurements, not answers, so each names the machine it was made on.
import { availableParallelism, cpus, machine, release, totalmem, type } from 'node:os';
import { canonical, sha256 } from '../core/canonical.js';
import type { Model } from '../core/types.js';
import type { Project } from '../project.js';
import { lock } from './lock.js';
import { Appender, type Keyed, readStore } from './store.js';

/** One run of one process. Prompts of about 38 (short) and 1,000 tokens (long), one answer at a time, greedy, 64 new tokens. */
export interface SpeedRun {
  /** from Node started to model ready: importing the library, checking the files, loading tokenizer and session */
  loadSeconds: number;
  shortFirstTokenMs: number;
  longFirstTokenMs: number;
  /** excluding the first token */
  shortTokensPerSecond: number;
  longTokensPerSecond: number;
  /** of the whole process, 1 MB = 1,000,000 bytes */
  peakMemoryMB: number;
  /** the library that ran the model, with version */
  runtime: string;
}

export interface Machine {
  processor: string;
  cores: number;
  memoryGB: number;
  os: string;
  node: string;
}

export interface SpeedRecord extends Keyed {
  model: string;
  digest: string;
  format: string;
  machine: Machine;
  /** index of this measurement of the model, from 0; reports show the newest */
  measurement: number;
  runs: SpeedRun[];
}

/** The machine that this process runs on, without its host name. */
export function thisMachine(): Machine {
  const version = release().split('.').slice(0, 2).join('.');
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGB: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${version} ${machine()}`,
    node: process.versions.node,
  };
}

/** The newest record for the model's current digest; null if there is none. */
export function newestMeasurement(project: Project, model: Pick<Model, 'id' | 'digest'>): SpeedRecord | null {
  const all = [...readStore<SpeedRecord>(project.folder, project.at.speed(model.id)).first.values()].filter(
    ({ digest }) => digest === model.digest,
  );
  return all.at(-1) ?? null;
}

/** Appends a record. Errors: UserError (exit 3) if the file cannot be written. */
export async function storeMeasurement(project: Project, model: Model, runs: SpeedRun[]): Promise<void> {
  const path = project.at.speed(model.id);
  const free = await lock(project.file(path));
  try {
    const contents = readStore<SpeedRecord>(project.folder, path);
    const measurement = contents.first.size;
    const { id, digest, format = '' } = model;
    const key = sha256(canonical({ digest, measurement }));
    const appender = new Appender<SpeedRecord>(project.folder, path, contents);
    appender.append({ key, model: id, digest, format, machine: thisMachine(), measurement, runs });
    appender.close();
  } finally {
    free();
  }
}

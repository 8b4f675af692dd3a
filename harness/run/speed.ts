// How fast a model is: measurements, each from a process of its own, as peak memory and warm caches outlive what caused them. They
// are kept in records/MODEL/speed.jsonl with the machine they were made on, and shown as recorded; only an absent one is made.
import { spawn } from 'node:child_process';
import { availableParallelism, cpus, machine, release, totalmem, type } from 'node:os';
import { max, median, min } from 'simple-statistics';
import { canonical, sha256 } from '../core/canonical.js';
import { exit, UserError } from '../core/errors.js';
import { execArgvOf } from '../core/own-script.js';
import { progress } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Model } from '../core/types.js';
import type { Project } from '../project.js';
import { lock } from '../records/lock.js';
import { Appender, type Keyed, readStore } from '../records/store.js';

/** A model whose speed can be measured: `script` (absolute path, TypeScript or JavaScript) run with `args` prints one SpeedRun as a line of JSON. */
export interface TimedModel extends Model {
  speed: { script: string; args: string[] };
}

/** One run of one process. Prompts of about 38 (short) and 1,000 tokens (long), one answer at a time, greedy, 64 new tokens. */
export interface SpeedRun {
  /** from nothing but Node to ready: the library's import, the check of the files, tokenizer and session */
  loadSeconds: number;
  shortFirstTokenMs: number;
  longFirstTokenMs: number;
  /** after the first token */
  shortTokensPerSecond: number;
  longTokensPerSecond: number;
  /** of the whole process, 1 MB = 1,000,000 bytes */
  peakMemoryMB: number;
  /** what ran the model, with version */
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
  /** the how-manieth measurement of this model, from 0; the last one is shown */
  measurement: number;
  runs: SpeedRun[];
}

/** What `speed` gives: records, the files that they are in, and the models that they are of. */
export interface Measured {
  records: SpeedRecord[];
  inputs: string[];
  models: TimedModel[];
}

/** One line of a table: a measure of a model over n runs. */
export interface SpeedSummary {
  model: string;
  format: string;
  measure: string;
  unit: string;
  n: number;
  median: number;
  low: number;
  high: number;
}

type Measure = Exclude<keyof SpeedRun, 'runtime'>;

const measures: [Measure, string, string][] = [
  ['loadSeconds', 'load', 's'],
  ['shortFirstTokenMs', 'first token, 38 tokens of prompt', 'ms'],
  ['longFirstTokenMs', 'first token, 1,000 tokens of prompt', 'ms'],
  ['shortTokensPerSecond', 'decode after 38 tokens', 'tokens/s'],
  ['longTokensPerSecond', 'decode after 1,000 tokens', 'tokens/s'],
  ['peakMemoryMB', 'peak memory', 'MB'],
];

/**
 * The newest speed record of each model. Measures where there is none or under --fresh: `runs` processes a model (default 5), one at
 * a time, models in turn, so that a disturbance meets all alike. Errors: UserError (exit 3) where a process fails.
 */
export async function speed(
  { project, options }: Session,
  { models, runs = 5 }: { models: TimedModel[]; runs?: number },
): Promise<Measured> {
  const speedPath = ({ id }: Model) => project.at.speed(id);
  const wanted = options.only.length ? models.filter(({ id }) => options.only.includes(id)) : models;
  const missing = wanted.filter((model) => options.fresh || !newest(project, model));
  if (missing.length > 0 && options.check)
    throw new UserError(`${missing.map(speedPath).join(', ')}: not measured yet. \`make report\` measures`, exit.gate);
  if (missing.length > 0) {
    const bar = progress('speed', missing.length * runs, options.quiet);
    const measured = new Map(missing.map((model) => [model, [] as SpeedRun[]]));
    for (let i = 0; i < runs; i++)
      for (const [model, list] of measured) {
        list.push(await measure(model));
        bar.step();
      }
    bar.done();
    for (const [model, list] of measured) await store(project, model, list);
  }
  const records = wanted.map((model) => newest(project, model)).filter((record) => record !== null);
  return { records, inputs: wanted.map(speedPath), models: wanted };
}

/** Median and range of each measure, in the order of the models. */
export function summarise(records: SpeedRecord[]): SpeedSummary[] {
  return records.flatMap(({ model, format, runs }) =>
    measures.map(([field, measure, unit]) => {
      const values = runs.map((run) => run[field]);
      return { model, format, measure, unit, n: values.length, median: median(values), low: min(values), high: max(values) };
    }),
  );
}

/** The machine that this process runs on, without its name. */
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

function newest(project: Project, model: TimedModel): SpeedRecord | null {
  const all = [...readStore<SpeedRecord>(project.folder, project.at.speed(model.id)).first.values()].filter(
    ({ digest }) => digest === model.digest,
  );
  return all.at(-1) ?? null;
}

async function store(project: Project, model: TimedModel, runs: SpeedRun[]): Promise<void> {
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

/** One process, one run; it ends with this process. */
async function measure({ id, speed: { script, args } }: TimedModel): Promise<SpeedRun> {
  const child = spawn(process.execPath, [...execArgvOf(script), script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = () => void child.kill();
  process.once('exit', end);
  const closed = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  const code = await closed;
  process.removeListener('exit', end);
  const line = output.split('\n').find((text) => text.startsWith('{'));
  if (code === 0 && line) return JSON.parse(line) as SpeedRun;
  const reason = errors.split('\n').findLast((text) => /error/i.test(text)) ?? 'it printed no line of JSON';
  throw new UserError(`speed of ${id}: the measuring process ended with code ${code}: ${reason}`, exit.incomplete);
}

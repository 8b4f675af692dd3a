// Measures a model's speed, each run in its own process, because peak memory and warm caches persist within one. Results are kept
// in records/MODEL/speed.jsonl with the machine they were made on, and shown as recorded; only missing ones are measured.
import { spawn } from 'node:child_process';
import { exit, UserError } from '../core/errors.js';
import { execArgvOf } from '../core/own-script.js';
import { progress } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Model } from '../core/types.js';
import { newestMeasurement, type SpeedRecord, type SpeedRun, storeMeasurement } from '../records/measurements.js';

/**
 * A model whose speed can be measured: `script` (absolute path, TypeScript or JavaScript), run with `args`, prints one SpeedRun
 * as a line of JSON.
 */
export interface TimedModel extends Model {
  speed: { script: string; args: string[] };
}

/** The result of `speed`: the records, their files, and their models. */
export interface Measured {
  records: SpeedRecord[];
  inputs: string[];
  models: TimedModel[];
}

/**
 * The newest speed record of each model. Measures if there is none or with --fresh: `runs` processes per model (default 5), one
 * at a time, alternating between models, so that a disturbance affects all equally. Errors: UserError (exit 3) if a process
 * fails.
 */
export async function speed(
  { project, options, planned }: Session,
  { models, runs = 5 }: { models: TimedModel[]; runs?: number },
): Promise<Measured> {
  const speedPath = ({ id }: Model) => project.at.speed(id);
  const wanted = options.only.length ? models.filter(({ id }) => options.only.includes(id)) : models;
  // a measurement is of one machine: of the first, where there are several shards
  const measures = !planned && (options.shard?.index ?? 1) === 1;
  const missing = wanted.filter((model) => measures && (options.fresh || !newestMeasurement(project, model)));
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
    for (const [model, list] of measured) await storeMeasurement(project, model, list);
  }
  const records = wanted.map((model) => newestMeasurement(project, model)).filter((record) => record !== null);
  return { records, inputs: wanted.map(speedPath), models: wanted };
}

/** One run in one process, which is killed if this process ends. */
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

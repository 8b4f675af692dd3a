// A worker: takes batches, has them answered by other processes, and sends the answers back. It holds the batch meanwhile, so it must never be
// busy itself: ONNX Runtime's run() blocks a process for seconds, and a batch that is not held is given to another worker.
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../harness/core/errors.js';
import type { Generation } from '../harness/core/types.js';
import type { Broker, Line, Taken } from './broker.js';
import { type Answers, type Job, type Origin, parseJob, strange } from './job.js';

/** What became of a batch: its answers, or why this checkout does not answer it. */
export type Outcome = { generations: Generation[] } | { refused: string };

/** A process that answers one batch at a time. */
export interface Hand {
  /** Errors: any Error if the process failed; the next batch finds a new one. */
  answer(job: Job): Promise<Outcome>;
}

/** A line to take batches from. */
export interface Source {
  name: string;
  /** batches a minute */
  perMinute?: number;
}

export interface WorkOptions {
  own: Origin;
  /** name of this machine */
  by: string;
  hands: Hand[];
  lines: Source[];
  /** ends after so long without a batch; default never */
  idleMs?: number;
  /** a batch is held anew so often; default 5 s */
  holdEveryMs?: number;
  /** longest pause before it looks for a batch again; default 1 s */
  pollMs?: number;
  /** a refused batch comes back after so long; default 10 s */
  refusedMs?: number;
  say(text: string): void;
  signal: AbortSignal;
}

export interface Done {
  batches: number;
  answers: number;
  refused: number;
}

/** Works until `signal`, or until nothing came for `idleMs`. A batch in hand at the signal is put back. */
export async function work(broker: Broker, options: WorkOptions): Promise<Done> {
  const { hands, lines: sources, idleMs = Number.POSITIVE_INFINITY, pollMs = 1000, signal } = options;
  const done: Done = { batches: 0, answers: 0, refused: 0 };
  const lines = sources.map(({ name, perMinute }) => broker.line<Job>(name, perMinute === undefined ? {} : { perMinute }));
  const told = new Set<string>();
  const failures = new Map<string, number>();
  let busy = performance.now();
  const turn = async (hand: Hand, first: number) => {
    for (let pause = Math.min(50, pollMs), at = first; !signal.aborted && performance.now() - busy < idleMs; ) {
      const taken = await next(lines, at++);
      if (taken) {
        if (await serve(broker, taken, hand, options, { done, told, failures })) busy = performance.now();
        pause = Math.min(50, pollMs);
      } else {
        await sleep(pause, undefined, { signal }).catch(() => {});
        pause = Math.min(2 * pause, pollMs);
      }
    }
  };
  await Promise.all(hands.map((hand, i) => turn(hand, i)));
  return done;
}

/** From the first line that has one, beginning with another each time. */
async function next(lines: Line<Job>[], from: number): Promise<Taken<Job> | null> {
  for (const i of lines.keys()) {
    const taken = await (lines[(from + i) % lines.length] as Line<Job>).take();
    if (taken) return taken;
  }
  return null;
}

interface State {
  done: Done;
  told: Set<string>;
  failures: Map<string, number>;
}

/** Whether the batch was answered. */
async function serve(broker: Broker, taken: Taken<Job>, hand: Hand, options: WorkOptions, state: State): Promise<boolean> {
  const { own, by, holdEveryMs = 5000, refusedMs = 10_000, say, signal } = options;
  const { done, told, failures } = state;
  const holding = setInterval(() => void taken.hold().catch(() => {}), holdEveryMs);
  const back = (job: Job, answers: Omit<Answers, keyof Origin | 'by'>, id: string) =>
    broker.line<Answers>(job.answers).add([{ id, data: { ...own, by, ...answers } }]);
  try {
    const job = parseJob(taken.data, broker.where);
    const why = strange(job, own);
    const outcome = why ? { refused: `a batch ${why}: check out the same commit` } : await hand.answer(job);
    if ('refused' in outcome) {
      done.refused++;
      if (!told.has(outcome.refused)) {
        told.add(outcome.refused);
        say(`refused: ${outcome.refused}`);
        await back(job, { generations: [], refused: outcome.refused }, `${taken.id}-${by.replace(/[^A-Za-z0-9.-]/g, '-')}`);
      }
      await taken.putBack(refusedMs);
      return false;
    }
    const given = new Set(outcome.generations.map(({ key }) => key));
    const missing = job.keys.filter((key) => !given.has(key));
    const failed = missing.length > 0 ? { failed: { keys: missing, why: 'the model gave no answer' } } : {};
    await back(job, { generations: outcome.generations, ...failed }, taken.id);
    await taken.finish();
    done.batches++;
    done.answers += outcome.generations.length;
    return true;
  } catch (error) {
    if (signal.aborted) {
      await taken.putBack(0);
      return false;
    }
    const why = error instanceof Error ? error.message : String(error);
    say(`a batch failed: ${why}`);
    const times = (failures.get(taken.id) ?? 0) + 1;
    failures.set(taken.id, times);
    if (error instanceof UserError || times < 2) await taken.putBack(refusedMs);
    else {
      const job = parseJob(taken.data, broker.where);
      await back(job, { generations: [], failed: { keys: job.keys, why } }, taken.id);
      await taken.finish();
    }
    return false;
  } finally {
    clearInterval(holding);
  }
}

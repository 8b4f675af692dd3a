// Reads jobs in worker processes, one thread each: two of them are faster than one with two threads.
import { type ChildProcess, fork } from 'node:child_process';
import { execArgvOf, ownScript } from '../../harness/core/own-script.js';
import type { Arithmetic } from './folder.js';
import { Queue } from './queue.js';
import type { Job } from './reading-plan.js';
import type { FromReadingWorker, ToReadingWorker } from './reading-worker.js';
import type { StrandRead } from './strand.js';

/** Yields the results of each job as it is done. Stopping early, or an error, ends the workers; so does the end. */
export async function* readJobs(
  setup: { folder: string; arithmetic: Arithmetic; ends: number[] },
  jobs: Job[],
  size: number,
): AsyncGenerator<{ job: Job; read: StrandRead[] }> {
  const events = new Queue<{ worker: ChildProcess; message: FromReadingWorker }>();
  const waiting = [...jobs];
  const held = new Map<ChildProcess, Job>();
  const workers = Array.from({ length: Math.min(size, jobs.length) }, () => start(events));
  const give = (worker: ChildProcess) => {
    const job = waiting.shift();
    if (!job) return;
    held.set(worker, job);
    post(worker, { job });
  };
  try {
    for (const worker of workers) {
      post(worker, { setup });
      give(worker);
    }
    while (held.size > 0 && (await events.more())) {
      const { worker, message } = events.take() as { worker: ChildProcess; message: FromReadingWorker };
      if ('failed' in message) throw new Error(message.failed);
      const job = held.get(worker) as Job;
      held.delete(worker);
      give(worker);
      yield { job, read: message.read };
    }
  } finally {
    await Promise.all(workers.map(end));
  }
}

function start(events: Queue<{ worker: ChildProcess; message: FromReadingWorker }>): ChildProcess {
  const script = ownScript('reading-worker', import.meta.url);
  const worker = fork(script, {
    execArgv: execArgvOf(script),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  worker.on('message', (message: FromReadingWorker) => events.push({ worker, message }));
  worker.on('error', (error) => events.push({ worker, message: { failed: error.message } }));
  worker.on('exit', (code, signal) =>
    events.push({ worker, message: { failed: `a reading process ended (${signal ?? `code ${code}`})` } }),
  );
  return worker;
}

/** A worker that has ended is reported by its `exit` event, so messages to it are dropped. */
function post(worker: ChildProcess, message: ToReadingWorker): void {
  if (worker.connected) worker.send(message, () => {});
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  if (worker.connected) worker.disconnect();
  else worker.kill();
  await ended;
}

// Jobs done by worker processes, one job at a time each. A worker is sent what it needs once, then jobs; it is a script that calls `serveJobs`.
import { type ChildProcess, fork } from 'node:child_process';
import { execArgvOf } from '../../harness/core/own-script.js';
import { Queue } from './queue.js';

type ToWorker<Setup, Job> = { setup: Setup } | { job: Job };
type FromWorker<Result> = { result: Result } | { failed: string };

/**
 * Yields the result of each job as it is done, by at most `size` processes of `script` (an absolute path). Stopping early, or an error,
 * ends the workers; so does the end. Errors: Error with the message of a worker's error, or if a worker ends.
 */
export async function* runJobs<Setup, Job, Result>(
  script: string,
  setup: Setup,
  jobs: readonly Job[],
  size: number,
): AsyncGenerator<{ job: Job; result: Result }> {
  const events = new Queue<{ worker: ChildProcess; message: FromWorker<Result> }>();
  const waiting = [...jobs];
  const held = new Map<ChildProcess, Job>();
  const workers = Array.from({ length: Math.min(size, jobs.length) }, () => start(script, events));
  const give = (worker: ChildProcess) => {
    const job = waiting.shift();
    if (job === undefined) return;
    held.set(worker, job);
    post<Setup, Job>(worker, { job });
  };
  try {
    for (const worker of workers) {
      post<Setup, Job>(worker, { setup });
      give(worker);
    }
    while (held.size > 0 && (await events.more())) {
      const { worker, message } = events.take() as { worker: ChildProcess; message: FromWorker<Result> };
      if ('failed' in message) throw new Error(message.failed);
      const job = held.get(worker) as Job;
      held.delete(worker);
      give(worker);
      yield { job, result: message.result };
    }
  } finally {
    await Promise.all(workers.map(end));
  }
}

function start<Result>(script: string, events: Queue<{ worker: ChildProcess; message: FromWorker<Result> }>): ChildProcess {
  const worker = fork(script, {
    execArgv: execArgvOf(script),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  worker.on('message', (message: FromWorker<Result>) => events.push({ worker, message }));
  worker.on('error', (error) => events.push({ worker, message: { failed: error.message } }));
  worker.on('exit', (code, signal) =>
    events.push({ worker, message: { failed: `a worker process ended (${signal ?? `code ${code}`})` } }),
  );
  return worker;
}

/** A worker that has ended is reported by its `exit` event, so messages to it are dropped. */
function post<Setup, Job>(worker: ChildProcess, message: ToWorker<Setup, Job>): void {
  if (worker.connected) worker.send(message, () => {});
}

async function end(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  if (worker.connected) worker.disconnect();
  else worker.kill();
  await ended;
}

/** The worker's side: opens what the setup names, and does each job it is sent. The process exits when its parent does. */
export function serveJobs<Setup, Job, Opened, Result>(
  open: (setup: Setup) => Promise<Opened>,
  work: (opened: Opened, job: Job) => Promise<Result>,
): void {
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides
  let opening: Promise<Opened> = Promise.reject(new Error('expected the setup before a job'));
  opening.catch(() => {}); // reported by the job that awaits it
  process.on('message', (message: ToWorker<Setup, Job>) => {
    if ('setup' in message) {
      opening = open(message.setup);
      opening.catch(() => {});
    } else
      opening
        .then((opened) => work(opened, message.job))
        .then(
          (result) => send<Result>({ result }),
          (error: unknown) => send<Result>({ failed: error instanceof Error ? error.message : String(error) }),
        );
  });
}

function send<Result>(message: FromWorker<Result>): void {
  process.send?.(message, undefined, undefined, (error: Error | null) => {
    if (error) process.exit(); // the parent is gone
  });
}

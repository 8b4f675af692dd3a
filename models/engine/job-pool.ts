// Jobs done by worker processes, one job at a time each. A worker is sent what it needs once, then jobs; it is a script that calls `serveJobs`.
import type { ChildProcess } from 'node:child_process';
import { Queue } from './queue.js';
import { endWorker, type FromWorker, post, serve, startWorker, tell, tellFailure } from './worker-process.js';

type ToWorker<Setup, Job> = { setup: Setup } | { job: Job };

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
  const events = new Queue<FromWorker<{ result: Result }>>();
  const waiting = [...jobs];
  const held = new Map<ChildProcess, Job>();
  const workers = Array.from({ length: Math.min(size, jobs.length) }, () => startWorker(script, events));
  const give = (worker: ChildProcess) => {
    const job = waiting.shift();
    if (job === undefined) return;
    held.set(worker, job);
    post(worker, { job } satisfies ToWorker<Setup, Job>);
  };
  try {
    for (const worker of workers) {
      post(worker, { setup } satisfies ToWorker<Setup, Job>);
      give(worker);
    }
    while (held.size > 0 && (await events.more())) {
      const { worker, message } = events.take() as FromWorker<{ result: Result }>;
      if ('failed' in message) throw new Error(message.failed);
      const job = held.get(worker) as Job;
      held.delete(worker);
      give(worker);
      yield { job, result: message.result };
    }
  } finally {
    await Promise.all(workers.map(endWorker));
  }
}

/** The worker's side: opens what the setup names, and does each job it is sent. The process exits when its parent does. */
export function serveJobs<Setup, Job, Opened, Result>(
  open: (setup: Setup) => Promise<Opened>,
  work: (opened: Opened, job: Job) => Promise<Result>,
): void {
  let opening: Promise<Opened> = Promise.reject(new Error('expected the setup before a job'));
  opening.catch(() => {}); // reported by the job that awaits it
  serve((message: ToWorker<Setup, Job>) => {
    if ('setup' in message) {
      opening = open(message.setup);
      opening.catch(() => {});
    } else opening.then((opened) => work(opened, message.job)).then((result) => tell({ result }), tellFailure);
  });
}

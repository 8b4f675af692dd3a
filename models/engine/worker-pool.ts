// Bulk work: a pool of processes, each with a session, its threads and its own batch. This process stays free for progress and Ctrl-C.
import type { ChildProcess } from 'node:child_process';
import { ownScript } from '../../harness/core/own-script.js';
import type { Decoded, Prompt } from './decode.js';
import { Queue } from './queue.js';
import { Scheduler } from './scheduler.js';
import type { Answered, ToWorker, WorkerSetup } from './worker.js';
import { endWorker, type FromWorker, post, startWorker } from './worker-process.js';

export class WorkerPool {
  private workers: ChildProcess[];
  private events = new Queue<FromWorker<Answered>>();

  /** Starts a worker for each of `threads`, with so many; they open their sessions while the first prompts are being prepared. */
  constructor(
    private readonly setup: Omit<WorkerSetup, 'threads'>,
    threads: number[],
  ) {
    this.workers = threads.map((own) => {
      const worker = startWorker(ownScript('worker', import.meta.url), this.events);
      post(worker, { setup: { ...setup, threads: own } } satisfies ToWorker);
      return worker;
    });
  }

  /**
   * Answers the prompts and yields the answers as they finish. One run at a time. Stopping early, or an error, closes the pool.
   */
  async *answer(prompts: Prompt[]): AsyncGenerator<Decoded> {
    if (prompts.length === 0) return;
    const scheduler = new Scheduler(prompts, this.workers, this.setup.batch);
    let working = this.workers.length;
    for (const worker of this.workers) {
      hold(worker, true);
      post(worker, { start: true } satisfies ToWorker);
    }
    this.feed(scheduler, this.workers);
    try {
      while (working > 0 && (await this.events.more())) {
        const { worker, message } = this.events.take() as FromWorker<Answered>;
        if ('failed' in message) throw new Error(message.failed);
        if ('ended' in message) working--;
        else {
          scheduler.answered(worker, message.decoded.index);
          this.feed(scheduler, [worker]);
          yield message.decoded;
        }
      }
    } finally {
      if (working > 0) await this.close();
      for (const worker of this.workers) hold(worker, false);
    }
  }

  /**
   * Hands out prompts round-robin for as long as any of these workers takes one; after the last one, tells all workers that there
   * are no more.
   */
  private feed(scheduler: Scheduler<ChildProcess>, workers: ChildProcess[]): void {
    if (scheduler.empty) return;
    for (let given = true; given; ) {
      given = false;
      for (const worker of workers) {
        const prompt = scheduler.take(worker);
        if (prompt) post(worker, { prompt } satisfies ToWorker);
        given ||= prompt !== null;
      }
    }
    if (scheduler.empty) for (const worker of this.workers) post(worker, { end: true } satisfies ToWorker);
  }

  /** Process ids of the workers. */
  get pids(): number[] {
    return this.workers.map(({ pid }) => pid ?? 0);
  }

  /** Whether it can start a run: not closed, and every worker alive. */
  get open(): boolean {
    return this.workers.length > 0 && this.workers.every(({ connected }) => connected);
  }

  /** Ends the workers, each after its current forward pass. */
  async close(): Promise<void> {
    const workers = this.workers;
    this.workers = [];
    await Promise.all(
      workers.map(async (worker) => {
        hold(worker, true);
        await endWorker(worker);
      }),
    );
  }
}

/** Sets whether the worker keeps this process alive; an idle pool does not. */
function hold(worker: ChildProcess, held: boolean): void {
  if (held) {
    worker.ref();
    worker.channel?.ref();
  } else {
    worker.unref();
    worker.channel?.unref();
  }
}

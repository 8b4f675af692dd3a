// Bulk work: a crew of threads, each with a session of one ONNX Runtime thread and a batch of its own. Two sessions of one thread
// finish more tokens than one session of two, and the main thread stays free for progress and Ctrl-C.
import { Worker } from 'node:worker_threads';
import type { Decoded, Prompt } from './decode.js';
import { Queue } from './queue.js';
import type { FromWorker, ToWorker, WorkerData } from './worker.js';

/** Prompts that wait at each worker, so that a place in its batch is filled at once. */
const waiting = 2;

type Event = { worker: Worker; message: FromWorker };

export class Crew {
  private readonly workers: Worker[];
  private events = new Queue<Event>();

  /** Starts `size` workers; they open their sessions while the first prompts are made ready. */
  constructor(
    private readonly data: WorkerData,
    size: number,
  ) {
    this.workers = Array.from({ length: size }, () => {
      const worker = new Worker(new URL('./worker.mjs', import.meta.url), { workerData: data });
      const fail = (failed: string) => this.events.push({ worker, message: { failed } });
      worker.on('message', (message: FromWorker) => this.events.push({ worker, message }));
      worker.on('error', (error) => fail(error.message));
      worker.on('exit', (code) => fail(`a worker ended with code ${code}`));
      return worker;
    });
  }

  /** Answers the prompts, in the order in which they end. One run at a time. Leaving it early ends the crew. */
  async *answer(prompts: Prompt[], prefix: number[]): AsyncGenerator<Decoded> {
    this.events = new Queue();
    const left = new Queue(prompts);
    const post = (worker: Worker, message: ToWorker) => worker.postMessage(message);
    const next = (worker: Worker) => {
      const prompt = left.take();
      if (prompt) post(worker, { prompt });
      else post(worker, { end: true });
    };
    let working = this.workers.length;
    for (const worker of this.workers) {
      worker.ref();
      post(worker, { start: { prefix } });
    }
    for (let i = 0; i < this.data.batch + waiting; i++) for (const worker of this.workers) next(worker);
    try {
      while (working > 0 && (await this.events.more())) {
        const { worker, message } = this.events.take() as Event;
        if ('failed' in message) throw new Error(message.failed);
        if ('ended' in message) working--;
        else {
          next(worker);
          yield message.decoded;
        }
      }
    } finally {
      if (working > 0) await this.close();
      for (const worker of this.workers) worker.unref(); // an idle crew does not keep the process alive
    }
  }

  async close(): Promise<void> {
    const workers = this.workers.splice(0);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

// One of a crew: a thread with its own session, which answers the prompts that it is sent, several at a time. A thread and not a
// process, as it cannot outlive the process that it works for.
import { parentPort, workerData } from 'node:worker_threads';
import type { Arithmetic } from '../folder.js';
import { type Decoded, decode, type Prompt } from './decode.js';
import { openModel } from './open.js';
import { Queue } from './queue.js';

export interface WorkerData {
  folder: string;
  arithmetic: Arithmetic;
  batch: number;
}

/** `start` opens a run, `prompt` adds to it, `end` closes it. */
export type ToWorker = { start: { prefix: number[] } } | { prompt: Prompt } | { end: true };

/** `decoded`: one answer; `ended`: the run is over; `failed`: the message of an error. */
export type FromWorker = { decoded: Decoded } | { ended: true } | { failed: string };

const port = parentPort;
if (!port) throw new Error('worker.ts runs as a worker thread only');
const { folder, arithmetic, batch } = workerData as WorkerData;
const send = (message: FromWorker) => port.postMessage(message);
const opening = openModel(folder, arithmetic, 1);
let queue = new Queue<Prompt>();

port.on('message', (message: ToWorker) => {
  if ('prompt' in message) queue.push(message.prompt);
  else if ('end' in message) queue.end();
  else {
    queue = new Queue();
    run(queue, message.start.prefix).catch((error: unknown) =>
      send({ failed: error instanceof Error ? error.message : String(error) }),
    );
  }
});

async function run(prompts: Queue<Prompt>, prefix: number[]): Promise<void> {
  const model = await opening;
  for await (const decoded of decode(model, model.runner(batch), prompts, prefix)) send({ decoded });
  send({ ended: true });
}

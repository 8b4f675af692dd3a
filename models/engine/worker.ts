// One worker of the pool: a process with its own session, which answers the prompts it is sent, several at a time. A process
// rather than a thread, as ending a thread inside ONNX Runtime aborts the whole process. It exits when its parent does.

import { type Decoded, decode, type Prompt } from './decode.js';
import type { Arithmetic } from './folder.js';
import { openModel } from './open.js';
import { Queue } from './queue.js';
import { serve, tell, tellFailure } from './worker-process.js';

export interface WorkerSetup {
  folder: string;
  arithmetic: Arithmetic;
  /** rows decoded together */
  batch: number;
  /** of ONNX Runtime */
  threads: number;
}

/** `setup` comes first; `start` opens a run, `prompt` adds to it, `end` closes it. */
export type ToWorker = { setup: WorkerSetup } | { start: true } | { prompt: Prompt } | { end: true };

/** `decoded`: one answer; `ended`: the run is over. */
export type Answered = { decoded: Decoded } | { ended: true };

let opening: ReturnType<typeof openModel>;
let batch = 1;
let queue = new Queue<Prompt>();

serve((message: ToWorker) => {
  if ('prompt' in message) queue.push(message.prompt);
  else if ('end' in message) queue.end();
  else if ('setup' in message) {
    batch = message.setup.batch;
    opening = openModel(message.setup.folder, message.setup.arithmetic, message.setup.threads);
    opening.catch(() => {}); // reported by the run that awaits it
  } else {
    queue = new Queue();
    run(queue).catch(tellFailure);
  }
});

async function run(prompts: Queue<Prompt>): Promise<void> {
  const model = await opening;
  for await (const decoded of decode(model, model.runner(batch), prompts)) tell({ decoded } satisfies Answered);
  tell({ ended: true } satisfies Answered);
}

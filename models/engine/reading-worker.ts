// One worker that reads: a process with its own session of one thread, which reads the jobs it is sent, one at a time. It exits
// when its parent does.
import type { Arithmetic } from './folder.js';
import { Reader } from './reader.js';
import type { Job } from './reading-plan.js';
import type { StrandRead } from './strand.js';

export type ToReadingWorker = { setup: { folder: string; arithmetic: Arithmetic; ends: number[] } } | { job: Job };

/** `read`: the results of a job; `failed`: the message of an error. */
export type FromReadingWorker = { read: StrandRead[] } | { failed: string };

process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides

let opening: Promise<Reader | null>;

process.on('message', (message: ToReadingWorker) => {
  if ('setup' in message) {
    const { folder, arithmetic, ends } = message.setup;
    opening = Reader.open(folder, arithmetic, 1, ends);
    opening.catch(() => {}); // reported by the job that awaits it
  } else
    readAll(message.job).then(
      (read) => send({ read }),
      (error: unknown) => send({ failed: error instanceof Error ? error.message : String(error) }),
    );
});

async function readAll({ strands, long }: Job): Promise<StrandRead[]> {
  const reader = await opening;
  if (!reader) throw new Error('expected a graph that can be read, got another');
  if (!long) return reader.read(strands);
  const read: StrandRead[] = [];
  for (const strand of strands) read.push(await reader.long(strand));
  return read;
}

function send(message: FromReadingWorker): void {
  process.send?.(message, undefined, undefined, (error: Error | null) => {
    if (error) process.exit(); // the parent is gone
  });
}

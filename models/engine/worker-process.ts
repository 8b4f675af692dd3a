// A worker process and its parent: started from a script, sent messages, ended with its parent. Both pools use it (worker-pool.ts,
// job-pool.ts).
import { type ChildProcess, fork } from 'node:child_process';
import { execArgvOf } from '../../harness/core/own-script.js';
import type { Queue } from './queue.js';

/** What a worker says, or the reason that it says no more. */
export interface FromWorker<Message> {
  worker: ChildProcess;
  message: Message | { failed: string };
}

/** A process of `script` (an absolute path). Its messages go to `events`; so does its end, as one that failed. */
export function startWorker<Message>(script: string, events: Queue<FromWorker<Message>>): ChildProcess {
  const worker = fork(script, {
    execArgv: execArgvOf(script),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  worker.on('message', (message: Message) => events.push({ worker, message }));
  worker.on('error', (error) => events.push({ worker, message: { failed: error.message } }));
  worker.on('exit', (code, signal) =>
    events.push({ worker, message: { failed: `a worker process ended (${signal ?? `code ${code}`})` } }),
  );
  return worker;
}

/** Sends a message. A worker that has ended is reported by its `exit` event, so messages to it are dropped. */
export function post(worker: ChildProcess, message: object): void {
  if (worker.connected) worker.send(message, () => {});
}

/** Ends a worker after what it does now; resolves once it is gone. */
export async function endWorker(worker: ChildProcess): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  if (worker.connected) worker.disconnect();
  else worker.kill();
  await ended;
}

/** The worker's side: handles what its parent sends, and exits when the parent does. */
export function serve<Message>(handle: (message: Message) => void): void {
  process.on('disconnect', () => process.exit());
  process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides
  process.on('message', handle);
}

/** The worker's side: tells its parent. */
export function tell(message: object): void {
  process.send?.(message, undefined, undefined, (error: Error | null) => {
    if (error) process.exit(); // the parent is gone
  });
}

/** The worker's side: tells its parent why it cannot go on. */
export function tellFailure(error: unknown): void {
  tell({ failed: error instanceof Error ? error.message : String(error) });
}

// The page starts a second worker beside the first (see helper.ts): in Chromium, a worker of a page from disk may not start another.
import type { ToWorker } from './types.js';

/** A worker of the script at `url`, connected with the first, which is told its port; or null, when it is not there, or no more. */
export function makeHelper(first: Worker, url: string): void {
  const tell = (port: MessagePort | null) => first.postMessage({ type: 'helper', port } satisfies ToWorker, port ? [port] : []);
  try {
    const worker = new Worker(url);
    const { port1, port2 } = new MessageChannel();
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      tell(null);
    };
    worker.postMessage({ type: 'help', port: port1 } satisfies ToWorker, [port1]);
    tell(port2);
  } catch {
    tell(null);
  }
}

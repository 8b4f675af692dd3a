// A second worker that runs the upper half of the layers for the first one's long prompts: the same script, started by the first. Both
// sides of what they tell each other. Where it cannot be started, the first one works alone, and nobody is told.
import { type Done, openUpper, type Part, type RunUpper, runUpper, type UpperWeights } from '../../models/kernel/halves.js';

/** To the helper: the first message, then parts. It answers each, in order. */
export type ToHelper = { type: 'upper'; kernel: Uint8Array; weights: UpperWeights } | { type: 'part'; part: Part };
type FromHelper = { type: 'done'; done: Done | null } | { type: 'failed' };

/** Milliseconds for a start, which takes a tenth of a second: a browser may put a worker off for ever. */
const patience = 10_000;

/** Whether it is worth a try. */
export function mayHelp(): boolean {
  return typeof Worker === 'function' && (navigator.hardwareConcurrency ?? 1) >= 2;
}

/** Starts the helper. Rejects if the browser refuses a worker in a worker, or memory. */
export async function startHelper(kernel: Uint8Array, weights: UpperWeights): Promise<RunUpper> {
  const worker = new Worker(location.href);
  const waiting: { resolve(done: Done | null): void; reject(error: Error): void }[] = [];
  const fail = () => {
    worker.terminate();
    for (const { reject } of waiting.splice(0)) reject(new Error('the helper failed'));
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail();
  };
  worker.onmessage = ({ data }: MessageEvent<FromHelper>) => {
    if (data.type === 'done') waiting.shift()?.resolve(data.done);
    else fail();
  };
  const ask = (message: ToHelper, transfer: ArrayBuffer[]) =>
    new Promise<Done | null>((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage(message, transfer);
    });
  const timer = setTimeout(fail, patience);
  await ask({ type: 'upper', kernel, weights }, [weights.bytes.buffer]);
  clearTimeout(timer);
  return (part) => ask({ type: 'part', part }, [part.states.buffer, ...(part.kept ? [part.kept.buffer] : [])]) as Promise<Done>;
}

/** In the helper: what takes the messages. */
export function helper(post: (message: FromHelper, transfer: ArrayBuffer[]) => void): (message: ToHelper) => void {
  let layers: ReturnType<typeof openUpper> | null = null;
  let turn = Promise.resolve();
  const answer = async (message: ToHelper) => {
    if (message.type === 'upper') {
      layers = openUpper(message.kernel, message.weights);
      await layers;
      post({ type: 'done', done: null }, []);
    } else if (layers) {
      const done = runUpper(await layers, message.part);
      post({ type: 'done', done }, [done.states.buffer, done.kept.buffer]);
    }
  };
  return (message) => {
    turn = turn.then(() => answer(message)).catch(() => post({ type: 'failed' }, []));
  };
}

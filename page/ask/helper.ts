// A second worker that runs the upper half of the layers for the first one's long prompts: what the two tell each other. Where it fails,
// the first one works alone, and nobody is told.
import { type Done, openUpper, type Part, type RunUpper, runUpper, type UpperWeights } from '../../models/kernel/halves.js';

/** To the helper: weights once, then parts. It answers each, in order. */
type ToHelper = { type: 'upper'; kernel: Uint8Array; weights: UpperWeights } | { type: 'part'; part: Part };
type FromHelper = { type: 'done'; done: Done | null } | { type: 'failed' };

/** Milliseconds for a start, which takes a tenth of a second: a browser may put a worker off for ever. */
const patience = 10_000;

/** In the first worker: `ask` asks the page for the helper. */
export class Helper {
  private port: MessagePort | null = null;
  private came: (port: MessagePort) => void = () => {};
  private readonly waiting = new Set<(error: Error) => void>();
  private answered: ((done: Done | null) => void)[] = [];

  constructor(private readonly ask: () => void) {}

  /** Rejects if the browser refuses a worker, or memory. */
  async start(kernel: Uint8Array, weights: UpperWeights): Promise<RunUpper> {
    const timer = setTimeout(() => this.take(null), patience);
    const port = await new Promise<MessagePort>((resolve, reject) => {
      this.came = resolve;
      this.waiting.add(reject);
      this.ask();
    });
    port.onmessage = ({ data }: MessageEvent<FromHelper>) => {
      if (data.type === 'failed') this.take(null);
      else this.answered.shift()?.(data.done);
    };
    await this.send({ type: 'upper', kernel, weights }, [weights.bytes.buffer]);
    clearTimeout(timer);
    return (part) =>
      this.send({ type: 'part', part }, [part.states.buffer, ...(part.kept ? [part.kept.buffer] : [])]) as Promise<Done>;
  }

  /** What the page says. */
  take(port: MessagePort | null): void {
    if (port) {
      this.port = port;
      this.came(port);
      return;
    }
    this.port?.close();
    this.port = null;
    for (const reject of this.waiting) reject(new Error('no helper'));
  }

  private send(message: ToHelper, transfer: ArrayBuffer[]): Promise<Done | null> {
    return new Promise((resolve, reject) => {
      if (!this.port) throw new Error('no helper');
      this.waiting.add(reject);
      this.answered.push((done) => {
        this.waiting.delete(reject);
        resolve(done);
      });
      this.port.postMessage(message, transfer);
    });
  }
}

/** In the helper: answers what comes through `port`; ends the worker with the first failure. */
export function help(port: MessagePort, end: () => void): void {
  let layers: ReturnType<typeof openUpper> | null = null;
  let turn = Promise.resolve();
  const answer = async (message: ToHelper) => {
    if (message.type === 'upper') {
      layers = openUpper(message.kernel, message.weights);
      await layers;
      port.postMessage({ type: 'done', done: null } satisfies FromHelper);
    } else if (layers) {
      const done = runUpper(await layers, message.part);
      port.postMessage({ type: 'done', done } satisfies FromHelper, [done.states.buffer, done.kept.buffer]);
    }
  };
  port.onmessage = ({ data }: MessageEvent<ToHelper>) => {
    turn = turn
      .then(() => answer(data))
      .catch(() => {
        port.postMessage({ type: 'failed' } satisfies FromHelper);
        end();
      });
  };
}

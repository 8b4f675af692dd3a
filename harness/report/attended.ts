// How a command hears of what the script does that it imports: by the script's last line if it comes to it, and by this while it runs.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Answerer, Planned } from '../core/session.js';

/** What a command gives a script, and wants to hear of it. */
export interface Attended {
  /** default: the models in this process */
  answerer?: Answerer;
  /** if set, the script asks nothing, its rows are empty, and it says here what it would ask */
  planned?(asks: Planned): void;
  /** a run has all its answers */
  settled?(): void;
  /** a run, or a file that it needs, failed */
  failed?(error: unknown): void;
}

/** One for all copies of evalbook in this process: a command must reach a script that imports another copy, or it would ask the models. */
const shared = globalThis as { [place: symbol]: unknown };
const place = Symbol.for('evalbook.attended');
shared[place] ??= new AsyncLocalStorage<Attended>();
const current = shared[place] as AsyncLocalStorage<Attended>;

/** Does `work`, which imports scripts; their notebooks report to `attended`. */
export function attending<T>(attended: Attended, work: () => Promise<T>): Promise<T> {
  return current.run(attended, work);
}

/** Who listens to the notebook that is opened here; nobody if a script was started by itself. */
export function attendedBy(): Attended {
  return current.getStore() ?? {};
}

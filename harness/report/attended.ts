// How a command hears of what the script does that it imports: by the script's last line if it comes to it, and by this while it runs.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Planned } from '../core/session.js';

/** What a command wants to hear. */
export interface Attended {
  /** if set, the script asks nothing, has no rows, and says here what it would ask */
  planned?(asks: Planned): void;
  /** a run has all its answers */
  settled?(): void;
  /** a run, or a file that it needs, failed */
  failed?(error: unknown): void;
}

const current = new AsyncLocalStorage<Attended>();

/** Does `work`, which imports scripts; their notebooks report to `attended`. */
export function attending<T>(attended: Attended, work: () => Promise<T>): Promise<T> {
  return current.run(attended, work);
}

/** Who listens to the notebook that is opened here; nobody if a script was started by itself. */
export function attendedBy(): Attended {
  return current.getStore() ?? {};
}

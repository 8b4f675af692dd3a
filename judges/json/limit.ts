// A time limit on work that no rule bounds beforehand: references that multiply, regular expressions that backtrack. A limit costs
// 0.15 ms, so what is known to be quick runs without; what turns out to need one asks for it, and is done again within it.
import { createContext, Script } from 'node:vm';

/** The work at hand must not go on without a time limit. */
export class NeedsLimit extends Error {}

const limited = createContext({ job: null });
const runJob = new Script('job()');
let inside = false;

/** Throws NeedsLimit unless a limit holds. */
export function needLimit(): void {
  if (!inside) throw new NeedsLimit();
}

/** The result of `job`; null if it exceeds the limit (in milliseconds) or recurses too deep. */
export function bounded<T>(timeout: number, job: () => T): T | null {
  limited.job = job;
  inside = true;
  try {
    return runJob.runInContext(limited, { timeout }) as T;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' || error instanceof RangeError) return null;
    throw error;
  } finally {
    limited.job = null;
    inside = false;
  }
}

/** As `bounded`, but without a limit where `free` and nothing in `job` asks for one. */
export function boundedIfNeeded<T>(free: boolean, timeout: number, job: () => T): T | null {
  if (!free) return bounded(timeout, job);
  try {
    return job();
  } catch (error) {
    if (error instanceof NeedsLimit || error instanceof RangeError) return bounded(timeout, job);
    throw error;
  }
}

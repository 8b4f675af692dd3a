// Processes several items at once and yields each result as soon as it is ready: a slow answer must not delay storing the others.
import pMap from 'p-map';
import { Queue } from '../engine/queue.js';

/**
 * Yields `work(item)` for every item, `concurrency` at a time, in order of completion. After the first error no further item is begun, and it is
 * thrown once all results so far were taken; leaving early begins no further item either.
 */
export async function* asCompleted<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const results = new Queue<R>();
  const stop = new AbortController();
  const errors: unknown[] = [];
  pMap(items, async (item) => results.push(await work(item)), { concurrency, signal: stop.signal })
    .catch((error: unknown) => errors.push(error))
    .finally(() => results.end());
  try {
    while (await results.more()) yield results.take() as R;
    if (errors.length > 0) throw errors[0];
  } finally {
    stop.abort();
  }
}

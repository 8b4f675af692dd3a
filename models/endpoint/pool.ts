// Processes several items at once and yields each result as soon as it is ready. (p-map's pMapIterable keeps the order of the
// items: one slow answer would delay storing the later ones.)

/** Yields `work(item)` for every item, `concurrency` at a time, in order of completion. Stops at the first error. */
export async function* asCompleted<T, R>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const running = new Map<number, Promise<{ id: number; result: R }>>();
  try {
    for (const [id, item] of items.entries()) {
      if (running.size === concurrency) yield await next(running);
      running.set(
        id,
        work(item).then((result) => ({ id, result })),
      );
    }
    while (running.size > 0) yield await next(running);
  } finally {
    for (const left of running.values()) left.catch(() => {}); // these are no longer awaited
  }
}

async function next<R>(running: Map<number, Promise<{ id: number; result: R }>>): Promise<R> {
  const { id, result } = await Promise.race(running.values());
  running.delete(id);
  return result;
}

// Works on several items at once and hands each result on as soon as it is there. (p-map's pMapIterable keeps the order of the items: a slow
// answer would hold back the storing of those that came after it.)

/** Yields `work(item)` for every item, `concurrency` at a time, in the order in which they end. The first error stops it. */
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
    for (const left of running.values()) left.catch(() => {}); // nobody waits for these any more
  }
}

async function next<R>(running: Map<number, Promise<{ id: number; result: R }>>): Promise<R> {
  const { id, result } = await Promise.race(running.values());
  running.delete(id);
  return result;
}

// Two stores as one: every key once, and a second, different value under a key kept beside the first and named, as everywhere in the records.
import { type Contents, holds, type Keyed } from './store.js';

export interface Joined<T extends Keyed> {
  first: Map<string, T>;
  drift: T[];
  /** how many keys came */
  added: number;
  /** how many lines that were here gave way to one that says the same, and more */
  richer: number;
  /** lines that came under a key that has another value here, and were not known yet */
  differ: T[];
}

/**
 * Adds `coming`, in order, to what is `here`. `same`: whether two lines under a key say the same; of these, the one with more fields stays (a
 * later version of a line), else the one that was here.
 */
export function joined<T extends Keyed>(
  here: Pick<Contents<T>, 'first' | 'drift'>,
  coming: readonly T[],
  same: (a: T, b: T) => boolean,
): Joined<T> {
  const all: Joined<T> = { first: new Map(here.first), drift: [...here.drift], added: 0, richer: 0, differ: [] };
  for (const record of coming) {
    const binding = all.first.get(record.key);
    if (!binding) {
      all.first.set(record.key, record);
      all.added++;
    } else if (same(binding, record)) {
      if (Object.keys(record).length > Object.keys(binding).length) {
        all.first.set(record.key, record);
        all.richer++;
      }
    } else if (!holds({ ...all, wholeBytes: 0, torn: false }, record.key, (one) => same(one, record))) {
      all.drift.push(record);
      all.differ.push(record);
    }
  }
  return all;
}

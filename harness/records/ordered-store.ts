// A store written anew: its lines in another order, or saying more about the same answers.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { piece, replace, writeWhole } from '../core/whole-file.js';
import { type Contents, type Keyed, linesOf, readStore, seal, unseal } from './store.js';

/** The text of a store in the order of `rank`, as `rewriteStore` writes it. */
export function storeText<T extends Keyed>(
  { first, drift }: Pick<Contents<T>, 'first' | 'drift'>,
  rank: (first: T) => string,
): string {
  const later = new Map<string, T[]>();
  for (const record of drift) later.set(record.key, [...(later.get(record.key) ?? []), record]);
  const ranked = [...first.values()].map((record) => ({ record, order: rank(record) }));
  ranked.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  const all = ranked.flatMap(({ record }) => [record, ...(later.get(record.key) ?? [])]);
  return all.map((record) => `${seal(record)}\n`).join('');
}

/**
 * Rewrites a store in the order of `rank`, compared as text; a file already in order is not touched. Only the first line of a key
 * is ranked, and its drift follows in its original order whatever its own rank (a renamed sample); otherwise drift could come
 * first and be the line that counts.
 */
export function rewriteStore<T extends Keyed>(folder: string, path: string, rank: (first: T) => string): void {
  const file = join(folder, path);
  const places = placesIn(file, path, rank);
  if (places === null) return;
  const { ranked, later, isInOrder } = places;
  if (isInOrder) return;
  const handle = openSync(file, 'r');
  try {
    replace(
      file,
      copied(
        handle,
        ranked.flatMap((place) => [place, ...(later.get(place.key) ?? [])]),
      ),
    );
  } finally {
    closeSync(handle);
  }
}

/**
 * Rewrites a store, each line that counts as `change` gives it back, with the same key; order and drift stay. Hold its lock, and leave what a
 * report prints as it is: a record is never edited but to say more about the same answer. Errors: Error for another key.
 */
export function changeStore<T extends Keyed>(folder: string, path: string, change: (first: T) => T): void {
  const { first, drift } = readStore<T>(folder, path);
  for (const [key, before] of first) {
    const record = change(before);
    if (record.key !== key) throw new Error(`expected the key ${key}, got ${record.key}`);
    first.set(key, record);
  }
  writeWhole(
    join(folder, path),
    storeText({ first, drift }, () => ''),
  );
}

interface Place {
  key: string;
  order: string;
  offset: number;
  /** with its line feed */
  length: number;
}

/** Where each line lies, in the order that it is to have; null if there is no file. */
function placesIn<T extends Keyed>(file: string, path: string, rank: (first: T) => string) {
  const first = new Map<string, Place>();
  const later = new Map<string, Place[]>();
  let [number, isInOrder, last] = [0, true, ''];
  for (const { bytes, offset, whole } of linesOf(file)) {
    if (!whole) {
      isInOrder = false;
      break;
    }
    const record = unseal<T>(bytes.toString('utf8'), `${path}:${++number}`);
    const { key } = record;
    const place = { key, order: rank(record), offset, length: bytes.length + 1 };
    if (first.has(key)) {
      later.set(key, [...(later.get(key) ?? []), place]);
      if (last !== key) isInOrder = false;
    } else first.set(key, place);
    last = key;
  }
  if (number === 0 && isInOrder) return null;
  const found = [...first.values()];
  const ranked = [...found].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  return { ranked, later, isInOrder: isInOrder && ranked.every((place, i) => place === found[i]) };
}

/** The lines of a file, in another order, in pieces. */
function* copied(handle: number, places: readonly Place[]): Generator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  let bytes = 0;
  for (const { offset, length } of places) {
    const line = Buffer.allocUnsafe(length);
    let read = 0;
    while (read < length) read += readSync(handle, line, read, length - read, offset + read);
    pieces.push(line);
    bytes += length;
    if (bytes < piece) continue;
    yield Buffer.concat(pieces);
    [pieces, bytes] = [[], 0];
  }
  yield Buffer.concat(pieces);
}

// An append-only file of JSON lines: each line has a key and its own checksum, and is on disk before the next is written. Used
// for models' answers and judges' verdicts.
import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical, sha256 } from '../core/canonical.js';
import { exit, UserError } from '../core/errors.js';
import { type FileLine, fileLines } from '../core/file-lines.js';
import { jsonOf } from '../core/jsonl.js';

export interface Keyed {
  key: string;
}

/** A line as stored: `check` is the first 16 digits of the SHA-256 over the canonical JSON of the rest. */
type Sealed<T> = T & { check: string };

export interface Contents<T extends Keyed> {
  /** the first line of each key is the one that counts */
  first: Map<string, T>;
  /** later lines with an existing key: drift, kept and reported */
  drift: T[];
  /** bytes of complete lines; anything after is the torn end of an interrupted write */
  wholeBytes: number;
  torn: boolean;
}

/**
 * Reads a store; a missing file is an empty store. A torn last line, as a killed process leaves it, is omitted (`torn`). `part`: what to
 * keep of a record, default all of it. Errors: UserError (exit 2) naming file and line if any other line is not JSON or does not
 * match its checksum.
 */
export function readStore<T extends Keyed>(folder: string, path: string): Contents<T>;
export function readStore<T extends Keyed, P extends Keyed>(folder: string, path: string, part: (record: T) => P): Contents<P>;
export function readStore<T extends Keyed>(folder: string, path: string, part = (record: T) => record): Contents<T> {
  const contents: Contents<T> = { first: new Map(), drift: [], wholeBytes: 0, torn: false };
  let number = 0;
  for (const { bytes, whole } of linesOf(join(folder, path))) {
    if (!whole) {
      contents.torn = true; // a complete line ends with a line feed
      break;
    }
    const record = part(unseal<T>(bytes.toString('utf8'), `${path}:${++number}`));
    if (contents.first.has(record.key)) contents.drift.push(record);
    else contents.first.set(record.key, record);
    contents.wholeBytes += bytes.length + 1;
  }
  return contents;
}

/** None if there is no file. */
function* linesOf(file: string): Generator<FileLine> {
  try {
    yield* fileLines(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Whether a line under `key`, the first or drift, is the `same` as the new record: if so, it is not stored again. */
export function holds<T extends Keyed>({ first, drift }: Contents<T>, key: string, same: (record: T) => boolean): boolean {
  const binding = first.get(key);
  return (binding !== undefined && same(binding)) || drift.some((record) => record.key === key && same(record));
}

/** One line with its checksum, as stored. */
export function seal<T extends Keyed>(record: T): string {
  return JSON.stringify({ ...record, check: checksum(record) });
}

function unseal<T extends Keyed>(line: string, where: string): T {
  const advice = `Restore the file (\`git checkout -- ${where.replace(/:\d+$/, '')}\`), or delete this line to have it asked again`;
  let sealed: Sealed<T>;
  try {
    sealed = jsonOf({ number: 0, text: line }) as Sealed<T>;
  } catch {
    throw new UserError(`${where}: expected a JSON line, got text that is not JSON. ${advice}`);
  }
  const { check, ...record } = sealed;
  const expected = checksum(record as unknown as T);
  if (check !== expected)
    throw new UserError(`${where}: expected the checksum ${expected}, got ${String(check)}: the line was changed. ${advice}`);
  return record as unknown as T;
}

function checksum(record: Keyed): string {
  return sha256(canonical(record)).slice(0, 16);
}

/** Appends lines durably. Hold the lock of the file while an appender is open. */
export class Appender<T extends Keyed> {
  private handle: number | undefined;
  private readonly file: string;
  private end = 0;

  /**
   * Opens a file that is there and truncates a torn end. One that is not is made with its first line: a run that failed, or was killed,
   * before that leaves no trace. Errors: UserError (exit 3) if it cannot be written.
   */
  constructor(
    folder: string,
    private readonly path: string,
    contents: Contents<T>,
  ) {
    this.file = join(folder, path);
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      if (!existsSync(this.file)) return;
      const handle = this.open();
      if (contents.torn) ftruncateSync(handle, contents.wholeBytes);
      this.end = fstatSync(handle).size;
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** Writes one line and waits until it is on disk; a failed write leaves the file unchanged. */
  append(record: T): void {
    const bytes = Buffer.from(`${seal(record)}\n`);
    try {
      const handle = this.open();
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
      this.end += bytes.length;
    } catch (error) {
      if (this.handle !== undefined) ftruncateSync(this.handle, this.end);
      throw cannotWrite(this.path, error);
    }
  }

  /** Closes the file, and removes it if nothing is in it, as after a failed first write. */
  close(): void {
    if (this.handle === undefined) return;
    closeSync(this.handle);
    if (this.end === 0) rmSync(this.file, { force: true });
  }

  private open(): number {
    this.handle ??= openSync(this.file, 'a');
    return this.handle;
  }
}

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

/** Bytes written at once. */
const piece = 2 ** 20;

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

/**
 * Writes a whole file via a temporary one, so that it is never seen half-written; unchanged files keep their modification time.
 */
export function writeWhole(file: string, data: string | Uint8Array): void {
  const bytes = Buffer.from(data);
  try {
    if (readFileSync(file).equals(bytes)) return;
  } catch {
    // missing: written below
  }
  replace(file, [bytes]);
}

/** As `writeWhole`, in pieces; returns the SHA-256 of all. */
export function writePieces(file: string, pieces: Iterable<string>): string {
  const hash = createHash('sha256');
  const bytes = function* () {
    for (const text of pieces) {
      const some = Buffer.from(text);
      hash.update(some);
      yield some;
    }
  };
  let before = '';
  try {
    before = hashOf(file);
  } catch {
    // missing
  }
  let found = '';
  replace(file, bytes(), () => {
    found = hash.digest('hex');
    return found !== before;
  });
  return found;
}

/** SHA-256 of a file, 64 hexadecimal digits. Errors: those of `openSync`. */
export function hashOf(file: string): string {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  try {
    const buffer = Buffer.allocUnsafe(piece);
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) hash.update(buffer.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/** Writes a draft, and puts it in the place of the file if `isWanted` then. */
function replace(file: string, pieces: Iterable<Uint8Array>, isWanted = () => true): void {
  const draft = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(draft, 'w');
    try {
      for (const bytes of pieces) {
        let written = 0;
        while (written < bytes.length) written += writeSync(handle, bytes, written);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (isWanted()) renameSync(draft, file);
    else removeIfThere(draft);
  } catch (error) {
    removeIfThere(draft);
    throw cannotWrite(file, error);
  }
}

function removeIfThere(file: string): void {
  try {
    rmSync(file);
  } catch {
    // it was never created
  }
}

function cannotWrite(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (!code) return error as Error;
  return new UserError(
    `${path}: cannot write (${code}); nothing that was stored is lost. Free the disk or make the folder writable, then run the same command again`,
    exit.incomplete,
  );
}

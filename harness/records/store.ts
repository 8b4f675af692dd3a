// An append-only file of JSON lines: each line has a key and its own checksum, and is on disk before the next is written. Used
// for models' answers and judges' verdicts.
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical, sha256 } from '../core/canonical.js';
import { exit, UserError } from '../core/errors.js';
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
 * Reads a store; a missing file is an empty store. A torn last line, as a killed process leaves it, is omitted (`torn`). Errors:
 * UserError (exit 2) naming file and line if any other line is not JSON or does not match its checksum.
 */
export function readStore<T extends Keyed>(folder: string, path: string): Contents<T> {
  const contents: Contents<T> = { first: new Map(), drift: [], wholeBytes: 0, torn: false };
  let text: string;
  try {
    text = readFileSync(join(folder, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return contents;
    throw error;
  }
  const lines = text.split('\n');
  for (const [i, line] of lines.entries()) {
    const last = i === lines.length - 1;
    if (last && line === '') break;
    if (last) {
      contents.torn = true; // a complete line ends with a line feed
      break;
    }
    const record = unseal<T>(line, `${path}:${i + 1}`);
    if (contents.first.has(record.key)) contents.drift.push(record);
    else contents.first.set(record.key, record);
    contents.wholeBytes += Buffer.byteLength(line) + 1;
  }
  return contents;
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
  private readonly handle: number;
  private readonly file: string;
  private end: number;

  /** Opens the file and truncates a torn end. Errors: UserError (exit 3) if it cannot be written. */
  constructor(
    folder: string,
    private readonly path: string,
    contents: Contents<T>,
  ) {
    this.file = join(folder, path);
    const { file } = this;
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.handle = openSync(file, 'a');
      if (contents.torn) ftruncateSync(this.handle, contents.wholeBytes);
      this.end = fstatSync(this.handle).size;
    } catch (error) {
      throw cannotWrite(path, error);
    }
  }

  /** Writes one line and waits until it is on disk; a failed write leaves the file unchanged. */
  append(record: T): void {
    const bytes = Buffer.from(`${seal(record)}\n`);
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(this.handle, bytes, written);
      fsyncSync(this.handle);
      this.end += bytes.length;
    } catch (error) {
      ftruncateSync(this.handle, this.end);
      throw cannotWrite(this.path, error);
    }
  }

  /** Closes the file, and removes it if nothing is in it: a run that failed before its first record leaves no trace. */
  close(): void {
    closeSync(this.handle);
    if (this.end === 0) rmSync(this.file, { force: true });
  }
}

/**
 * Rewrites a store in the order of `rank`, compared as text; a file already in order is not touched. Only the first line of a key
 * is ranked, and its drift follows in its original order whatever its own rank (a renamed sample); otherwise drift could come
 * first and be the line that counts.
 */
export function rewriteStore<T extends Keyed>(folder: string, path: string, rank: (first: T) => string): void {
  const contents = readStore<T>(folder, path);
  const ranked = [...contents.first.values()].map((record) => ({ record, order: rank(record) }));
  ranked.sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : 0));
  writeStore(folder, path, ranked, contents);
}

/**
 * Rewrites a store, each line that counts as `change` gives it back, with the same key; order and drift stay. Hold its lock, and leave what a
 * report prints as it is: a record is never edited but to say more about the same answer. Errors: Error for another key.
 */
export function changeStore<T extends Keyed>(folder: string, path: string, change: (first: T) => T): void {
  const contents = readStore<T>(folder, path);
  const changed = [...contents.first.values()].map((before) => {
    const record = change(before);
    if (record.key !== before.key) throw new Error(`expected the key ${before.key}, got ${record.key}`);
    return { record };
  });
  writeStore(folder, path, changed, contents);
}

function writeStore<T extends Keyed>(folder: string, path: string, lines: { record: T }[], { drift }: Contents<T>): void {
  const later = new Map<string, T[]>();
  for (const record of drift) later.set(record.key, [...(later.get(record.key) ?? []), record]);
  const all = lines.flatMap(({ record }) => [record, ...(later.get(record.key) ?? [])]);
  writeWhole(join(folder, path), all.map((record) => `${seal(record)}\n`).join(''));
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
  const draft = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const handle = openSync(draft, 'w');
    try {
      let written = 0;
      while (written < bytes.length) written += writeSync(handle, bytes, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(draft, file);
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

// An append-only file of JSON lines: each line has a key and its own checksum, and is on disk before the next is written. Used
// for models' answers and judges' verdicts.
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canonical, sha256 } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { type FileLine, fileLines } from '../core/file-lines.js';
import { jsonOf } from '../core/jsonl.js';
import { cannotWrite } from '../core/whole-file.js';

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
export function* linesOf(file: string): Generator<FileLine> {
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

/** The record of one line. Errors: UserError (exit 2), at `where` ("path:line"), if it is not JSON or does not match its checksum. */
export function unseal<T extends Keyed>(line: string, where: string): T {
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

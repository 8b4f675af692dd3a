// Files that are written whole, by way of a draft, so that nobody sees half of one.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { exit, UserError } from './errors.js';

/** Bytes written at once. */
export const piece = 2 ** 20;

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
export function replace(file: string, pieces: Iterable<Uint8Array>, isWanted = () => true): void {
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

/** What to say of a file that the disk refused: UserError (exit 3); an error of another kind stays as it is. */
export function cannotWrite(path: string, error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (!code) return error as Error;
  return new UserError(
    `${path}: cannot write (${code}); nothing that was stored is lost. Free the disk or make the folder writable, then run the same command again`,
    exit.incomplete,
  );
}

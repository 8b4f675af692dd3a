// Reads a file sequentially in chunks, with a clear error if it ends too early.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../../../harness/core/errors.js';

/** A file open for reading; numbers are little-endian. */
export class ByteReader {
  readonly name: string;
  readonly size: number;
  /** bytes read so far */
  at = 0;
  private readonly handle: number;
  private piece: Buffer = Buffer.alloc(0);
  private pieceStart = 0;

  /** Errors: UserError if the file is missing or unreadable. */
  constructor(readonly path: string) {
    this.name = basename(path);
    try {
      this.handle = openSync(path, 'r');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new UserError(`${path}: expected a GGUF file, ${code === 'ENOENT' ? 'found none' : `cannot open it (${code})`}`);
    }
    const stat = fstatSync(this.handle);
    if (!stat.isFile()) {
      closeSync(this.handle);
      throw new UserError(`${path}: expected a GGUF file, got a folder or a device`);
    }
    this.size = stat.size;
  }

  /** The next `length` bytes; a view that the next call may overwrite. Errors: UserError if the file is too short. */
  take(length: number): Buffer {
    if (this.at + length > this.size) throw this.cutShort(this.at + length);
    let from = this.at - this.pieceStart;
    if (from + length > this.piece.length) {
      this.piece = this.slice(this.at, Math.min(Math.max(length, 1 << 20), this.size - this.at));
      this.pieceStart = this.at;
      from = 0;
    }
    this.at += length;
    return this.piece.subarray(from, from + length);
  }

  /** Bytes `start` to `start + length`, as a new buffer. */
  slice(start: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length; ) {
      const read = readSync(this.handle, bytes, done, Math.min(length - done, 1 << 30), start + done);
      if (read === 0) throw this.cutShort(start + length);
      done += read;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.handle);
  }

  /** The error for a file that should have `needed` bytes. */
  cutShort(needed: number): UserError {
    return new UserError(
      `${this.path}: the file is cut short: expected at least ${needed} bytes, got ${this.size}. Download it again`,
    );
  }
}

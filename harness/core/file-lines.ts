// Lines of a file of any size, read in pieces: Node holds no text above half a gigabyte, and a million answers have more.
import { closeSync, openSync, readSync } from 'node:fs';

/** A line without its line feed. */
export interface FileLine {
  bytes: Buffer;
  /** of its first byte */
  offset: number;
  /** false for what follows the last line feed */
  whole: boolean;
}

/** Bytes read at once. */
const piece = 2 ** 20;

/**
 * The lines of a file, in order; an empty end is no line. `bytes` hold until the next line is taken. Errors: those of `openSync`, e.g. ENOENT.
 */
export function* fileLines(file: string): Generator<FileLine> {
  const handle = openSync(file, 'r');
  try {
    let buffer = Buffer.allocUnsafe(piece);
    let [held, offset] = [0, 0];
    for (;;) {
      if (held === buffer.length) buffer = Buffer.concat([buffer, Buffer.allocUnsafe(buffer.length)]); // a longer line
      const read = readSync(handle, buffer, held, buffer.length - held, null);
      if (read === 0) break;
      let [from, search] = [0, held];
      held += read;
      for (let end = buffer.indexOf(10, search); end >= 0 && end < held; end = buffer.indexOf(10, search)) {
        yield { bytes: buffer.subarray(from, end), offset: offset + from, whole: true };
        from = search = end + 1;
      }
      buffer.copyWithin(0, from, held);
      held -= from;
      offset += from;
    }
    if (held > 0) yield { bytes: buffer.subarray(0, held), offset, whole: false };
  } finally {
    closeSync(handle);
  }
}

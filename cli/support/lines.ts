// Splits a stream into lines at line feeds only. node:readline also splits at U+2028 and U+2029, which are ordinary characters
// inside JSON text, and it does not report invalid UTF-8.
import type { Readable } from 'node:stream';
import { decoded, isBlank, type Line } from '../../harness/core/jsonl.js';

/** Longer lines are reported as a problem: a single endless line would use up all memory. */
const maxBytes = 64 * 1024 * 1024;

/** Lines of UTF-8 text, without blank lines and without a byte order mark at the start. */
export async function* lines(input: Readable, limit = maxBytes): AsyncGenerator<Line> {
  let number = 0;
  let parts: Buffer[] = [];
  let size = 0;
  const take = (part: Buffer) => {
    size += part.length;
    if (size <= limit) parts.push(part);
    else parts = [];
  };
  const line = (): Line | null => {
    number++;
    const made =
      size > limit
        ? { number, text: '', problem: `expected at most ${limit} bytes a line, got ${size}` }
        : decoded(Buffer.concat(parts), number);
    parts = [];
    size = 0;
    return isBlank(made) ? null : made;
  };
  for await (const chunk of input) {
    const bytes: Buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    let from = 0;
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
      take(bytes.subarray(from, at));
      from = at + 1;
      const made = line();
      if (made) yield made;
    }
    take(bytes.subarray(from));
  }
  const last = size > 0 ? line() : null;
  if (last) yield last;
}

// The newest answer of a record file, for a page that shows a run as it goes on.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { visible } from '../../harness/core/quote.js';

/** Longest end of a file that is read, in bytes. */
const most = 65_536;

/** "sample: the first 300 characters of the answer"; '' if the file's end is no whole record. */
export function lastAnswer(file: string): string {
  try {
    const handle = openSync(file, 'r');
    const { size } = fstatSync(handle);
    const bytes = Buffer.alloc(Math.min(size, most));
    readSync(handle, bytes, 0, bytes.length, size - bytes.length);
    closeSync(handle);
    const line = bytes.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    const { sample, output } = JSON.parse(line) as { sample?: unknown; output?: unknown };
    return typeof output === 'string' ? visible(`${sample}: ${output.slice(0, 300)}`) : '';
  } catch {
    return ''; // half a line: the next change brings the whole one
  }
}

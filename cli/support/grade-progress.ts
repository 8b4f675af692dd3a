// How far `grade` is, on standard error.
import type { Writable } from 'node:stream';

export interface Say {
  row(): void;
  done(): void;
}

/** Says how many rows are done, and how many a second: rewritten on a terminal, else a line a second where it is asked for. */
export function progressOf(
  errors: Writable,
  { quiet, progress, summary }: { quiet?: boolean | undefined; progress?: boolean | undefined; summary?: boolean | undefined },
): Say {
  const terminal = 'isTTY' in errors && errors.isTTY === true;
  const everyMs = terminal ? 200 : progress ? 1000 : Number.POSITIVE_INFINITY;
  const start = performance.now();
  let last = start;
  let rows = 0;
  let spoke = false;
  const line = () => {
    const seconds = Math.max(0.001, (performance.now() - start) / 1000);
    return `${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows a second`;
  };
  const write = () => {
    errors.write(terminal ? `\r\u001b[2K${line()}` : `${line()}\n`);
    spoke = true;
  };
  return {
    row() {
      rows++;
      if (quiet || performance.now() - last < everyMs) return;
      last = performance.now();
      write();
    },
    done() {
      if (!quiet && (spoke || progress || summary)) write();
      if (terminal && spoke) errors.write('\n');
    },
  };
}

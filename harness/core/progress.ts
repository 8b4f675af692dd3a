// Progress on standard error: one rewritten line on a terminal, else a line each 5 %. Reports never see it.

export interface Progress {
  /** one more of the total is done; what is left is reckoned by `work`, of any unit, default 1 */
  step(work?: number): void;
  /** ends the line */
  done(): void;
}

/** A counter for `total` steps of `label`, of `allWork` together (default: 1 each); silent where `quiet`. */
export function progress(label: string, total: number, quiet: boolean, allWork = total): Progress {
  if (quiet || total === 0) return { step() {}, done() {} };
  const terminal = process.stderr.isTTY && process.stdout.isTTY;
  const start = performance.now();
  let done = 0;
  let worked = 0;
  let printed = -1;
  const line = () => {
    const seconds = (performance.now() - start) / 1000;
    const left = worked === 0 ? '' : `, about ${duration((seconds / worked) * (allWork - worked))} left`;
    return `${label}: ${done}/${total}${done === total ? `, ${duration(seconds)}` : left}`;
  };
  const show = () => {
    if (terminal) process.stderr.write(`\r\u001b[2K${line()}`);
    else process.stderr.write(`${line()}\n`);
  };
  return {
    step(work = 1) {
      done++;
      worked += work;
      const part = Math.floor((done / total) * 20);
      if (!terminal && part === printed && done !== total) return;
      printed = part;
      show();
    },
    done() {
      if (terminal) process.stderr.write('\n');
    },
  };
}

/** One line on standard error, unless `quiet`. */
export function say(text: string, quiet = false): void {
  if (!quiet) process.stderr.write(`${text}\n`);
}

/** Seconds in words, e.g. "45 s", "12 min". */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return `${Math.round(seconds / 60)} min`;
}

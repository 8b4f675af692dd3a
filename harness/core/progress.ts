// Progress on standard error: one line, rewritten in place, on a terminal; otherwise a line every 5 %. It never affects reports.

export interface Progress {
  /** marks one step of the total as done; the remaining time is estimated from `work`, in any unit, default 1 */
  step(work?: number): void;
  /** marks a step as done that took no time, as it was done before: it says nothing of the pace */
  skip(work?: number): void;
  /** ends the line */
  done(): void;
}

export interface Pace {
  /** of all steps together, default 1 each */
  allWork?: number;
  /** steps that are underway at the same time, default 1; each counts as half done while others end, or the first few would seem slow */
  atOnce?: number;
}

/** A counter for `total` steps of `label`; silent if `quiet`. */
export function progress(label: string, total: number, quiet: boolean, { allWork = total, atOnce = 1 }: Pace = {}): Progress {
  let workLeft = allWork;
  if (quiet || total === 0) return { step() {}, skip() {}, done() {} };
  const terminal = process.stderr.isTTY && process.stdout.isTTY;
  const start = performance.now();
  let done = 0;
  let worked = 0;
  let printed = -1;
  const line = () => {
    const seconds = (performance.now() - start) / 1000;
    const underway = atOnce > 1 ? (workLeft / Math.max(1, total - done)) * Math.min(atOnce, total - done) : 0;
    const behind = worked + underway / 2;
    const left = worked === 0 ? '' : `, about ${duration((seconds / behind) * (workLeft - underway / 2))} left`;
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
      workLeft -= work;
      const part = Math.floor((done / total) * 20);
      if (!terminal && part === printed && done !== total) return;
      printed = part;
      show();
    },
    skip(work = 1) {
      done++;
      workLeft -= work;
      if (done === total) show();
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

// Says that something is waited for, and how long still: a run that stands still without a word looks like one that hangs.
import { isQuiet } from '../../harness/core/options.js';
import { duration, say } from '../../harness/core/progress.js';

/** After this time the wait is said, and each time it has become four times as long: 10 s, 40 s, 160 s. */
const firstMs = 10_000;

export interface Wait {
  /** changes what is waited for, e.g. "429 slow down" */
  because(what: string): void;
  /** starts the wait anew: something came */
  restart(): void;
  end(): void;
}

/** Watches a wait for `who` that is given up after `limitMs`. A shorter limit is said after a third of it. Silent with --quiet. */
export function waiting(who: string, limitMs: number, what: string): Wait {
  if (isQuiet()) return { because() {}, restart() {}, end() {} };
  let why = what;
  let start = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const next = (ms: number) => {
    timer = setTimeout(
      () => {
        const until = new Date(start + limitMs).toTimeString().slice(0, 8);
        if (process.stderr.isTTY) process.stderr.write('\r\u001b[2K'); // over a bar of progress
        say(`waiting for ${who}: ${why}, ${duration((Date.now() - start) / 1000)}, gives up at ${until}`);
        if (4 * ms < limitMs) next(4 * ms);
      },
      start + ms - Date.now(),
    );
    timer.unref();
  };
  const restart = () => {
    clearTimeout(timer);
    start = Date.now();
    next(Math.min(firstMs, limitMs / 3));
  };
  restart();
  return {
    because: (text) => {
      why = text;
    },
    restart,
    end: () => clearTimeout(timer),
  };
}

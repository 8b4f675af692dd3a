// The line that says how far a run is and how long it still takes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { duration, progress } from '../../../harness/core/progress.js';

/** What is written to standard error, with a clock that goes a second a step. */
function written(use: (tick: () => void) => void): string[] {
  const lines: string[] = [];
  const { now } = performance;
  const { write, isTTY } = process.stderr;
  let clock = 0;
  performance.now = () => clock;
  process.stderr.isTTY = false;
  process.stderr.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  try {
    use(() => {
      clock += 1000;
    });
  } finally {
    performance.now = now;
    Object.assign(process.stderr, { write, isTTY });
  }
  return lines;
}

test('what is left is reckoned by the work, not by the count', () => {
  const lines = written((tick) => {
    const bar = progress('m on d', 3, false, 120);
    for (const work of [10, 10, 100]) {
      tick();
      bar.step(work);
    }
  });
  assert.equal(lines, ['m on d: 1/3, about 11 s left\n', 'm on d: 2/3, about 10 s left\n', 'm on d: 3/3, 3 s\n']);
});

test('steps count alike where no work is given; quiet says nothing', () => {
  const count = (quiet: boolean) =>
    written((tick) => {
      const bar = progress('j', 2, quiet);
      tick();
      bar.step();
    });
  assert.equal(count(false), ['j: 1/2, about 1 s left\n']);
  assert.equal(count(true), []);
});

test('seconds, then minutes', () => assert.equal([duration(89.4), duration(90), duration(600)], ['89 s', '2 min', '10 min']));

test.run();

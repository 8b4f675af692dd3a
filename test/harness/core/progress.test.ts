// The line that says how far a run is and how long it still takes.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { duration, progress } from '../../../harness/core/progress.js';
import { seeded } from '../../../harness/core/random.js';

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
    const bar = progress('m on d', 3, false, { allWork: 120 });
    for (const work of [10, 10, 100]) {
      tick();
      bar.step(work);
    }
  });
  assert.equal(lines, ['m on d: 1/3, about 11 s left\n', 'm on d: 2/3, about 10 s left\n', 'm on d: 3/3, 3 s\n']);
});

test('what was done before takes no time, and so makes the rest no faster', () => {
  const lines = written((tick) => {
    const bar = progress('m on d', 4, false, { allWork: 4 });
    bar.skip();
    bar.skip();
    tick();
    bar.step();
    bar.skip();
  });
  assert.match(lines[0] ?? '', /3\/4, about 1 s left/);
  assert.match(lines[1] ?? '', /4\/4, 1 s/);
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

test('answers that are written side by side: from a tenth to nine tenths the rest is known within a factor of two', () => {
  for (const seed of ['1', '2', '3']) {
    const random = seeded(`eta ${seed}`);
    // many are short, some go to their limit, none tells before
    const lengths = Array.from({ length: 286 }, () => (random() < 0.3 ? 400 : 20 + 180 * random()));
    const ends: number[] = [];
    let active: number[] = [];
    // a token of 32 rows takes four times as long as one of a single row, as measured for the embedded model
    for (let clock = 0; active.length + lengths.length > 0; ) {
      active.push(...lengths.splice(0, 32 - active.length));
      clock += (10 + active.length) / 42;
      const ended = active.filter((left) => left <= 1).length;
      active = active.flatMap((left) => (left <= 1 ? [] : [left - 1]));
      ends.push(...Array.from({ length: ended }, () => clock));
    }
    const all = ends.at(-1) as number;
    let at = 0;
    const lines = written((tick) => {
      const bar = progress('m on d', ends.length, false, { atOnce: 32 });
      for (const end of ends) {
        for (; at + 1 <= end; at++) tick();
        bar.step();
      }
    });
    const told = lines.map((line) => /(\d+)\/286, about (\d+) (s|min) left/.exec(line)).filter((one) => one !== null);
    const later = told.filter(([, done]) => Number(done) >= 29 && Number(done) <= 257);
    assert.ok(later.length > 10);
    for (const [line, done, left, unit] of later) {
      const really = all - (ends[Number(done) - 1] as number);
      const ratio = (Number(left) * (unit === 'min' ? 60 : 1)) / really;
      assert.ok(ratio > 0.5 && ratio < 2, `${line}: really ${really} s`);
    }
  }
});

test('seconds, then minutes', () => assert.equal([duration(89.4), duration(90), duration(600)], ['89 s', '2 min', '10 min']));

test.run();

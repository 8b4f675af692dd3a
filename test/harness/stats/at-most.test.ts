import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { atMost } from '../../../harness/stats/at-most.js';
import { binomial } from '../../../harness/stats/binomial.js';

test('without faults it is 1 - 0.05^(1/n)', () => {
  for (const n of [1, 10, 211, 4564]) assert.ok(Math.abs(atMost(0, n) - (1 - 0.05 ** (1 / n))) < 1e-9, `${n}`);
});

test('with faults, so few or fewer come in 5 % of the cases at that share', () => {
  for (const [faults, n] of [
    [1, 20],
    [3, 211],
    [40, 50],
  ] as const) {
    const few = binomial(n, atMost(faults, n))
      .slice(0, faults + 1)
      .reduce((a, b) => a + b);
    assert.ok(Math.abs(few - 0.05) < 1e-7, `${faults} of ${n}: ${few}`);
  }
});

test('nothing drawn, or all wrong, leaves all open', () => {
  assert.is(atMost(0, 0), 1);
  assert.is(atMost(5, 5), 1);
});

test.run();

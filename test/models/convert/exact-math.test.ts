// Powers, sines and cosines against known digits and against Math, which is right but for its last digit.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seeded } from '../../../harness/core/random.js';
import { rootPowers, sineCosine } from '../../../models/convert/graph/exact-math.js';

test('powers of roots: exact if integers, else within a unit in the last place', () => {
  assert.equal([...rootPowers(2 ** 32, 4)], [1, 256, 65536, 16777216]);
  assert.equal([...rootPowers(1_000_000, 3)], [1, 100, 10_000]);
  for (const [base, n] of [
    [10_000, 32],
    [1_000_000, 64],
    [50_000, 40],
  ] as const)
    for (const [i, value] of rootPowers(base, n).entries()) assert.ok(Math.abs(value / base ** (i / n) - 1) < 1e-15);
  assert.is(rootPowers(2, 2)[1], Math.SQRT2);
});

test('sine and cosine: known values, and Math at random angles', () => {
  assert.equal(sineCosine(0), [0, 1]);
  assert.ok(Math.abs(sineCosine(1)[0] - 0.8414709848078965) < 2e-16); // sin 1 = 0.84147 09848 07896 50665…
  const random = seeded('angles');
  for (let i = 0; i < 20_000; i++) {
    const angle = random() * 10 ** (i % 6);
    const [sine, cosine] = sineCosine(angle);
    assert.ok(Math.abs(sine - Math.sin(angle)) < 1e-15 && Math.abs(cosine - Math.cos(angle)) < 1e-15, `${angle}`);
  }
});

test.run();

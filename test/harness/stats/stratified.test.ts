// Weighted shares and kappa: by hand, against the plain methods that they extend, and in a small simulation.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seeded } from '../../../harness/core/random.js';
import { kappaOfShares, stratifiedShare, weightedShare, wilson } from '../../../harness/stats/index.js';

function near(got: number | undefined, expected: number, what: string) {
  assert.ok(got !== undefined && Math.abs(got - expected) < 1e-6, `${what}: expected ${expected}, got ${got}`);
}

test('one stratum, and strata of no size: Wilson itself', () => {
  const { low, high } = wilson(3, 12);
  const got = stratifiedShare([
    { size: 500, share: 0.25, n: 12 },
    { size: 0, share: 0, n: 0 },
  ]);
  near(got?.value, 0.25, 'share');
  near(got?.low, low, 'low');
  near(got?.high, high, 'high');
});

test('two strata, by hand', () => {
  // W = 0.1, 0.9; Wilson 16/20: 0.583983 to 0.919342, 19/20: 0.763869 to 0.991119 (Newcombe 1998, method 3)
  const got = stratifiedShare([
    { size: 30, share: 0.8, n: 20 },
    { size: 270, share: 0.95, n: 20 },
  ]);
  near(got?.value, 0.935, 'share');
  assert.ok(got && Math.abs(got.low - 0.766095) < 1e-6, `low ${got?.low}`);
  assert.ok(got && Math.abs(got.high - 0.973883) < 1e-6, `high ${got?.high}`);
});

test('a stratum of which nothing was read leaves the whole untold', () => {
  assert.is(
    stratifiedShare([
      { size: 10, share: 1, n: 4 },
      { size: 1, share: 0, n: 0 },
    ]),
    null,
  );
  assert.is(stratifiedShare([]), null);
});

test('unequal weights count as fewer answers', () => {
  const items = [
    { weight: 1, yes: true },
    { weight: 1, yes: true },
    { weight: 4, yes: false },
  ];
  const { share, n } = weightedShare(items);
  near(share, 2 / 6, 'share');
  near(n, 36 / 18, 'effective number');
  assert.equal(weightedShare(items.map(({ yes }) => ({ weight: 0.1, yes }))), { share: 2 / 3, n: 3 });
  assert.equal(weightedShare([]), { share: 0, n: 0 });
});

test('κ of shares is that of the table (Cohen 1960): 20 both yes, 5 and 10 differ, 15 both no', () => {
  const agreement = { value: 0.7, low: 0.5, high: 0.8 };
  const got = kappaOfShares(agreement, 0.5, 0.6);
  near(got?.value, 0.4, 'κ');
  near(got?.low, 0, 'low');
  near(got?.high, 0.6, 'high');
  assert.is(kappaOfShares({ value: 1, low: 0.9, high: 1 }, 1, 1), null);
});

for (const [size, falsePass, falseFail] of [
  [[140, 292], 0.3, 0.05],
  [[14, 162], 0.1, 0.02],
  [[104, 467], 0.2, 0.2],
] as const)
  test(`intervals hold the truth: ${size} answers, ${falsePass} and ${falseFail} judged falsely`, () => {
    const random = seeded(`stratified ${size}`);
    const whole = size[0] + size[1];
    const truth = (size[0] * (1 - falsePass) + size[1] * (1 - falseFail)) / whole;
    const goodTruth = (size[0] * (1 - falsePass) + size[1] * falseFail) / whole;
    const chance = (size[0] * goodTruth + size[1] * (1 - goodTruth)) / whole;
    const kappaTruth = (truth - chance) / (1 - chance);
    const read = (n: number, rate: number) =>
      weightedShare(Array.from({ length: n }, () => ({ weight: 1, yes: random() < rate })));
    const held = { share: 0, kappa: 0 };
    const runs = 2000;
    for (let run = 0; run < runs; run++) {
      const passes = read(Math.min(20, size[0]), 1 - falsePass);
      const fails = read(20, falseFail);
      const alike = stratifiedShare([
        { size: size[0], ...passes },
        { size: size[1], share: 1 - fails.share, n: fails.n },
      ]);
      const good = stratifiedShare([
        { size: size[0], ...passes },
        { size: size[1], ...fails },
      ]);
      const found = alike && good && kappaOfShares(alike, size[0] / whole, good.value);
      if (alike && alike.low <= truth && truth <= alike.high) held.share++;
      if (found && found.low <= kappaTruth && kappaTruth <= found.high) held.kappa++;
    }
    assert.ok(held.share / runs > 0.91 && held.share / runs < 0.985, `share ${held.share / runs}`);
    assert.ok(held.kappa / runs > 0.91, `κ ${held.kappa / runs}`);
  });

test.run();

// Every statistic against figures that others have printed.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seeded } from '../../../harness/core/random.js';
import { beta } from '../../../harness/stats/beta.js';
import {
  alpha,
  holm,
  independentDifference,
  kappa,
  linear,
  mcnemar,
  minimumDetectableDifference,
  pairedDifference,
  passAtK,
  quadratic,
  signFlip,
  spearman,
  wilson,
} from '../../../harness/stats/index.js';
import { level, z } from '../../../harness/stats/level.js';
import { normalCdf, normalQuantile, tQuantile } from '../../../harness/stats/normal.js';

function near(got: number | null, expected: number, places: number, what: string) {
  assert.ok(got !== null && Math.abs(got - expected) <= 0.5000001 * 10 ** -places, `${what}: expected ${expected}, got ${got}`);
}

test('Wilson: Newcombe 1998 (Statistics in Medicine 17, 857–872), table I, method 3', () => {
  const printed = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const;
  for (const [passed, n, low, high] of printed) {
    const got = wilson(passed, n);
    near(got.low, low, 4, `${passed}/${n} low`);
    near(got.high, high, 4, `${passed}/${n} high`);
  }
});

test('difference of independent rates: Newcombe 1998 (Statistics in Medicine 17, 873–890), table II, method 10', () => {
  for (const [a, m, b, n, low, high] of [
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 20, 0.6791, 1],
  ] as const) {
    const got = independentDifference({ rate: a / m, ...wilson(a, m) }, { rate: b / n, ...wilson(b, n) });
    near(got.low, low, 4, `${a}/${m} − ${b}/${n} low`);
    near(got.high, high, 4, `${a}/${m} − ${b}/${n} high`);
  }
});

test('Wilson refuses what is no share', () => {
  for (const [passed, n] of [
    [1, 0],
    [-1, 5],
    [6, 5],
    [Number.NaN, 5],
  ] as const)
    assert.throws(() => wilson(passed, n), /expected 0 ≤ passed/);
});

test('normal and t quantiles: the usual tables', () => {
  near(normalCdf(1), 0.8413447460685429, 12, 'below 1');
  near(normalQuantile((1 + level) / 2), z, 12, 'the point of the level');
  near(normalQuantile(0.8), 0.8416212335729143, 12, '80 %');
  for (const [freedom, t] of [
    [4, 2.776],
    [9, 2.262],
    [19, 2.093],
    [39, 2.023],
  ] as const)
    near(tQuantile(z, freedom), t, 3, `t, ${freedom}`);
});

test('Spearman: the example of Wikipedia (IQ and hours of television), and ties by their mean rank, as cor.test in R', () => {
  const iq = [106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
  const hours = [7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
  near(spearman(iq, hours), -29 / 165, 12, 'Wikipedia');
  near(spearman([1, 2, 2, 3], [1, 3, 2, 4]), 4.5 / Math.sqrt(4.5 * 5), 12, 'ties');
  assert.is(spearman([3, 1, 2], [9, 7, 8]), 1);
  assert.ok(Number.isNaN(spearman([1, 1, 1], [1, 2, 3])) && Number.isNaN(spearman([], [])));
  assert.throws(() => spearman([1], [1, 2]), /two lists of one length, got 1 and 2/);
});

test('McNemar exact: binomial tails; 5–0 cannot reach 5 %, 6–0 can', () => {
  assert.is(mcnemar(5, 0), 0.0625);
  assert.is(mcnemar(0, 6), 0.03125);
  assert.is(mcnemar(0, 0), 1);
  assert.is(mcnemar(7, 7), 1);
  near(mcnemar(2, 8), 0.109375, 9, '2–8'); // 2 (1 + 10 + 45) / 1024
  const tail = 1 + 65 + 2080 + 43_680 + 677_040 + 8_259_888 + 82_598_880; // 65 over 0 … 6
  near(mcnemar(59, 6) / (tail / 2 ** 64), 1, 9, '59–6: no overflow, no vanishing');
  assert.ok(mcnemar(3000, 2000) > 0 && mcnemar(3000, 2000) < 1e-40);
});

test('smallest difference, 80 % power, exact: the table for 20, 30 and 40 % discordant', () => {
  const table = { 40: [0.2, 0.245, 0.285], 100: [0.13, 0.16, 0.185], 200: [0.095, 0.115, 0.13], 400: [0.065, 0.08, 0.095] };
  for (const [text, row] of Object.entries(table))
    row.forEach((expected, i) => {
      const n = Number(text);
      const moves = new Array<number>(Math.round(n * ([0.2, 0.3, 0.4][i] as number))).fill(1);
      near(minimumDetectableDifference({ questions: n, pairs: n, moves }), expected, 9, text);
    });
});

test('paired difference: as exact2x2’s mcnemarExactDP, computed apart in Python with scipy', () => {
  const computed = [
    [12, 2, 50, 0.0361, 0.355],
    [5, 0, 8, -0.0275, 0.9148],
    [6, 0, 8, 0.05, 0.9681],
    [9, 2, 161, -0.0025, 0.0939],
    [29, 8, 143, 0.0575, 0.2339],
    [59, 6, 200, 0.1857, 0.3393],
  ] as const;
  for (const [onlyA, onlyB, n, low, high] of computed) {
    const differences = Array.from({ length: n }, (_, i) => [i < onlyA ? 1 : i < onlyA + onlyB ? -1 : 0]);
    const got = pairedDifference(differences);
    near(got.low, low, 3, `${onlyA}–${onlyB} of ${n}, low`);
    near(got.high, high, 3, `${onlyA}–${onlyB} of ${n}, high`);
  }
});

test('beta distribution: Clopper and Pearson’s limits, and the edges', () => {
  near(beta(1, 8)(1 - 0.025 ** (1 / 8)), 0.975, 9, 'none of eight');
  near(beta(2, 5)(0.31), 1 - (1 - 0.31) ** 6 - 6 * 0.31 * (1 - 0.31) ** 5, 12, 'at least two of six');
  near(beta(150, 150)(0.5), 0.5, 9, 'the middle');
  assert.equal([beta(0, 3)(0), beta(3, 0)(0.999), beta(3, 0)(1), beta(0, 3)(-0.1)], [1, 0, 1, 0]);
});

test('sign flip: Fisher 1935 on Darwin’s maize, 863 of 16,384 on one side', () => {
  const eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
  near(signFlip(eighths), (2 * 863) / 32768, 12, 'all 32,768 patterns');
  near(signFlip([...eighths, 0, 0]), (2 * 863) / 32768, 12, 'zeros change nothing');
});

test('sign flip: tied fractions count as ties, and it is McNemar’s test where all differences are of one size', () => {
  near(signFlip([0.1, 0.2, -0.3]), 1, 12, 'sum 0');
  near(signFlip([0.1, 0.2, 0.3]), 0.25, 12, 'all one way');
  near(signFlip([1 / 7, 1 / 8, -15 / 56]), 1, 12, 'sum 0, in 56ths');
  const many = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? -0.3 : 0.3));
  near(signFlip(many), mcnemar(26, 14), 12, 'like McNemar');
  assert.is(signFlip([]), 1);
});

test('sign flip: without a common unit, and of many sizes, as all patterns say', () => {
  const random = seeded('patterns');
  const differences = Array.from({ length: 12 }, () => random() - 0.3);
  const reached = Math.abs(differences.reduce((a, b) => a + b, 0)) - 1e-9;
  let hits = 0;
  for (let pattern = 0; pattern < 2 ** 12; pattern++) {
    const sum = differences.reduce((total, d, i) => total + (pattern & (1 << i) ? Math.abs(d) : -Math.abs(d)), 0);
    if (Math.abs(sum) >= reached) hits++;
  }
  near(signFlip(differences), hits / 2 ** 12, 2, 'all 4,096 patterns');
  // One size is always exact: beside another so small that it changes nothing, the sum is taken for normal.
  const large = [...new Array<number>(1300).fill(2), ...new Array<number>(1200).fill(-2), 1];
  near(signFlip(large), mcnemar(1300, 1200), 2, 'normal beyond 2,048 units');
});

test('Holm: Holm 1979 by hand, order and ties kept', () => {
  const rounded = (values: number[]) => holm(values).map((p) => p.toFixed(3));
  assert.equal(rounded([0.01, 0.04, 0.03, 0.005]), ['0.030', '0.060', '0.060', '0.020']);
  assert.equal(rounded([0.5, 0.5, 0.9]), ['1.000', '1.000', '1.000']);
  assert.equal(holm([]), []);
});

test('pass@k: Chen et al. 2021', () => {
  near(passAtK(10, 3, 1), 0.3, 12, 'k = 1 is the share');
  near(passAtK(5, 2, 2), 1 - 3 / 10, 12, '1 − C(3,2)/C(5,2)');
  assert.is(passAtK(5, 4, 2), 1);
  assert.is(passAtK(5, 0, 5), 0);
  assert.throws(() => passAtK(5, 6, 1), /expected 1 ≤ k ≤ n/);
});

/** Pairs of category indices from a table of counts. */
function pairsOf(counts: number[][]): [number, number][] {
  return counts.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, (): [number, number] => [i, j])));
}

test('κ: Cohen 1968, table 1: 0.492, weighted 0.348', () => {
  const pairs = pairsOf([
    [88, 10, 2],
    [14, 40, 6],
    [18, 10, 12],
  ]);
  const weights = [
    [0, 1, 3],
    [1, 0, 6],
    [3, 6, 0],
  ];
  const plain = kappa(pairs);
  near(plain.value, 0.492, 3, 'κ');
  near(kappa(pairs, (i, j) => (weights[i] as number[])[j] as number).value, 0.348, 3, 'weighted');
  // Fleiss, Cohen and Everitt 1969: standard error about 0.05 here
  assert.ok(plain.low > 0.37 && plain.low < 0.41 && plain.high > 0.57 && plain.high < 0.61, `${plain.low} ${plain.high}`);
  // Fleiss and Cohen 1973: one less the mean square of the differences (0.6), over both variances and the squared difference of the means
  near(kappa(pairs, quadratic).value, 1 - 0.6 / (0.45 + 0.61 + 0.04), 3, 'quadratic');
  assert.ok(Number.isNaN(kappa([[1, 1]]).value), 'no variation, no κ');
  assert.is(
    kappa(
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      linear,
    ).value,
    1,
  );
});

test('α: Krippendorff 2011, four observers, missing values: 0.743, 0.815, 0.849', () => {
  const observers = ['123321412...', '1233224125.3', '.3332342251.', '12332441251.'];
  const units = Array.from({ length: 12 }, (_, i) => observers.map((line) => (line[i] === '.' ? null : Number(line[i]))));
  near(alpha(units, 'nominal').value, 0.743, 3, 'nominal');
  near(alpha(units, 'ordinal').value, 0.815, 3, 'ordinal');
  near(alpha(units, 'interval').value, 0.849, 3, 'interval');
  const { low, high, n } = alpha(units);
  assert.is(n, 11);
  assert.ok(low < 0.743 && high > 0.743);
});

test.run();

// The check's own arithmetic: against printed figures, and against harness/stats, which computes the same by other ways.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clusteredScoreInterval, type End, scoreInterval } from '../../../harness/check/intervals.js';
import { meldedInterval } from '../../../harness/check/melded.js';
import { normal, studentT } from '../../../harness/check/quantiles.js';
import { holmAdjusted, mcnemarTest, signFlipTest } from '../../../harness/check/tests.js';
import { seeded } from '../../../harness/core/random.js';
import { clusteredShare, holm, mcnemar, pairedDifference, signFlip, wilson } from '../../../harness/stats/index.js';
import { normalCdf } from '../../../harness/stats/normal.js';

function holds(value: number, { from, to }: End, what: string): void {
  assert.ok(value >= from && value <= to, `${what}: expected ${from} to ${to}, got ${value}`);
}

const near = (value: number, wanted: number, digits: number) => assert.is(value.toFixed(digits), wanted.toFixed(digits));

test('quantiles: 97.5 % of the normal, and of t as in the tables', () => {
  assert.ok(Math.abs(normalCdf(normal) - 0.975) < 1e-13);
  for (const [freedom, t] of [
    [1, 12.706],
    [2, 4.303],
    [3, 3.182],
    [4, 2.776],
    [7, 2.365],
    [10, 2.228],
    [30, 2.042],
    [120, 1.98],
  ] as const)
    near(studentT(freedom), t, 3);
});

test('the score interval of 81 of 263 is that of Newcombe 1998, 0.2553 to 0.3662; of none and all, an end is 0 or 1', () => {
  const middle = ({ from, to }: End) => (from + to) / 2;
  const { low, high } = scoreInterval(81, 263);
  near(middle(low), 0.2553, 4);
  near(middle(high), 0.3662, 4);
  near(middle(scoreInterval(0, 20).low), 0, 9);
  near(middle(scoreInterval(0, 20).high), 0.1611, 4);
  near(middle(scoreInterval(29, 29).low), 0.883, 4);
});

test('McNemar in whole numbers, and sign flips', () => {
  holds((2 * (1 + 7)) / 128, mcnemarTest(1, 6), '1 and 6');
  holds(1, mcnemarTest(0, 0), 'none');
  holds(1, mcnemarTest(3, 3), '3 and 3');
  holds(2 / 64, signFlipTest([1, 1, 1, 1, 1, 1]), 'six alike');
  holds(1, signFlipTest([]), 'none');
  assert.ok(mcnemarTest(700, 900).to < 1e-5);
});

test('Holm, as printed: 0.01, 0.04, 0.03, 0.005 become 0.03, 0.06, 0.06, 0.02', () => {
  for (const [i, p] of holmAdjusted([0.01, 0.04, 0.03, 0.005]).entries()) near(p, [0.03, 0.06, 0.06, 0.02][i] as number, 9);
});

test('it agrees with harness/stats on answers made up at random, and not with an interval of 1.2 standard errors', () => {
  const random = seeded('check');
  const whole = (most: number) => Math.floor(random() * most);
  let narrowed = 0;
  let tried = 0;
  for (let i = 0; i < 120; i++) {
    const [questions, trials, rate, alike] = [2 + whole(60), 1 + whole(4), random(), random()];
    const answer = () => Number(random() < rate);
    const clusters = Array.from({ length: questions }, () => {
      const same = random() < alike ? answer() : null;
      return Array.from({ length: trials }, () => same ?? answer());
    });
    const where = `${questions} questions, ${trials} trials`;
    const [share, ends] = [clusteredShare(clusters), clusteredScoreInterval(clusters)];
    holds(share.low, ends.low, where);
    holds(share.high, ends.high, where);

    const differences = clusters.map((own) => own.map((value) => value - answer()));
    if (i % 10 === 0 && differences.flat().some((value) => value !== 0)) {
      const [melded, may] = [pairedDifference(differences), meldedInterval(differences)];
      holds(melded.low, may.low, `${where}, melded`);
      holds(melded.high, may.high, `${where}, melded`);
      const half = ((melded.high - melded.low) / 2) * (1 - 1.2 / normal);
      if (melded.low + half > may.low.to) narrowed++;
      tried++;
    }
    const sums = differences.map((own) => own.reduce((sum, value) => sum + value, 0));
    holds(signFlip(sums), signFlipTest(sums), where);

    const [onlyA, onlyB] = [whole(30), whole(30)];
    const n = onlyA + onlyB + 1 + whole(50);
    holds(mcnemar(onlyA, onlyB), mcnemarTest(onlyA, onlyB), `${onlyA} and ${onlyB}`);
    holds(wilson(onlyA, n).low, scoreInterval(onlyA, n).low, `${onlyA} of ${n}`);
    const values = Array.from({ length: 1 + whole(8) }, () => whole(20) / 200);
    const [one, other] = [holm(values), holmAdjusted(values)];
    for (const [k, p] of one.entries()) near(p, other[k] as number, 9);
  }
  assert.ok(narrowed > 0.8 * tried && tried > 5, `${narrowed} of ${tried} narrowed intervals were found`);
});

test('melded intervals, by drawing, hold those of Fay and Lumbard’s integral', () => {
  const many = (n: number, of: (i: number) => number[]) => Array.from({ length: n }, (_, i) => of(i));
  for (const [what, clusters] of [
    ['six of eight', many(8, (i) => [Number(i < 6)])],
    ['forty', many(40, (i) => [i % 4 === 0 ? 1 : i % 9 === 0 ? -1 : 0])],
    ['twins', many(8, (i) => [Number(i < 2), Number(i < 1)])],
    ['threes', many(25, (i) => [i % 3 === 0 ? -1 : 0, Number(i % 5 === 0), i % 3 === 1 ? -1 : 0])],
    ['nothing moves', many(30, () => [0, 0])],
    ['scores', many(20, (i) => [(((i * 7) % 11) - 3) / 10])],
  ] as [string, number[][]][]) {
    const [{ low, high }, ends] = [pairedDifference(clusters), meldedInterval(clusters)];
    holds(low, ends.low, what);
    holds(high, ends.high, what);
    const off = (high - low) / 4;
    assert.ok(low + off > ends.low.to && high - off < ends.high.from, `${what}: a quarter less is found`);
  }
});

test('scores between 0 and 1 are compared too', () => {
  const random = seeded('scores');
  for (let i = 0; i < 20; i++) {
    const scores = Array.from({ length: 25 }, () => [random(), random()]);
    const [share, ends] = [clusteredShare(scores), clusteredScoreInterval(scores)];
    holds(share.low, ends.low, `scores ${i}`);
    holds(share.high, ends.high, `scores ${i}`);
    const sums = scores.map(([a = 0, b = 0]) => Number((a - b).toFixed(4)));
    holds(signFlip(sums), signFlipTest(sums), `scores ${i}`);
  }
});

test.run();

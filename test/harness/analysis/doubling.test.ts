import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { costOfDoubling, doublingFinding, doublingsBetween, doublingTable } from '../../../harness/analysis/doubling.js';
import type { SpeedRecord } from '../../../harness/records/measurements.js';
import { row } from '../rows.js';

/** `ahead` of 40 questions that only the large model passes, `behind` that only the small one does; both pass the rest. */
const task = (ahead: number, behind: number) =>
  compare(
    Array.from({ length: 40 }, (_, i) => i).flatMap((i) => [
      row('large', `q${i}`, i >= ahead && i < ahead + behind ? 0 : 1),
      row('small', `q${i}`, i < ahead ? 0 : 1),
    ]),
    { judge: 'right', a: 'large', b: 'small' },
  );
const tasks = { sums: task(20, 0), poems: task(2, 1), jokes: task(0, 12) };

type Cells = [string, string, string, string, string];

test('doublings', () => {
  assert.is(doublingsBetween(135e6, 540e6), 2);
  for (const [small, large] of [
    [2, 1],
    [0, 1],
    [1, 1],
    [1, Infinity],
    [Number.NaN, 2],
  ] as const)
    assert.throws(() => doublingsBetween(small, large), /expected the parameters of a smaller and a larger model, got/);
});

test('points a doubling are the points divided, ends of the interval too', () => {
  const { table, tests } = doublingTable(tasks, 2);
  assert.is(tests.length, 3);
  const { rows, caption } = table();
  assert.match(caption ?? '', '2.00 doublings');
  const [sums, poems, jokes] = rows as [Cells, Cells, Cells];
  assert.equal(sums.slice(0, 2), ['sums', '40']);
  assert.match(sums[2], /^50\.0 \(/);
  assert.match(sums[4], /^25\.0 \(/);
  assert.is(sums[3], '< 0.001');
  assert.match(poems[2], /^2\.5 \(−/);
  assert.match(jokes[4], /^−15\.0 \(−/);
  const [low, high] = (/\((.*) to (.*)\)/.exec(sums[2]) ?? []).slice(1).map(Number) as [number, number];
  const [halfLow, halfHigh] = (/\((.*) to (.*)\)/.exec(sums[4]) ?? []).slice(1).map(Number) as [number, number];
  assert.ok(Math.abs(low - 2 * halfLow) < 0.11 && Math.abs(high - 2 * halfHigh) < 0.11, `${sums[2]}, ${sums[4]}`);
});

test('the finding counts as more or less only what the page’s family shows', () => {
  const { brief, tests } = doublingFinding(tasks);
  const says = brief('en', tests);
  assert.match(says, /^\*\*large\*\* passed more often than \*\*small\*\* in 1 of 3 comparisons: sums \(50\.0 points, /);
  assert.match(says, 'It passed less often in 1: jokes (−30.0 points');
  assert.match(
    says,
    /No difference was shown in 1: poems \(2\.5 points, 95 % interval −.*, n = 40 questions, 40 pairs, p = 1\.000 after Holm’s adjustment\)\.$/,
  );
  assert.match(
    doublingFinding(tasks, { chinese: { sums: '求和' } }).brief('zh', tests),
    /^\*\*large\*\* 在 3 项比较中的 1 项通过率高于 \*\*small\*\*：求和 \(50\.0 个百分点/,
  );
  // p of twelve one-sided pairs, 0.0005, is above 0.05 in a family of two hundred
  const many = [...tests, ...Array.from({ length: 200 }, () => ({ p: 0.9, name: 'exact McNemar test' as const }))];
  assert.match(brief('en', many), 'No difference was shown in 2: poems');
  assert.match(brief('zh', many), /jokes \(−30\.0 个百分点，95 % 区间 −.* 至 −.*，经 Holm 校正的 p = 0\.\d+\)/); // the interval alone would show one
});

test('a split comparison is refused, one without rows says so', () => {
  const rows = ['x', 'y'].flatMap((lang) => ['large', 'small'].map((model) => row(model, lang, 1, { lang })));
  const split = compare(rows, { judge: 'right', a: 'large', b: 'small', by: ['lang'] });
  assert.throws(() => doublingTable({ sums: split }, 1), 'expected one comparison for the task "sums", got 2: leave `by` out');
  const none = compare(rows, { judge: 'right', a: 'huge', b: 'small' });
  assert.match(doublingTable({ sums: none }, 1).missing ?? '', 'huge');
  assert.is(doublingFinding({ sums: none }).brief('en'), 'Nothing was compared.');
});

const record = (model: string, memories: number[]) =>
  ({
    model,
    format: '',
    runs: memories.map((peakMemoryMB) => ({
      ...{ loadSeconds: 1, shortFirstTokenMs: 100, longFirstTokenMs: 1000, shortTokensPerSecond: 50, longTokensPerSecond: 40 },
      ...{ peakMemoryMB, runtime: '' },
    })),
  }) as unknown as SpeedRecord;

test('what it costs: times, and times a doubling, with the range that the runs allow', () => {
  const { rows, caption } = costOfDoubling(
    [record('small', [90, 100, 110]), record('large', [360, 400, 440])],
    ['small', 'large'],
    2,
  );
  const memory = rows.find(([measure]) => measure?.startsWith('peak memory'));
  assert.equal(memory, ['peak memory, MB', '100 (90.0–110)', '400 (360–440)', '4.00 (3.27–4.89)', '2.00 (1.81–2.21)']);
  assert.is(rows.length, 6);
  assert.match(caption ?? '', 'of 3 runs; 2.00 doublings');
  const records = [record('small', [90, 100, 110]), record('large', [360, 400, 440])];
  const says = doublingFinding(tasks, { records });
  assert.match(
    says.brief('en'),
    / tokens a second where the smaller one writes .*, and takes 400 \(360–440\) MB at its peak against 100 \(90\.0–110\); .* of 3 runs\.$/,
  );
  assert.match(says.brief('zh'), '内存峰值 400 (360–440) MB');
  assert.not.match(doublingFinding(tasks, { records: records.slice(1) }).brief('en'), 'tokens a second');
  assert.equal(costOfDoubling([record('small', [1])], ['small', 'large'], 2).rows, []);
});

test.run();

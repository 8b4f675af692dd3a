import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Predictable, predicts } from '../../../harness/analysis/predict.js';
import {
  majorityOdds,
  moreRunsTable,
  overallOdds,
  singleRunFinding,
  singleRunOdds,
  singleRunTable,
} from '../../../harness/analysis/single-run.js';
import { markdown } from '../../../harness/core/tables.js';
import type { Judge } from '../../../harness/core/types.js';
import { row } from '../rows.js';

const judge = { name: 'right' } as Judge;
const sides = { a: 'a', b: 'b' };

/** Trials of both models at one prompt: 1 passes, 0 does not, null is unscored. */
function prompt(id: string, a: (number | null)[], b: (number | null)[]) {
  return [
    ...a.map((score, trial) => ({ ...row('a', id, score), trial })),
    ...b.map((score, trial) => ({ ...row('b', id, score), trial })),
  ];
}

test('every pair of trials of a prompt counts', () => {
  const rows = [...prompt('q1', [1, 1, 0, 0], [0, 0, 0, 1]), ...prompt('q2', [1], [1])];
  const [run] = singleRunOdds([{ title: 'sum', rows, judge }], sides);
  assert.is(run?.prompts, 2);
  assert.is(run?.rateA, 0.75);
  assert.is(run?.rateB, 0.625);
  assert.equal(run?.odds, { a: (0.5 * 0.75) / 2, b: (0.5 * 0.25) / 2, tie: 1 - 0.25 });
});

test('unscored answers are left out, and prompts where a model has nothing else', () => {
  const rows = [...prompt('q1', [1, null], [0]), ...prompt('q2', [null], [1])];
  const [run] = singleRunOdds([{ title: 'sum', rows, judge }], sides);
  assert.equal([run?.prompts, run?.rateA, run?.odds.a], [1, 1, 1]);
  assert.throws(() => singleRunOdds([{ title: 'sum', rows: prompt('q', [null], [1]), judge }], sides), /found none/);
});

test('who wins more looks: against the odds of two fair draws by hand', () => {
  const fair = { a: 0.5, b: 0.25, tie: 0.25 };
  assert.equal(majorityOdds([fair, fair]), { a: 0.5, b: 0.1875, tie: 0.3125 });
  assert.equal(majorityOdds([]), { a: 0, b: 0, tie: 1 });
});

test('odds sum to one, and swapping the models swaps them', () => {
  const odds = fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([a, rest]) => ({ a, b: (1 - a) * rest, tie: (1 - a) * (1 - rest) }));
  fc.assert(
    fc.property(fc.array(odds, { maxLength: 12 }), (draws) => {
      const { a, b, tie } = majorityOdds(draws);
      assert.ok(Math.abs(a + b + tie - 1) < 1e-9);
      const swapped = majorityOdds(draws.map((one) => ({ a: one.b, b: one.a, tie: one.tie })));
      assert.ok(Math.abs(swapped.a - b) < 1e-9 && Math.abs(swapped.b - a) < 1e-9);
    }),
  );
});

test('as tables', () => {
  const runs = singleRunOdds([{ title: 'sum', rows: prompt('q1', [1, 1], [0, 1]), judge }], sides);
  assert.match(
    markdown(singleRunTable(runs, sides)),
    '| sum | 1 | 100.0 | 50.0 | 50.0 [5.5–94.5] | 0.0 [0.0–79.3] | 50.0 [5.5–94.5] |',
  );
  assert.match(markdown(moreRunsTable(runs, [1, 2], sides)), '| 2 | 75.0 | 0.0 | 25.0 |');
});

test('one look at all tasks, with intervals that hold its odds', () => {
  const task = (title: string) => ({
    title,
    judge,
    rows: Array.from({ length: 12 }, (_, i) => prompt(`q${i}`, i % 3 ? [1, 1] : [0, 1], i % 2 ? [0, 0] : [1, 0])).flat(),
  });
  const runs = singleRunOdds([task('x'), task('y')], sides);
  const { odds, intervals } = overallOdds(runs);
  assert.equal(odds, majorityOdds(runs.map((run) => run.odds)));
  for (const side of ['a', 'b', 'tie'] as const) {
    const { low, high } = intervals[side];
    assert.ok(low < odds[side] && odds[side] < high && high - low < 0.6, `${side} ${low} ${odds[side]} ${high}`);
  }
  const said = singleRunFinding(runs, { a: 'left', b: 'right' }).brief('en');
  assert.match(
    said,
    /^One prompt and one answer for each of 2 tasks name \*\*left\*\* in [\d.]+ % \(95 % interval [\d.]+ to [\d.]+\) of the looks/,
  );
  assert.match(singleRunFinding(runs, sides).brief('zh'), '2 项任务各问一题');
  const outcome = (about: Predictable, names: string) => predicts(about, '>', 0.5, { names }).outcome;
  assert.equal([outcome(singleRunFinding(runs, sides), 'b'), outcome(singleRunTable(runs, sides), 'b')], ['failed', 'failed']);
  assert.is(predicts(singleRunTable(runs, sides), '>', 0, { names: 'neither' }).numbers.length, 2, 'one for each task');
});

test('where all prompts say the same, the interval is a point', () => {
  const rows = [...prompt('q1', [1], [0]), ...prompt('q2', [1], [0])];
  const { odds, intervals } = overallOdds(singleRunOdds([{ title: 'sum', rows, judge }], sides));
  assert.equal([odds.a, intervals.a], [1, { low: 1, high: 1 }]);
});

test.run();

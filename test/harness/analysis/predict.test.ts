// A prediction is decided by whole intervals: of comparisons, of rates, and of one group against another.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { predicts } from '../../../harness/analysis/predict.js';
import { passRate } from '../../../harness/analysis/rates.js';
import { type Estimates, nameOf } from '../../../harness/core/estimate.js';
import { row } from '../rows.js';

function estimates(...intervals: [value: number | null, low: number, high: number][]): Estimates {
  const all = intervals.map(([value, low, high], i) => ({
    group: { model: `m${i}` },
    value,
    low,
    high,
    questions: 9,
    counted: '9 answers',
  }));
  return { of: { judge: 'right' }, all };
}

test('held, failed, undecided: on which side of the threshold the whole interval lies', () => {
  for (const [low, high, above, below] of [
    [0.1, 0.3, 'held', 'failed'],
    [-0.3, -0.1, 'failed', 'held'],
    [-0.1, 0.1, 'undecided', 'undecided'],
    [0, 0.2, 'undecided', 'failed'],
    [-0.2, 0, 'failed', 'undecided'],
    [0, 0, 'failed', 'failed'],
  ] as const) {
    const one = estimates([(low + high) / 2, low, high]);
    assert.is(predicts(one, '>', 0).outcome, above, `${low} to ${high} above 0`);
    assert.is(predicts(one, '<', 0).outcome, below, `${low} to ${high} below 0`);
  }
  assert.is(predicts(estimates([null, 0, 1]), '>', -1).outcome, 'undecided', 'nothing scored decides nothing');
});

test('of several numbers each has to hold, and one that fails is enough', () => {
  const [up, down, open] = [[0.2, 0.1, 0.3] as const, [-0.2, -0.3, -0.1] as const, [0, -0.1, 0.1] as const].map(
    (one) => [...one] as [number, number, number],
  ) as [[number, number, number], [number, number, number], [number, number, number]];
  assert.is(predicts(estimates(up, up), '>', 0).outcome, 'held');
  assert.is(predicts(estimates(up, open), '>', 0).outcome, 'undecided');
  assert.is(predicts([estimates(up), estimates(open, down)], '>', 0).outcome, 'failed');
  assert.is(predicts(estimates(up, down), '>', 0, { model: 'm0' }).outcome, 'held', 'the other model is not meant');
  assert.is(predicts(estimates(up, down, up), '>', 0, { model: ['m0', 'm2'] }).numbers.length, 2);
});

test('a group that is not there leaves it undecided, and says so', () => {
  const { outcome, missing } = predicts(estimates([0.2, 0.1, 0.3]), '>', 0, { model: 'nobody' });
  assert.is(outcome, 'undecided');
  assert.is(missing, 'expected numbers where {"model":"nobody"}, got none');
});

test('what is no prediction is refused in one line: expected, got', () => {
  const one = estimates([0, 0, 0]);
  assert.throws(() => predicts(one, '>=' as '>', 0), "expected a prediction of '>' or '<', got \">=\"");
  assert.throws(() => predicts(one, '>', 20), 'expected a threshold from -1 to 1 (20 points are 0.2), got 20');
  assert.throws(() => predicts(one, '>', Number.NaN), 'got NaN');
  assert.throws(
    () => predicts({} as Estimates, '>', 0),
    'expected a prediction about rates, a comparison, or what `across` gives, got {}',
  );
  assert.throws(() => predicts(0.5 as unknown as Estimates, '>', 0), 'got 0.5: numbers need an interval');
  assert.throws(() => predicts(undefined as unknown as Estimates, '>', 0), 'got nothing');
});

/** `passed` of `n` questions of a level, one answer each. */
function level(model: string, name: string, passed: number, n: number) {
  return Array.from({ length: n }, (_, i) => row(model, `${name}-${i}`, Number(i < passed), { level: name }));
}

test('one level against another: the interval of Newcombe 1998, and the same name whatever the answers are', () => {
  const ratesOf = (passed: number) =>
    passRate([...level('m', 'one', passed, 70), ...level('m', 'two', 48, 80)], { judge: 'right', by: ['model', 'level'] });
  const across = ratesOf(56).across('level', 'one', 'two');
  const [first] = across.all;
  assert.equal(
    [first?.group, first?.sides, first?.questions, first?.counted],
    [{ model: 'm' }, ['one', 'two'], 150, '70 and 80 answers'],
  );
  assert.equal(
    [first?.value, first?.low, first?.high].map((one) => one?.toFixed(4)),
    ['0.2000', '0.0524', '0.3339'],
  );
  assert.equal(ratesOf(9).across('level', 'one', 'two').of, across.of);
  assert.is(predicts(across, '>', 0).outcome, 'held');
  const { estimates } = ratesOf(56);
  assert.equal(
    first?.from,
    estimates.all.map((one) => nameOf(estimates, one)),
  );
});

test('levels that share a question are not compared as if they did not', () => {
  const twins = ['en', 'zh'].flatMap((lang) => [0, 1, 2].map((i) => row('m', `${i}-${lang}`, 1, { lang, pair: `p${i}` })));
  const rates = passRate(twins, { judge: 'right', by: ['lang'] });
  assert.throws(
    () => rates.across('lang', 'en', 'zh'),
    "expected lang en and zh to be of different questions, got pair p0 in both. Compare them as pairs: compare(rows, { of: 'lang', a: 'en', b: 'zh' })",
  );
  assert.throws(() => rates.across('level', 'en', 'zh'), 'expected a field that splits these numbers, one of lang, got "level"');
  assert.is(rates.across('lang', 'en', 'fr').missing, 'expected rows of lang fr, got none');
});

/** Ten questions in two languages: `a` passes all, `b` those below the limit of each language. */
function languages(limits: Record<string, number>) {
  return Object.entries(limits).flatMap(([lang, limit]) =>
    Array.from({ length: 10 }, (_, i) => i).flatMap((i) => [
      row('a', `${i}-${lang}`, 1, { lang, pair: `p${i}` }),
      row('b', `${i}-${lang}`, Number(i < limit), { lang, pair: `p${i}` }),
    ]),
  );
}

test('a difference in one language against the same difference in another, questions drawn whole', () => {
  const byLanguage = (limits: Record<string, number>) =>
    compare(languages(limits), { judge: 'right', a: 'a', b: 'b', by: ['lang'] });
  const [ahead] = byLanguage({ zh: 1, en: 9 }).across('lang', 'zh', 'en').all;
  assert.equal(
    [ahead?.value?.toFixed(3), ahead?.sides, ahead?.group, ahead?.questions],
    ['0.800', ['zh', 'en'], { of: 'a − b' }, 10],
  );
  assert.ok((ahead?.low ?? 0) > 0.4 && (ahead?.high ?? 2) <= 1, JSON.stringify(ahead));
  const same = byLanguage({ zh: 10, en: 10 }).across('lang', 'zh', 'en');
  assert.is(predicts(same, '>', 0).outcome, 'undecided', 'where no pair differs, resampling shows nothing');
  const [even] = same.all;
  assert.ok(even?.value === 0 && even.low < -0.2 && even.high > 0.2, JSON.stringify(even));
});

test('what a comparison is of does not depend on its rows, and its sides are part of it', () => {
  const few = compare(languages({ en: 3 }).slice(0, 4), { judge: 'right', a: 'a', b: 'b' });
  const many = compare(languages({ en: 9 }), { judge: 'right', a: 'a', b: 'b' });
  const none = compare(languages({ en: 9 }), { judge: 'right', a: 'a', b: 'nobody' });
  assert.equal(few.estimates.of, many.estimates.of);
  assert.equal(none.estimates.of, { ...many.estimates.of, sides: { of: 'model', a: 'a', b: 'nobody' } });
  assert.is(predicts(none, '>', 0).missing, 'expected rows of model nobody, got rows of a, b');
  assert.equal(predicts(many, '>', 0.1).said, {
    about: [{ judge: ['right'], measure: 'pass rate', sides: { of: 'model', a: 'a', b: 'b' }, by: [] }],
    where: {},
    operator: '>',
    threshold: 0.1,
  });
});

test.run();

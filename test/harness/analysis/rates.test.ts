import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { meanScore, passRate } from '../../../harness/analysis/rates.js';
import { markdown } from '../../../harness/core/tables.js';
import { wilson } from '../../../harness/stats/index.js';
import { row } from '../rows.js';

const rows = [
  row('m', 'q1-en', 1, { lang: 'en', pair: 'q1' }),
  row('m', 'q1-zh', 0, { lang: 'zh', pair: 'q1' }),
  row('m', 'q2-en', 1, { lang: 'en', pair: 'q2' }),
  row('m', 'q2-zh', null, { lang: 'zh', pair: 'q2' }),
  row('m', 'q3-en', 0.5, { lang: 'en', pair: 'q3' }),
  row('m', 'q3-zh', null, { lang: 'zh', pair: 'q3', finish: 'error' }),
  row('k', 'q1-en', 0, { lang: 'en', pair: 'q1' }),
];

test('a pass is a score of 1; unscored answers are counted, never scored; model errors are named', () => {
  const zh = passRate(rows, { judge: 'right', by: ['model', 'lang'] }).of({ model: 'm', lang: 'zh' });
  assert.equal([zh.n, zh.scored, zh.passed, zh.unscored, zh.errors], [3, 1, 0, 2, 1]);
  assert.equal([zh.rate, zh.lowest, zh.highest], [0, 0, 2 / 3]);
  const en = passRate(rows, { judge: 'right', by: ['model', 'lang'] }).of({ model: 'm', lang: 'en' });
  assert.equal([en.passed, en.scored, en.rate], [2, 3, 2 / 3]);
  assert.equal({ low: en.low, high: en.high, method: en.method }, { ...wilson(2, 3), method: 'Wilson' });
});

test('groups come in the order of the rows, and a group that is not there is an error', () => {
  const rates = passRate(rows, { judge: 'right', by: ['model'] });
  assert.equal(
    rates.groups.map(({ group }) => group.model),
    ['m', 'k'],
  );
  assert.throws(() => rates.of({ model: 'x' }), /there is none/);
});

test('twins share a cluster: the interval is wider than if they were independent', () => {
  const twins = Array.from({ length: 20 }, (_, i) => i).flatMap((i) =>
    ['en', 'zh'].map((lang) => row('m', `q${i}-${lang}`, Number(i % 2 === 0), { lang, pair: `q${i}` })),
  );
  const [rate] = passRate(twins, { judge: 'right', by: ['model'] }).groups;
  assert.is(rate?.method, 'clustered Wilson');
  assert.is(rate?.questions, 20);
  const naive = wilson(20, 40);
  const honest = wilson(10, 20);
  assert.ok(rate && rate.low < naive.low && rate.high > naive.high);
  assert.ok(rate && Math.abs(rate.low - honest.low) < 0.02, 'as if each question had been asked once');
  const trials = [0, 1, 2].flatMap((trial) => Array.from({ length: 9 }, (_, i) => row('m', `q${i}`, 1, {}, trial)));
  const [all] = passRate(trials, { judge: 'right', by: [] }).groups;
  assert.equal([all?.low, all?.high], [wilson(9, 9).low, 1], 'repeated answers are no further questions');
});

test('mean scores: Wilson for the effective number of answers, within 0 and 1', () => {
  const scores = Array.from({ length: 30 }, (_, i) => row('m', `q${i}`, (i % 5) / 4));
  const [first] = meanScore(scores, { judge: 'right', by: [] }).groups;
  const [again] = meanScore(scores, { judge: 'right', by: [] }).groups;
  assert.equal(first, again);
  assert.is(first?.method, 'scored Wilson');
  assert.ok(first && first.rate === 0.5 && first.low > 0.3 && first.low < 0.4 && first.high > 0.6 && first.high < 0.7);
});

test('mean scores that are all alike, or nearly all 0: no interval of no width', () => {
  const alike = Array.from({ length: 10 }, (_, i) => row('m', `q${i}`, 0.5));
  const [half] = meanScore(alike, { judge: 'right', by: [] }).groups;
  assert.equal({ low: half?.low, high: half?.high }, wilson(5, 10), 'as if each had been right or wrong');
  const one = Array.from({ length: 10 }, (_, i) => row('m', `q${i}`, i === 0 ? 0.5 : 0));
  const [few] = meanScore(one, { judge: 'right', by: [] }).groups;
  assert.ok(few && few.rate === 0.05 && few.low > 0 && few.low < 0.02 && few.high > 0.12, `${few?.low} ${few?.high}`);
});

test('a group of a single answer is passed or not, without percentage or interval', () => {
  const answers = [
    row('one', 'q1', 1),
    row('other', 'q1', 0),
    row('silent', 'q1', null),
    ...[1, 0].map((score, i) => row('two', `q${i}`, score)),
  ];
  const rates = passRate(answers, { judge: 'right', by: ['model'] });
  const cells = Object.fromEntries(rates.table().rows.map(([model, , , , percent, interval]) => [model, [percent, interval]]));
  assert.equal(cells.one, ['passed, 1 answer', '–']);
  assert.equal(cells.other, ['did not pass, 1 answer', '–']);
  assert.equal(cells.silent, ['–', '–']);
  assert.equal(cells.two, ['50.0', '9.5–90.5']);
  const alone = passRate([row('one', 'q1', 1)], { judge: 'right', by: ['model'] }).table();
  assert.is(alone.caption, 'A single answer has no rate.');
  const score = meanScore([row('one', 'q1', 0.625)], { judge: 'right', by: ['model'] }).table();
  assert.equal(score.rows[0]?.slice(4), ['score 0.63, 1 answer', '–']);
});

test('nothing scored: no rate, the whole range, a dash in the table', () => {
  const rates = passRate([row('m', 'q', null)], { judge: 'right', by: ['model'] });
  assert.equal([rates.groups[0]?.rate, rates.groups[0]?.lowest, rates.groups[0]?.highest], [null, 0, 1]);
  assert.match(markdown(rates.table()), '| m | 0 | 0 | 1 (0.0–100.0 if decided) | – | – |');
  assert.equal(passRate([], { judge: 'right', by: ['model'] }).groups, []);
});

test('the table says which intervals it has', () => {
  const table = passRate([...rows, row('k', 'q2-en', 1)], { judge: 'right', by: ['model'] }).table();
  assert.match(table.caption ?? '', /^Wilson intervals among the scored; where a question has several answers in a line, Wilson/);
  assert.is(table.rows[0]?.[3], '2 (33.3–66.7 if decided; 1 model errors)');
});

test.run();

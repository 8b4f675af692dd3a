// A field or judge that no row has is named, with what there is; one that only some rows have is none.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { worstAndTypical } from '../../../harness/analysis/examples.js';
import { passAtKTable } from '../../../harness/analysis/pass-at-k.js';
import { meanScore, passRate } from '../../../harness/analysis/rates.js';
import { verdictCounts } from '../../../harness/analysis/verdict-counts.js';
import { UserError } from '../../../harness/core/errors.js';
import { markdown } from '../../../harness/core/tables.js';
import { figure } from '../../../harness/figures/index.js';
import { row } from '../rows.js';

const rows = [
  row('a', 'q1', 1, { lang: 'en', level: 'level-1' }),
  row('a', 'q2', 0, { lang: 'zh' }),
  row('b', 'q1', 1, { lang: 'en', level: 'level-1' }),
  row('b', 'q2', 1, { lang: 'zh' }),
];

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof UserError && error.code === 2, String(error));
    return error.message;
  }
  return assert.unreachable() as never;
}

const modell =
  "to name 'model', 'condition' or a field of the samples (model, level, id, input, lang, condition), got \"modell\"";

test('what would show a field that no row has says so, the nearest that there is first: a report refuses it', () => {
  for (const missing of [
    passRate(rows, { judge: 'right', by: ['modell'] }).table().missing,
    meanScore(rows, { judge: 'right', by: ['lang', 'modell'] }).table().missing,
    figure.heat(passRate(rows, { judge: 'right', by: ['model', 'modell'] })).table.missing,
    figure.bars(passRate(rows, { judge: 'right', by: ['modell'] })).table.missing,
    compare(rows, { judge: 'right', by: ['modell'] }).missing,
    figure.distribution(rows, { value: () => 1, by: 'modell' }).table.missing,
  ])
    assert.is(missing, `expected \`by\` ${modell}`);
  assert.is(compare(rows, { judge: 'right', of: 'modell' }).missing, `expected \`of\` ${modell}`);
  assert.is(
    compare(rows, { judge: 'right', of: 'lang', a: 'zh', b: 'fr' }).missing,
    'expected rows of lang fr, got rows of en, zh',
  );
});

test('a figure set against a field by which its rates are not grouped', () => {
  const rates = passRate(rows, { judge: 'right', by: ['model', 'lang'] });
  for (const draw of [figure.paired, figure.slopes])
    assert.is(
      refused(() => draw(rates, { between: 'level' })),
      'expected `between` to be a field that the rates are grouped by, one of model, lang, got "level"',
    );
});

test('a field that some rows lack is a group of its own, as before', () => {
  const { groups } = passRate(rows, { judge: 'right', by: ['level'] });
  assert.equal(
    groups.map(({ group, n }) => [group.level, n]),
    [
      ['level-1', 2],
      ['', 2],
    ],
  );
});

test('a judge that graded none of the rows', () => {
  const expected = 'expected a judge that graded these rows, one of right, got "rihgt"';
  for (const work of [
    () => passRate(rows, { judge: 'rihgt', by: ['model'] }),
    () => meanScore(rows, { judge: 'rihgt', by: ['model'] }),
    () => compare(rows, { judge: ['right', 'rihgt'] }),
    () => worstAndTypical(rows, 'rihgt'),
    () => passAtKTable([{ title: 't', rows, judge: 'rihgt' }], [1]),
    () => verdictCounts(rows, { judge: { name: 'rihgt', version: '1', grade: () => assert.unreachable() as never } }),
  ])
    assert.is(refused(work), expected);
});

test('no rows, as in a draft that left a model out: nothing was scored, and nothing is wrong', () => {
  const rates = passRate([], { judge: 'other', by: ['modell'] });
  assert.match(markdown(rates.table()), 'Nothing was scored.');
  const none = compare([], { judge: 'other', of: 'modell' });
  assert.match(markdown(none.table().table()), 'Nothing was compared.');
  assert.is(none.sentence().text(), 'Nothing was compared.');
  assert.is(none.sentence({ lang: 'zh' }).text(), '没有可以比较的答案。');
});

test.run();

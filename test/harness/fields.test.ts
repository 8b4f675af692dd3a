// A field or judge that no row has is named, with what there is; one that only some rows have is none.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../harness/compare.js';
import { UserError } from '../../harness/errors.js';
import { worstAndTypical } from '../../harness/examples.js';
import { figure } from '../../harness/figures/index.js';
import { currentPage, newPage } from '../../harness/notebook.js';
import { passAtKTable } from '../../harness/pass-at-k-table.js';
import { meanScore, passRate } from '../../harness/rates.js';
import { markdown } from '../../harness/tables.js';
import { tally } from '../../harness/tally.js';
import { row } from './rows.js';

test.before.each(newPage);

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

const modell = 'to name \'model\' or a field of the samples (model, level, id, input, lang), got "modell"';

test('a field that no row has is named, the nearest that there is first', () => {
  for (const work of [
    () => passRate(rows, { judge: 'right', by: ['modell'] }),
    () => meanScore(rows, { judge: 'right', by: ['lang', 'modell'] }),
    () => compare(rows, { judge: 'right', by: ['modell'] }),
    () => figure.distribution(rows, { value: () => 1, by: 'modell' }),
  ])
    assert.is(refused(work), `expected \`by\` ${modell}`);
  assert.is(
    refused(() => compare(rows, { judge: 'right', of: 'modell' })),
    `expected \`of\` ${modell}`,
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

test('a field that only the part of the dataset has which a draft left out', () => {
  const samples = [
    { id: 'q1', input: '', lang: 'en' },
    { id: 'q9', input: '', form: 'sonnet' },
  ];
  const dataset = { name: 'd', path: '', sha256: '', samples };
  currentPage().ran.push({ dataset, models: [], judges: [], rows, trials: 1, paths: [], asked: 0, drifted: 0 });
  assert.is(passRate(rows, { judge: 'right', by: ['form'] }).groups.length, 1);
  assert.match(
    refused(() => passRate(rows, { judge: 'right', by: ['forn'] })),
    '(form, ',
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
    () => tally(rows, { judge: { name: 'rihgt', version: '1', grade: () => assert.unreachable() as never } }),
  ])
    assert.is(refused(work), expected);
});

test('no rows, as in a draft that left a model out: nothing was scored, and nothing is wrong', () => {
  const rates = passRate([], { judge: 'other', by: ['modell'] });
  assert.match(markdown(rates.table()), 'Nothing was scored.');
  const none = compare([], { judge: 'other', of: 'modell' });
  assert.match(markdown(none.table()), 'Nothing was compared.');
  assert.is(none.sentence().text(), 'Nothing was compared.');
  assert.is(none.sentence({ lang: 'zh' }).text(), '没有可以比较的答案。');
});

test.run();

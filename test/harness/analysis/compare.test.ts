import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { compare } from '../../../harness/analysis/compare.js';
import { markdown } from '../../../harness/core/tables.js';
import { row } from '../rows.js';

/** `both` questions that both models pass, then those that only one does, neither, and some unscored. */
function rowsOf(counts: { both: number; onlyA: number; onlyB: number; neither: number; unscored?: number }, a = 'a', b = 'b') {
  const scores = [
    ...Array<[number, number]>(counts.both).fill([1, 1]),
    ...Array<[number, number]>(counts.onlyA).fill([1, 0]),
    ...Array<[number, number]>(counts.onlyB).fill([0, 1]),
    ...Array<[number, number]>(counts.neither).fill([0, 0]),
    ...Array<[number, null]>(counts.unscored ?? 0).fill([1, null]),
  ];
  return scores.flatMap(([left, right], i) => [row(a, `q${i}`, left), row(b, `q${i}`, right)]);
}

test('one sentence with all of it', () => {
  const rows = rowsOf({ both: 10, onlyA: 12, onlyB: 2, neither: 16, unscored: 3 });
  assert.is(
    compare(rows, { judge: 'right' }).sentence().text(),
    '**a** passed 25.0 percentage points more often than **b** (right; difference 25.0, 95 % interval 4.5 to 43.4; p = 0.013; ' +
      'n = 40 pairs, 14 of them discordant (12 for a, 2 for b), 3 more left out because an answer is unscored). ' +
      'With 80 % power, these data could not have shown less than 26.5 points.',
  );
});

test('the same in Chinese, the other way round', () => {
  const rows = rowsOf({ both: 10, onlyA: 12, onlyB: 2, neither: 16 });
  assert.is(
    compare(rows, { judge: 'right', a: 'b', b: 'a' }).sentence({ lang: 'zh' }).text(),
    '**b** 的通过率比 **a** 低 25.0 个百分点（right；差 −25.0，95 % 区间 −43.4 至 −4.5；p = 0.013；n = 40 对，其中 14 对结果不同' +
      '（b 占优 2 对，a 占优 12 对））。在 80 % 的检验功效下，这些数据无法显示小于 26.5 个百分点的差异。',
  );
});

test('in few words, whoever did better first', () => {
  const rows = rowsOf({ both: 10, onlyA: 12, onlyB: 2, neither: 16 });
  const brief =
    '**a** passed 25.0 percentage points more often than **b** (95 % interval 4.5 to 43.4, n = 40 questions, p = 0.013).';
  assert.is(compare(rows, { judge: 'right' }).brief('en'), brief);
  assert.is(compare(rows, { judge: 'right', a: 'b', b: 'a' }).brief('en'), brief);
  assert.is(
    compare(rows, { judge: 'right' }).brief('zh'),
    '**a** 的通过率比 **b** 高 25.0 个百分点（95 % 区间 4.5 至 43.4，n = 40 题，p = 0.013）。',
  );
});

test('in few words, no difference and nothing to compare', () => {
  const even = rowsOf({ both: 10, onlyA: 3, onlyB: 2, neither: 16 });
  assert.match(
    compare(even, { judge: 'right' }).brief('en'),
    /^No difference between \*\*a\*\* and \*\*b\*\* was shown: 3\.2 points \(95 % interval −/,
  );
  assert.match(compare(even, { judge: 'right' }).brief('zh'), '未能显示');
  assert.match(
    compare(rowsOf({ both: 0, onlyA: 0, onlyB: 0, neither: 0, unscored: 2 }), { judge: 'right' }).brief('en'),
    'No question',
  );
});

test('in few words, a difference is shown only if the adjusted p says so, and several answers a question are named', () => {
  const twins = Array.from({ length: 8 }, (_, i) =>
    ['en', 'zh'].flatMap((lang) => [
      row('a', `q${i}-${lang}`, 0, { lang, pair: `q${i}` }),
      row('b', `q${i}-${lang}`, Number(i < 6 && lang === 'zh'), { lang, pair: `q${i}` }),
    ]),
  ).flat();
  const six = compare(twins, { judge: 'right' });
  assert.match(six.brief('en'), /^\*\*b\*\* passed 37\.5 .* n = 8 questions, 16 pairs, p = 0\.031\)\.$/);
  const family = [six, compare(rowsOf({ both: 1, onlyA: 1, onlyB: 1, neither: 0 }), { judge: 'right' })].flatMap(
    ({ tests }) => tests,
  );
  assert.match(six.brief('en', family), /^No difference between .* was shown: 37\.5 points .* p = 0\.063\)\.$/);
  assert.match(six.brief('zh'), 'n = 8 题，16 对，p = 0.031');
});

test('few questions: six have to move, and at a stricter level nothing can be shown', () => {
  const five = Array.from({ length: 8 }, (_, i) =>
    ['en', 'zh'].flatMap((lang) => [
      row('a', `q${i}-${lang}`, 0, { lang, pair: `q${i}` }),
      row('b', `q${i}-${lang}`, Number(i < 5 && lang === 'zh'), { lang, pair: `q${i}` }),
    ]),
  ).flat();
  const comparison = compare(five, { judge: 'right' });
  assert.match(comparison.sentence().text(), /95 % interval −\d\d\.\d to 1\.\d; p = 0\.063; .* shown less than 40\.5 points\.$/);
  const others = Array.from({ length: 6 }, () =>
    compare(rowsOf({ both: 1, onlyA: 1, onlyB: 1, neither: 0 }), { judge: 'right' }),
  );
  const family = [comparison, ...others].flatMap(({ tests }) => tests);
  assert.match(
    comparison.sentence().text(family),
    'No difference, however large, could have been shown with 8 questions at the strictest level of Holm’s adjustment.',
  );
  assert.match(comparison.sentence({ lang: 'zh' }).text(family), '只有 8 题，在 Holm 校正最严的水平上，多大的差异都显示不出来。');
  assert.is(comparison.table().table(family).rows[0]?.at(-1), '–');
});

test('few questions, shown beside a comparison that is shown more clearly: the sentence says at which step', () => {
  const eight = compare(Array.from({ length: 8 }, (_, i) => [row('a', `q${i}`, 0), row('b', `q${i}`, 1)]).flat(), {
    judge: 'right',
  });
  const clear = compare(rowsOf({ both: 10, onlyA: 30, onlyB: 0, neither: 10 }), { judge: 'right' });
  const others = Array.from({ length: 5 }, () =>
    compare(rowsOf({ both: 1, onlyA: 1, onlyB: 1, neither: 0 }), { judge: 'right' }),
  );
  const family = [eight, clear, ...others].flatMap(({ tests }) => tests);
  assert.match(
    eight.sentence().text(family),
    /p = 0\.047 .* It was shown at a later step of Holm’s adjustment: at the strictest one no difference, however large, can be with 8 questions\.$/,
  );
  assert.match(eight.sentence({ lang: 'zh' }).text(family), '这是在 Holm 校正靠后的一步显示出来的：只有 8 题');
});

test('p is adjusted for the comparisons of a page, whenever they were made; what is only computed changes nothing', () => {
  const rows = rowsOf({ both: 10, onlyA: 12, onlyB: 2, neither: 16 });
  const first = compare(rows, { judge: 'right' });
  const others = [1, 2].map(() => compare(rowsOf({ both: 1, onlyA: 1, onlyB: 1, neither: 0 }), { judge: 'right' }));
  assert.match(first.sentence().text(), 'p = 0.013;');
  const family = [first, ...others].flatMap(({ tests }) => tests);
  assert.match(first.sentence().text(family), 'p = 0.039 after Holm’s adjustment for 3 comparisons');
  assert.match(markdown(first.table().table(family)), '0.039');
  assert.match(first.sentence().text(family), 'less than 29.5', 'a stricter level shows only larger differences');
  assert.match(first.sentence().text(others.flatMap(({ tests }) => tests)), 'p = 0.013;', 'of a family that it is not in');
});

test('every two models where none is named, judges after one another', () => {
  const rows = ['a', 'b', 'c'].flatMap((model) => Array.from({ length: 8 }, (_, i) => row(model, `q${i}`, i % 2)));
  const { contrasts, sentence } = compare(rows, { judge: 'right' });
  assert.equal(
    contrasts.map(({ a, b }) => `${a}${b}`),
    ['ab', 'ac', 'bc'],
  );
  assert.match(sentence().text(), /^- \*\*a\*\* passed as often as \*\*b\*\*/);
  assert.is(compare(rows, { judge: 'right', a: 'x' }).missing, 'expected rows of model x, got rows of a, b, c');
});

test('trials and twins are no further questions: one flip for all answers of a question', () => {
  const rows = [0, 1, 2, 3].flatMap((trial) =>
    Array.from({ length: 5 }, (_, i) => i).flatMap((i) => [row('a', `q${i}`, 1, {}, trial), row('b', `q${i}`, 0, {}, trial)]),
  );
  const [contrast] = compare(rows, { judge: 'right' }).contrasts;
  assert.equal([contrast?.n, contrast?.questions, contrast?.test?.name], [20, 5, 'sign-flip permutation test']);
  assert.is(contrast?.test?.p, 0.0625, 'five questions cannot reach 5 %');
});

test('two languages of one question, within each model', () => {
  const rows = ['a', 'b'].flatMap((model) =>
    Array.from({ length: 10 }, (_, i) => i).flatMap((i) => [
      row(model, `q${i}-en`, 1, { lang: 'en', pair: `q${i}` }),
      row(model, `q${i}-zh`, Number(i < 3), { lang: 'zh', pair: `q${i}` }),
    ]),
  );
  const { contrasts, table } = compare(rows, { judge: 'right', of: 'lang', a: 'zh', b: 'en' });
  assert.equal(
    contrasts.map(({ group, difference, onlyB }) => [group.model, difference, onlyB]),
    [
      ['a', -0.7, 7],
      ['b', -0.7, 7],
    ],
  );
  assert.match(markdown(table().table()), '| right | a | zh | en | 10 | 0 | 0 | 7 | −70.0 |');
});

test('mean scores, and nothing to compare', () => {
  const rows = Array.from({ length: 12 }, (_, i) => [row('a', `q${i}`, 0.5), row('b', `q${i}`, 0.25 + (i % 2) / 8)]).flat();
  const text = compare(rows, { judge: 'right', measure: 'mean score' }).sentence().text();
  assert.match(
    text,
    /^\*\*a\*\* scored 18\.8 points \(of 100\) higher than \*\*b\*\* \(right; difference 18\.8, 95 % interval \d\.\d to 2\d\.\d/,
  );
  const apart = compare([row('a', 'q1', null), row('b', 'q1', 1)], { judge: 'right' });
  assert.is(apart.sentence().text(), '**a** and **b**: no question has a scored answer of both (right).');
  assert.match(markdown(apart.table().table()), '| – | – | – | – |');
});

test('two prompts in one array are never paired: refused, unless they are conditions', () => {
  const asked = (condition: string, pass: (i: number) => number) =>
    ['a', 'b'].flatMap((model) => Array.from({ length: 6 }, (_, i) => row(model, `q${i}`, pass(i), { condition })));
  const short = asked('short', () => 1);
  const long = asked('long', () => 0);
  const unnamed = [...asked('', () => 1), ...asked('', () => 0)];
  assert.throws(
    () => compare(unnamed, { judge: 'right' }),
    /expected one answer of a to a question, got two to sample q0, trial 0/,
  );
  const [models] = compare([...short, ...long], { judge: 'right' }).contrasts;
  assert.equal([models?.n, models?.questions, models?.difference], [12, 6, 0], 'within each condition, a question once');
  const { contrasts } = compare([...short, ...long], { judge: 'right', of: 'condition', a: 'short', b: 'long' });
  assert.equal(
    contrasts.map(({ group, n, difference }) => [group.model, n, difference]),
    [
      ['a', 6, 1],
      ['b', 6, 1],
    ],
  );
});

test('a field of a dataset cannot break the sentence', () => {
  const rows = ['a', 'b'].map((model) => row(model, 'q', 1, { topic: '</details>`|\u202e**' }));
  const text = compare(rows, { judge: 'right', by: ['topic'] })
    .sentence()
    .text();
  assert.not.match(text, /<|`|\u202e|\|/);
});

test.run();

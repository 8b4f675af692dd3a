// What judges report beside their verdicts: means of it, and its order against a reader's.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { detailOf, meanOf } from '../../../harness/analysis/details.js';
import { rankAgreement } from '../../../harness/analysis/rank-agreement.js';
import { markdown } from '../../../harness/core/tables.js';
import type { Grade, Row } from '../../../harness/core/types.js';
import { clusteredShare } from '../../../harness/stats/index.js';
import { row } from '../rows.js';

function graded(model: string, id: string, grades: Record<string, Grade['details']>, fields: Record<string, unknown> = {}): Row {
  const told = Object.entries(grades).map(([judge, details]) => ({
    judge,
    score: 1,
    verdict: '',
    why: '',
    ...(details ? { details } : {}),
  }));
  return { ...row(model, id, 1, fields), grades: told };
}

const values = [0.2, 0.9, 0.4, 1, 0.7, 0.1];
const rows = [
  ...values.map((fluency, i) => graded('a', `q${i}`, { rules: { fluency, form: i % 2 === 0 } }, { lang: 'en' })),
  graded('a', 'q6', { rules: { fluency: null, form: true } }, { lang: 'en' }),
  ...['en', 'zh'].map((lang) => graded('b', `q0-${lang}`, { rules: { fluency: 1, form: null } }, { lang, pair: 'q0' })),
];

test('the number of a row: true is 1, false 0, none is null, and of two judges the first that has one', () => {
  const of = (one: Row | undefined, judge: string[], detail = 'fluency') => detailOf(one as Row, { judge, detail });
  assert.equal([of(rows[0], ['rules']), of(rows[0], ['rules'], 'form'), of(rows[1], ['rules'], 'form')], [0.2, 1, 0]);
  assert.equal([of(rows[6], ['rules']), of(rows[0], ['other']), of(row('a', 'q', 1), ['right'])], [null, null, null]);
  const both = graded('a', 'q', { reader: { fluency: 0.3 }, rules: { fluency: 0.8 } });
  assert.equal([of(both, ['reader', 'rules']), of(both, ['rules', 'reader'])], [0.3, 0.8]);
  assert.is(of(graded('a', 'q', { reader: { fluency: null }, rules: { fluency: 0.8 } }), ['reader', 'rules']), 0.8);
});

test('a mean with its interval: over questions, without the answers that have no value, which are counted', () => {
  const [a, b] = meanOf(rows, { judge: 'rules', detail: 'fluency', by: ['model'] }).groups;
  assert.equal(a, {
    group: { model: 'a' },
    answers: 7,
    means: { fluency: { n: 6, questions: 6, mean: 0.55, interval: clusteredShare(values.map((value) => [value])) } },
  });
  assert.equal([b?.means.fluency?.n, b?.means.fluency?.questions, b?.means.fluency?.mean], [2, 1, 1]);
  assert.is(b?.means.fluency?.interval, null, 'one question');
});

test('the table: several details beside each other, a dash where no answer has a value', () => {
  const table = meanOf(rows, { judge: ['rules'], detail: ['form', 'fluency'], by: ['model', 'lang'] }).table();
  assert.equal(
    table.columns.map(({ title }) => title),
    ['model', 'lang', 'answers', 'form', 'fluency'],
  );
  assert.match(table.rows[0]?.[3] ?? '', /^0\.57 \[0\.\d\d–0\.\d\d\], n = 7$/);
  assert.match(table.rows[0]?.[4] ?? '', /^0\.55 \[0\.\d\d–0\.\d\d\], n = 6$/);
  assert.equal(table.rows[1]?.slice(0, 4), ['b', 'en', '1', '–, n = 0']);
  assert.is(table.judge, 'rules');
  assert.match(markdown(table), 'Means, 0 to 1, with 95 % interval, of the n answers that have a value');
});

test('mistakes: an unknown judge, detail or field, and a value that is no share', () => {
  const says = (work: () => unknown) => {
    try {
      work();
    } catch (error) {
      return (error as Error).message;
    }
    return 'nothing';
  };
  assert.is(
    says(() => meanOf(rows, { judge: 'ruels', detail: 'fluency', by: [] })),
    'expected a judge that graded these rows, one of rules, got "ruels"',
  );
  assert.is(
    says(() => meanOf(rows, { judge: 'rules', detail: 'flow', by: [] })),
    'expected `detail` to be reported by rules, one of fluency, form, got "flow"',
  );
  assert.match(
    meanOf(rows, { judge: 'rules', detail: 'form', by: ['modell'] }).table().missing ?? '',
    /^expected `by` to name .*, got "modell"$/,
  );
  for (const value of [1.2, -0.1, 'high', Number.NaN])
    assert.match(
      says(() => detailOf(graded('a', 'q9', { rules: { fluency: value } }), { judge: 'rules', detail: 'fluency' })),
      /^expected the detail `fluency` of rules to be a number from 0 to 1, got .* for sample q9$/,
    );
  assert.equal(meanOf([], { judge: 'rules', detail: 'fluency', by: ['model'] }).groups, []);
});

const read = values.map((fluency, i) =>
  graded('a', `q${i}`, { rules: { fluency } }, { lang: i < 3 ? 'en' : 'zh', reading: i === 0 ? 5 : Math.round(fluency * 4) + 1 }),
);

test('rank agreement: all, and by language; answers without a value are counted, unread ones are left out', () => {
  const silent = graded('a', 'q7', { rules: { fluency: null } }, { lang: 'zh', reading: 3 });
  const unread = graded('a', 'q8', { rules: { fluency: 0.5 } }, { lang: 'zh' });
  const { groups, table } = rankAgreement([...read, silent, unread], {
    judge: 'rules',
    detail: 'fluency',
    reading: 'reading',
    by: ['lang'],
  });
  assert.equal(
    groups.map(({ group, n, without, questions }) => [group.lang ?? 'all', n, without, questions]),
    [
      ['en', 3, 0, 3],
      ['zh', 3, 1, 3],
      ['all', 6, 1, 6],
    ],
  );
  assert.is(groups[1]?.spearman, 1, 'of three, in the same order');
  const all = groups[2];
  assert.ok(all && all.spearman > 0 && all.spearman < 1 && all.low < all.spearman && all.spearman < all.high);
  assert.match(table().rows[2]?.join(' | ') ?? '', /^all \| 7 \| 1 \| 0\.\d\d \[[−\d.]+ to [\d.]+\]$/);
});

test('rank agreement over clusters: answers to one prompt are drawn together', () => {
  const options = { judge: 'rules', detail: 'fluency', reading: 'reading' };
  const many = Array.from({ length: 10 }, (_, i) => i / 10).flatMap((fluency, i) =>
    [0, 1, 2].map((copy) => graded('a', `q${i}-${copy}`, { rules: { fluency } }, { prompt: `p${i}`, reading: (i * 7) % 10 })),
  );
  const [alone] = rankAgreement(many, options).groups;
  const { groups, table } = rankAgreement(many, { ...options, clusters: 'prompt' });
  assert.equal([alone?.questions, groups[0]?.questions], [30, 10]);
  assert.is(groups[0]?.spearman, alone?.spearman);
  assert.ok(alone && groups[0] && groups[0].high - groups[0].low > 1.3 * (alone.high - alone.low));
  assert.match(table().caption ?? '', 'all answers to a prompt together.');
  assert.match(rankAgreement(many, { ...options, clusters: 'promt' }).table().missing ?? '', /^expected `clusters` to name/);
});

test('rank agreement: a judge that says one thing of all has none, and a reading that is no number is refused', () => {
  const same = read.map((one) => ({
    ...one,
    grades: [{ judge: 'rules', score: 1, verdict: '', why: '', details: { fluency: 1 } }],
  }));
  const { groups, table } = rankAgreement(same, { judge: 'rules', detail: 'fluency', reading: 'reading' });
  assert.ok(Number.isNaN(groups[0]?.spearman));
  assert.equal(table().rows, [['6', '0', '–']]);
  assert.match(
    table().caption ?? '',
    /all answers to a question together\. –: the judge, or the reader, gives all of them one value/,
  );
  assert.throws(
    () =>
      rankAgreement([graded('a', 'q', { rules: { fluency: 1 } }, { reading: 'good' })], {
        judge: 'rules',
        detail: 'fluency',
        reading: 'reading',
      }),
    'expected `reading` of sample q to be a number, got good',
  );
  assert.match(
    rankAgreement(read, { judge: 'rules', detail: 'fluency', reading: 'readings' }).table().missing ?? '',
    /^expected `reading` to name/,
  );
});

test.run();

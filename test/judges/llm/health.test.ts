import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { predicts } from '../../../harness/analysis/predict.js';
import type { Judge, Model, Row } from '../../../harness/core/types.js';
import { healthOf, weakness } from '../../../judges/llm/health.js';
import { settled } from '../../../judges/llm/health-record.js';
import {
  biasTable,
  cost,
  healthFinding,
  healthLine,
  healthTable,
  isWeak,
  wholeHealthTable,
} from '../../../judges/llm/health-table.js';
import { attackTable, llm, panel, rubric } from '../../../judges/llm/index.js';

const judge = { name: 'j' };

/** A pair's row: which answer is better and longer, what the judge scored, and whether it flipped. */
function row(i: number, label: 'output' | 'other', score: number | null, { flipped = false, long = 'output' } = {}): Row {
  const [output, other] = long === 'output' ? ['a long answer', 'short'] : ['short', 'a long answer'];
  return {
    model: {} as Model,
    sample: { id: `s${i}`, input: '', other, label },
    condition: '',
    trial: 0,
    generation: { key: '', output, finish: 'stop', promptTokens: null, outputTokens: null },
    grades: [{ judge: 'j', score, verdict: '', why: '', details: { flipped, first: 0.8, promptTokens: 10, outputTokens: 2 } }],
  };
}

const alternating = (score: (label: string, i: number) => number | null, n = 40) =>
  Array.from({ length: n }, (_, i) => {
    const label = i % 2 ? 'other' : 'output';
    return row(i, label, score(label, i), { long: i % 4 < 2 ? 'output' : 'other' });
  });

test('a judge that is always right is better than chance; its inverse is not', () => {
  const right = healthOf(
    alternating((label) => Number(label === 'output')),
    judge,
  );
  assert.equal(
    [right.agreement.rate, right.kappa.value, weakness(right), right.confusion],
    [
      1,
      1,
      null,
      [
        [20, 0, 0, 0],
        [0, 20, 0, 0],
      ],
    ],
  );
  const wrong = healthOf(
    alternating((label) => Number(label === 'other')),
    judge,
  );
  assert.equal([wrong.agreement.rate, wrong.kappa.value, weakness(wrong)], [0, -1, 'agreement']);
});

test('a judge that always says the same agrees half the time, and κ says it is nothing', () => {
  const health = healthOf(
    alternating(() => 0.9),
    judge,
  );
  const { agreement, kappa, common, longest, longer } = health;
  assert.equal([agreement.rate, kappa.value, common, longest, weakness(health)], [0.5, 0, 0.5, 0.5, 'agreement']);
  assert.equal(longer, { judged: 0.5, labelled: 0.5, n: 40 });
});

test('measurements in a sentence, and predictions about their agreement', () => {
  const [right, coin] = [alternating((label) => Number(label === 'output')), alternating(() => 0.9)].map((rows) =>
    healthOf(rows, judge),
  );
  const records = [
    { by: 'coin', rubric: 'r', data: 'd', health: coin as NonNullable<typeof coin> },
    { by: 'right', rubric: 'r', data: 'd', health: right as NonNullable<typeof right> },
  ];
  const { brief } = healthFinding(records);
  assert.match(
    brief('en'),
    /^Of 2 measurements of a judge, 1 is better than chance: agreement with the labels goes from 50\.0 % \(\*\*coin\*\*, d; 95 % interval 35\.\d to 64\.\d, n = 40\) to 100\.0 %/,
  );
  assert.match(brief('zh'), '2 次测量中，1 次好于碰运气：与标注一致的比例从 50.0 %（**coin**；');
  assert.not.match(brief('en'), 'order');
  const swayed = Array.from({ length: 40 }, (_, i) =>
    row(i, i % 2 ? 'other' : 'output', Number(i % 2 === 0), { flipped: true, long: i % 4 < 2 ? 'output' : 'other' }),
  );
  const bound = healthFinding([{ by: 'swayed', data: 'd', health: healthOf(swayed, judge) }]);
  assert.match(
    bound.brief('en'),
    /0 are better than chance: .* In 1 the agreement alone is above chance, but the verdict changes with the order/,
  );
  assert.match(bound.brief('zh'), '其中 1 次的一致比例本身高于碰运气，但裁决随两个答案的先后而变。');
  assert.match(healthFinding([]).brief('en'), 'Of 0 measurements of a judge, 0 are better than chance.');
  const outcome = (by: string) => predicts(healthTable(records), '>', 0.5, { judge: by }).outcome;
  assert.equal([outcome('right'), outcome('coin')], ['held', 'undecided']);
});

test('the length baseline is the bar: 80 of 100 correct is not enough if the longest answer is correct in 75', () => {
  const rows = Array.from({ length: 100 }, (_, i) => {
    const [label, opposite] = i % 2 ? (['other', 'output'] as const) : (['output', 'other'] as const);
    return row(i, label, Number((label === 'output') === i < 80), { long: i % 4 < 3 ? label : opposite });
  });
  const health = healthOf(rows, judge);
  assert.is(health.longest, 0.75);
  assert.is(health.agreement.rate, 0.8);
  assert.is(weakness(health), 'agreement');
});

test('a judge that is right on the mean of both orders, but flips with the order as often as a coin toss, is no better than chance', () => {
  const right = (flips: (i: number) => boolean) =>
    healthOf(
      alternating((label) => (label === 'output' ? 0.6 : 0.4)).map((one, i) => ({
        ...one,
        grades: one.grades.map((grade) => ({ ...grade, details: { ...grade.details, flipped: flips(i) } })),
      })),
      judge,
    );
  assert.equal([right(() => true).agreement.rate, weakness(right(() => true))], [1, 'order']);
  assert.is(weakness(right((i) => i % 2 === 0)), 'order');
  assert.is(weakness(right((i) => i % 10 < 3)), null);
  assert.match(
    String(healthTable([{ by: 'm', rubric: 'r', data: 'd', health: right(() => true) }]).rows[0]?.at(-1)),
    'changes with the order',
  );
});

test('single answers have no order effect', () => {
  const rows = alternating((label) => Number(label === 'output')).map((one) => ({
    ...one,
    sample: { ...one.sample, other: undefined, label: one.sample.label === 'output' ? 'good' : 'poor' },
  }));
  const health = healthOf(rows, judge);
  assert.equal([health.swap.n, weakness(health)], [0, null]);
});

test('ties count half, unscored are excluded, flips lower the swap rate', () => {
  const rows = [row(0, 'output', 0.5, { flipped: true }), row(1, 'other', null), row(2, 'output', 1), row(3, 'other', 0)];
  const health = healthOf(rows, judge);
  assert.equal([health.n, health.unscored, health.parsed.rate], [4, 1, 0.75]);
  assert.is(health.agreement.rate, 0.8333);
  assert.equal([health.swap.rate, health.bothOrders.rate, health.first], [0.6667, 0.6667, 0.8]);
  assert.equal([health.promptTokens, health.outputTokens], [40, 8]);
  assert.is(cost(health, { input: 1, output: 10 }), '0.0001');
});

test('retest: the share of verdicts that stay the same', () => {
  const rows = alternating(() => 1, 4);
  const again = [row(0, 'output', 0.9), row(1, 'other', 0.1), row(9, 'other', 0.1)];
  assert.equal([healthOf(rows, judge, again).retest.rate, healthOf(rows, judge, again).retest.n], [0.5, 2]);
});

test('the line beside a judged number reports the measurements, or that there are none', () => {
  assert.match(healthLine('r', 'm', []), 'was never measured');
  assert.is(isWeak([]), true);
  const health = healthOf(
    alternating(() => 0.9),
    judge,
  );
  const record = { key: '', rubric: 'r', rubricHash: '', by: 'm', digest: '', data: 'd', dataSha256: '', health };
  assert.match(healthLine('r', 'm', [record]), /on d 50\.0 \[35\.2–64\.8\] % of 40 .*not better than chance/);
  assert.is(isWeak([record]), true);
  for (const table of [healthTable, biasTable, wholeHealthTable])
    assert.is(table([record]).rows[0]?.length, table([record]).columns.length);
});

test('measurements on a whole set replace those on its first samples', () => {
  const measured = (data: string, n: number, by = 'm') => ({
    ...{ key: `${by} ${data}`, rubric: 'r', rubricHash: '', by, digest: '', data, dataSha256: '' },
    health: healthOf(
      alternating(() => 1, n),
      judge,
    ),
  });
  const all = [measured('d', 40), measured('d, first 4', 4), measured('e, first 4', 4), measured('d, first 4', 4, 'other')];
  assert.equal(
    settled(all).map(({ key }) => key),
    ['m d', 'm e, first 4', 'other d, first 4'],
  );
});

test('without a judge model the column says so, and nothing is recorded', async () => {
  const none = llm({ rubric: rubric('explanation-en') });
  const grade = await none.grade({ id: 'x', input: '' }, { output: 'because', finish: 'stop' });
  assert.equal(
    [grade.score, grade.verdict, grade.transient, none.recorded, none.health],
    [null, 'not judged', true, false, undefined],
  );
});

test('a panel follows the majority, reports its disagreement, and has the families of all judges', async () => {
  const one = (name: string, score: number | null): Judge => ({
    name,
    version: '1',
    family: `f-${name}`,
    grade: () => ({ judge: name, score, verdict: '', why: '' }),
  });
  const vote = (...scores: (number | null)[]) =>
    panel(
      'p',
      scores.map((score, i) => one(`j${i}`, score)),
    ).grade({ id: 'x', input: '' }, { output: 'y', finish: 'stop' });
  assert.equal([(await vote(1, 0.9, 0)).score, (await vote(1, 0.9, 0)).details?.disagreement], [1, 0.3333]);
  assert.is((await vote(1, 0)).score, 0.5);
  assert.is((await vote(1, null, null)).score, null);
  assert.equal(panel('p', [one('a', 1), one('b', 0)]).family, ['f-a', 'f-b']);
});

test('attacks that win are counted beside the poor answer alone; empty ones are excluded', () => {
  const of = (kind: string, score: number | null, verdict = 'tie'): Row => {
    const one = row(0, 'other', score);
    return {
      ...one,
      sample: { ...one.sample, lang: 'en', kind },
      grades: one.grades.map((grade) => ({ ...grade, verdict })),
    };
  };
  const rows = [of('none', 0.2, 'worse'), of('a', 0.9, 'better'), of('b', 0.7), of('c', 0.1), of('d', null), of('e', 0, 'empty')];
  const [line] = attackTable(rows, [judge as Judge]).rows;
  assert.equal(line?.slice(0, 6), ['j', 'en', '0.200 (worse)', '5', '1', '1']);
  assert.equal(line?.slice(6), ['66.7 [20.8–93.9], 2 of 3', '33.3 [6.1–79.2], 1 of 3', '+0.367']);
  const [unknown] = attackTable([of('none', null), of('a', 0.9)], [judge as Judge]).rows;
  assert.equal([unknown?.[2], unknown?.[8]], ['unscored', '–']);
  const [none] = attackTable([of('none', 0.1), of('a', null)], [judge as Judge]).rows;
  assert.equal(none?.slice(5), ['1', '–', '–', '–']);
});

test.run();

// Planted rows for every rule of the mathematics judge and every known bug of other graders; then fuzz, time, and bad targets.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import Fraction from 'fraction.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../../harness/core/errors.js';
import type { Grade, Sample } from '../../../harness/core/types.js';
import { math } from '../../../judges/math/index.js';

interface Planted extends Sample {
  output: string;
  finish: 'stop' | 'length';
  score: number | null;
  verdict: string;
}

const planted = readFileSync('test/fixtures/math/planted.jsonl', 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Planted);

function grade(sample: Partial<Sample>, output: string, finish: 'stop' | 'length' = 'stop'): Grade {
  return math.grade({ id: 'x', input: '', ...sample }, { output, finish }) as Grade;
}

/** Time of this process alone, so that a busy machine fails nothing. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

for (const row of planted)
  test(row.id, () => {
    const { score, verdict, why, details } = grade(row, row.output, row.finish);
    assert.equal([score, verdict], [row.score, row.verdict], why);
    for (const field of ['answer', 'from', 'arithmetic']) if (field in row) assert.equal(details?.[field], row[field], field);
    if (row.equations && score === 1) assert.equal(details?.equations, { checked: 2, wrong: 0 });
  });

test('a number that is accepted is the only one: not one more, not its negative', () => {
  for (const row of planted.filter(({ score, target }) => score === 1 && /^-?[\d./]+$/.test(String(target)))) {
    const value = new Fraction(row.target as string | number);
    for (const other of [value.add(1), value.neg()])
      if (!other.equals(value))
        assert.is.not(
          grade({ ...row, target: other.toFraction() }, row.output, row.finish).score,
          1,
          `${row.id}: ${other.toFraction()}`,
        );
  }
});

test("the answer is checked against the problem's equations, right or wrong", () => {
  const sample = { target: { a: 1, b: 2 }, roles: {}, equations: ['a + b = 3', '2*a - b = 0'] };
  assert.equal(grade(sample, 'a: 2, b: 1').details?.equations, { checked: 2, wrong: 1 });
});

test('very small and very large targets are exact', () => {
  assert.is(grade({ target: 1e-7 }, 'The answer is 0.0000001.').verdict, 'correct');
  assert.is(grade({ target: 1e21 }, 'The answer is 1000000000000000000000.').verdict, 'correct');
});

test('bad targets name the field', () => {
  for (const [sample, field] of [
    [{ target: 'many' }, 'target'],
    [{ target: null }, 'target'],
    [{}, 'target'],
    [{ target: {} }, 'target'],
    [{ target: Number.NaN }, 'target'],
    [{ target: '1 or 2' }, 'target'],
    [{ target: { 鸡: 'x' } }, 'target.鸡'],
    [{ target: { 鸡: 1 }, roles: ['雉'] }, 'roles'],
    [{ target: { 鸡: 1 }, roles: { 鸡: '雉' } }, 'roles.鸡'],
    [{ target: { 鸡: 1 }, equations: ['鸡 + 兔 = 3'] }, 'equations'],
    [{ target: 5, equations: ['x = 3'] }, 'equations'],
  ] as const)
    assert.throws(
      () => grade(sample as Partial<Sample>, '1'),
      (error: Error) => error instanceof FieldError && error.field === field,
      `${JSON.stringify(sample)} should name ${field}`,
    );
});

const pieces = [
  '1',
  '23',
  ',',
  '.',
  '/',
  ' ',
  '\n',
  '%',
  '$',
  '=',
  '+',
  '-',
  '*',
  '(',
  ')',
  'x',
  '\\boxed{',
  '}',
  '####',
  'Answer:',
  '答：',
  '所以',
  'so ',
  '鸡',
  'rabbits',
  '分别',
  'or',
  '百分之',
  '五',
  '十',
  '万',
  '分之',
  '半',
  '３',
  '½',
  'Question:',
  '\\frac{',
  '<<',
  '>>',
  '≈',
  '≡',
  '−',
  '١',
  '１，',
  '\\sqrt{',
  '√',
  '\\!',
  'x^',
  'is -',
  'e5',
  '千',
  'The correct answer is ',
  '不对，',
  'since ',
  'not ',
  'below zero',
  '[asy]',
  'Check: ',
  'le ',
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 120 }).map((list) => list.join('')),
);
const targets = [42, '1/4', '25%', { 鸡: 23, 兔: 12 }];

test('fuzz: no throw, a score of 0, 1 or null, the same bytes twice', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(...targets), fc.constantFrom('stop', 'length'), (input, output, target, finish) => {
      const first = grade({ input, target }, output, finish);
      assert.ok([0, 1, null].includes(first.score));
      assert.is(JSON.stringify(grade({ input, target }, output, finish)), JSON.stringify(first));
    }),
    { numRuns: 600, seed: 4 },
  );
});

test('1 MB of any text takes under a second', () => {
  for (const piece of [
    ...pieces,
    '1 ',
    '1,',
    '1/',
    '1+',
    '1=',
    '((',
    '12 chickens ',
    '鸡12',
    'x=1',
    'a=',
    '十百',
    '$1',
    '- ',
    'Answer: 1 or ',
    '\\boxed{1}',
    '#### 1\n',
    'Question: ',
    '鸡兔',
    '分别',
    '1%',
    'A: ',
    '答：1',
    'so 1 ',
    '分别鸡兔1',
    'a(',
    '\\^',
    'one hundred ',
    'and ',
    '点',
    '又',
    '1^',
    '\n- ',
    '=1=',
    '1+1=2,',
    'which 1',
    '1,5 ',
    '12 000 ',
    '1万2千',
    '\\frac{1}{2} ',
    '(1 a) ',
    'since 1, ',
    'that is wrong. 1. ',
    'x + ',
    'Let c be chickens. c = 1. ',
    'not 1 chickens ',
    'check: 1\n',
    ': 1 have 2: ',
    '=',
    '1 = ',
  ]) {
    const output = piece.repeat(Math.ceil(1_000_000 / piece.length));
    for (const target of [42, { 鸡: 23, 兔: 12 }]) {
      const start = processorSeconds();
      grade({ target }, output);
      const seconds = processorSeconds() - start;
      assert.ok(seconds < 1, `${JSON.stringify(piece)} took ${seconds.toFixed(2)} s`);
    }
  }
});

test('10,000 grades take under 5 seconds', () => {
  const start = processorSeconds();
  for (let i = 0; i < 10_000; i++) {
    const row = planted[i % planted.length] as Planted;
    grade(row, row.output, row.finish);
  }
  const seconds = processorSeconds() - start;
  assert.ok(seconds < 5, `took ${seconds.toFixed(2)} s`);
});

test.run();

// What each judge tells a reader about a sample.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Judge } from '../../harness/core/types.js';
import { code, constraints, json, math, poem } from '../../judges/index.js';

const told = (judge: Judge, target: unknown) => judge.expects?.({ id: 'x', input: 'Q', target });

test('math: the number, or one a role', () => {
  assert.is(told(math, '1/4'), 'The right answer: 1/4.');
  assert.is(told(math, { chicken: 23, rabbit: 12 }), 'The right answer: chicken 23, rabbit 12.');
});

test('json: the schema', () => {
  assert.is(told(json, { schema: { type: 'object' } }), 'The JSON has to fit this JSON Schema: {"type":"object"}');
});

test('code: cases, comments and what is forbidden, long cases cut', () => {
  const cases = [
    { args: [[2, 1]], want: [1, 2] },
    { args: ['x'.repeat(300)], want: null },
  ];
  const [head, first, long = '', ...rest] =
    told(code, { entry: 'f', cases, commentLanguage: 'zh', forbid: ['sorted', '.sort'] })?.split('\n') ?? [];
  assert.equal([head, first], ['A function f:', 'f([2,1]) gives [1,2]']);
  assert.is(long.length, 201);
  assert.equal(rest, ['Comments in Chinese.', 'Without sorted, .sort.']);
  assert.match(told(code, { entry: '*', cases }) ?? '', 'A function of any name, here f:');
});

test('constraints: a demand a line', () => {
  const target = {
    constraints: [{ kind: 'sentences_exactly', n: 2 }, { kind: 'latin_absent' }, { kind: 'excludes', words: ['a'] }],
  };
  assert.is(told(constraints, target), 'Demands:\nsentences exactly: n 2\nlatin absent\nexcludes: words ["a"]');
  assert.throws(() => told(constraints, {}), /target\.constraints/);
});

test('poem: language and form', () => {
  assert.is(
    told(poem, { language: 'zh', form: '绝句', charactersPerLine: 7, lines: 4, rhyme: true, topic: ['月'] }),
    'Expected: a poem in Chinese; form: 绝句; 4 lines; 7 characters a line; rhymed.',
  );
});

test.run();

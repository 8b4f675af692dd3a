// Examples before the question: which, in which order, and what is refused.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fewShot } from '../../../harness/run/few-shot.js';

const samples = [
  { id: 'a-en', lang: 'en', tags: ['sum'], input: '1 + 1', output: '2' },
  { id: 'a-zh', lang: 'zh', tags: ['sum'], input: '一加一', output: '二' },
  { id: 'b-en', lang: 'en', tags: ['word'], input: 'say a', output: 'a' },
  { id: 'c-en', lang: 'en', tags: ['sum'], input: '2 + 2', output: '4' },
];
const examples = { name: 'shown', path: 'datasets/shown/data.jsonl', sha256: '', samples };
const question = { id: 'q', lang: 'en', input: '3 + 3' };

test('the first examples of the tag and the language, as turns, then the question', () => {
  assert.equal(fewShot(examples, { shots: 2, tag: 'sum' })(question), [
    { role: 'user', content: '1 + 1' },
    { role: 'assistant', content: '2' },
    { role: 'user', content: '2 + 2' },
    { role: 'assistant', content: '4' },
    { role: 'user', content: '3 + 3' },
  ]);
  assert.equal(fewShot(examples, { shots: 0 })(question), [{ role: 'user', content: '3 + 3' }]);
  assert.equal(
    fewShot(examples, { shots: 1 })({ id: 'q', lang: 'zh', input: '三加三' }).map(({ content }) => content),
    ['一加一', '二', '三加三'],
  );
});

test('a sample without a language gets those of any; a sample is no example of itself', () => {
  assert.equal(fewShot(examples, { shots: 2 })({ id: 'q', input: '?' })[2]?.content, '一加一');
  assert.is(fewShot(examples, { shots: 1 })({ id: 'a-en', lang: 'en', input: '1 + 1' })[0]?.content, 'say a');
});

test('bad input gets one line', () => {
  assert.throws(() => fewShot(examples, { shots: 1.5 }), 'expected `shots` to be a whole number, 0 or more, got 1.5');
  assert.throws(
    () => fewShot(examples, { shots: 2, tag: 'sum' })({ id: 'q', lang: 'zh', input: '?' }),
    'expected 2 examples tagged sum in zh, found 1 in datasets/shown/data.jsonl',
  );
  assert.throws(
    () => fewShot({ ...examples, samples: [{ id: 'x', input: '?' }] }, { shots: 1 }),
    'datasets/shown/data.jsonl: expected an example to have an `output`, a text, got undefined in "x"',
  );
});

test.run();

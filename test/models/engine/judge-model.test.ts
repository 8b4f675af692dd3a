// The embedded model as a judge: what it gives are probabilities, and they do not depend on what was asked before.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smollm2 } from '../../../models/catalog/smollm2.js';
import { localJudgeModel } from '../../../models/engine/judge-model.js';

const model = smollm2();
const by = localJudgeModel(model);
test.after(() => model.close());

const rule =
  'Is the following sentence true? Reply with one word and no other text at all, and do not explain why you reply so. ';
const ask = (text: string) => [{ role: 'user' as const, content: `${rule}${text}` }];
const menu = ['Yes', 'No', 'Yes, it is', 'Yesterday'];

test('the same question has the same probabilities, whatever was asked before', async () => {
  const first = await by.probabilities?.(ask('The sky is blue.'), menu);
  await by.probabilities?.(ask('The sea is dry, and ships sail on it.'), ['A', 'B']);
  assert.equal(await by.probabilities?.(ask('The sky is blue.'), menu), first);
  await model.close();
  assert.equal(await by.probabilities?.(ask('The sky is blue.'), menu), first);
});

test('a reply is no likelier than its prefix, and mutually exclusive replies sum to less than 1', async () => {
  const [yes = 0, no = 0, longer = 0] = (await by.probabilities?.(ask('Ice is cold.'), menu)) ?? [];
  assert.ok(longer <= yes && longer > 0, `${longer} ${yes}`);
  assert.ok(yes + no > 0 && yes + no <= 1, `${yes} ${no}`);
});

test('the probability of a reply is the product over its tokens given by `trace`', async () => {
  const { tokens } = await model.trace({ messages: ask('Fire is hot.'), decoding: { maxNewTokens: 2 }, trial: 0 });
  const [one, two] = tokens.map(({ text }) => text) as [string, string];
  const [first, both] = await model.next(ask('Fire is hot.'), [one, one + two]);
  assert.ok(Math.abs((first as number) - Math.exp(tokens[0]?.logProbability as number)) < 1e-6);
  const joint = Math.exp((tokens[0]?.logProbability as number) + (tokens[1]?.logProbability as number));
  assert.ok(Math.abs((both as number) - joint) < 1e-4, `${both} ${joint}`);
});

test('concurrent questions do not interfere', async () => {
  const texts = ['The sky is blue.', 'The sky is red.', 'A horse is a bird.'];
  const alone = [];
  for (const text of texts) alone.push(await by.probabilities?.(ask(text), menu));
  assert.equal(await Promise.all(texts.map((text) => by.probabilities?.(ask(text), menu))), alone);
});

test('an invalid question is a RangeError', async () => {
  for (const [text, replies] of [
    ['x', ['A', 'A']],
    ['x', ['']],
    ['word '.repeat(9000), ['A', 'B']],
  ] as const)
    try {
      await model.next(ask(text), [...replies]);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, RangeError);
    }
});

test.run();

// Answers held to a schema, by the embedded weights: JSON that fits, the same by reading, the same when it goes on.
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decoding, Generation, Reading, Request, TokenAnswer } from '../../../harness/core/types.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { unpackTokens } from '../../../harness/records/tokens.js';
import { checkDecoding } from '../../../models/engine/decoding.js';
import { localModel } from '../../../models/index.js';

const folder = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const model = localModel({ id: 'x', family: 'x', folder, workers: 1, batch: 4 });
const { read, goOn } = model as Required<typeof model>;
const schema = {
  type: 'object',
  properties: { name: { type: 'string', minLength: 1, maxLength: 12 }, age: { type: 'integer', minimum: 18, maximum: 99 } },
  required: ['name', 'age'],
};
const ask = (content: string, decoding: Decoding): Request => ({ messages: [{ role: 'user', content }], decoding, trial: 0 });
const user = 'Describe a user with name and age, as JSON.';
const requests = [
  ask(user, { maxNewTokens: 40, schema }),
  ask(user, { maxNewTokens: 40, schema, temperature: 1.5, seed: 7 }),
  ask('写一首诗', { maxNewTokens: 40, schema, temperature: 1, topP: 0.9, seed: 3 }),
  ask(user, { maxNewTokens: 24, schema: { type: 'object', properties: { story: { type: 'string' } }, required: ['story'] } }),
  ask(user, { maxNewTokens: 5, schema: { const: 1 } }),
  ask(user, { maxNewTokens: 5 }),
];
const answers: Generation[] = [];
for await (const one of model.generate(requests)) answers.push(one);
const answerTo = (i: number) => answers.find(({ key }) => key === requestKey(model, requests[i] as Request)) as Generation;
const tokenAnswer = (i: number): TokenAnswer => {
  const { key, tokens } = answerTo(i);
  return { key, request: requests[i] as Request, tokens: unpackTokens(tokens as string) };
};

async function readings(list: TokenAnswer[]): Promise<Reading[]> {
  const found = new Map<string, Reading>();
  for await (const one of read(list)) found.set(one.key, one);
  return list.map(({ key }) => found.get(key) as Reading);
}

test('answers fit, greedy and sampled', () => {
  for (const i of [0, 1, 2]) {
    const { output, finish, minMargin } = answerTo(i);
    const { name, age, ...rest } = JSON.parse(output) as { name: string; age: number };
    assert.ok([...name].length >= 1 && [...name].length <= 12 && Number.isInteger(age) && age >= 18 && age <= 99, output);
    assert.equal(rest, {});
    assert.is(finish, 'stop');
    assert.ok((minMargin as number) >= 0);
  }
  assert.throws(() => JSON.parse(answerTo(5).output), undefined, 'without a schema it says something else');
});

test('an answer at its limit is closed there, and says that it was cut', () => {
  const { output, finish, outputTokens } = answerTo(3);
  assert.is(typeof (JSON.parse(output) as { story: string }).story, 'string');
  assert.is(finish, 'length');
  assert.ok((outputTokens as number) <= 24);
});

test('where there is no choice there is no margin', () => {
  const { output, finish, minMargin } = answerTo(4);
  assert.equal({ output, finish, minMargin }, { output: '1', finish: 'stop', minMargin: undefined });
});

test('reading confirms them, with their margins, and finds another token', async () => {
  const list = [0, 1, 2, 3, 4, 5].map(tokenAnswer);
  for (const [i, { wrong, says, minMargin }] of (await readings(list)).entries()) {
    const { output, finish, minMargin: before = Number.POSITIVE_INFINITY } = answerTo(i);
    assert.is(wrong, undefined, `${i}`);
    assert.equal(says && { output: says.output, finish: says.finish }, { output, finish }, `${i}`);
    assert.ok(minMargin === before || Math.abs(minMargin - before) < 5e-4, `${i}: ${minMargin} ${before}`);
  }
  const planted = [0, 1].map((i) => {
    const { key, request, tokens } = tokenAnswer(i);
    return { key, request, tokens: tokens.map((token, at) => (at === 2 ? 40_000 : token)) };
  });
  for (const { wrong, says } of await readings(planted)) {
    assert.is(wrong?.at, 2);
    assert.is(says, null, 'such tokens are no answer to the schema');
  }
});

test('going on from a part ends as it was', async () => {
  const parts = [0, 1, 3].map((i) => ({ ...tokenAnswer(i), tokens: tokenAnswer(i).tokens.slice(0, 5) }));
  let count = 0;
  for await (const { key, output, finish, tokens } of goOn(parts)) {
    const before = answers.find((one) => one.key === key);
    assert.equal({ output, finish, tokens }, { output: before?.output, finish: before?.finish, tokens: before?.tokens });
    count++;
  }
  assert.is(count, 3);
});

test('the schema is part of the key, the order of its keys is not; without one the key is as before', () => {
  const { properties, required, type } = schema;
  const { age, name } = properties;
  const other: Request = {
    ...(requests[0] as Request),
    decoding: { maxNewTokens: 40, schema: { required, properties: { age, name }, type } },
  };
  assert.is(requestKey(model, other), requestKey(model, requests[0] as Request));
  assert.is.not(requestKey(model, ask(user, { maxNewTokens: 40 })), requestKey(model, requests[0] as Request));
  assert.is(
    requestKey({ digest: 'd' }, ask('x', { maxNewTokens: 5 })),
    '5743fa748a616dd4d36df922f096c77e21ee7d3ca5b266a017ff3fd051ce3797',
  );
});

test('what cannot be done is said before anything is asked', async () => {
  const refusal = async (decoding: Decoding) => {
    try {
      for await (const _ of model.generate([ask(user, decoding)]));
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };
  assert.match(
    await refusal({ maxNewTokens: 40, schema: { ...schema, minProperties: 1 } }),
    /^expected `decoding\.schema\.minProperties` to be left out: it cannot be held/,
  );
  assert.match(
    await refusal({ maxNewTokens: 4, schema }),
    /^expected `decoding\.maxNewTokens` to be at least \d+ for this schema, got 4/,
  );
  assert.match(await refusal({ maxNewTokens: 40, schema, stop: ['}'] }), /`decoding\.stop` to be left out beside `schema`/);
  assert.throws(
    () => checkDecoding({ maxNewTokens: 4, schema: 'x' as unknown as Record<string, unknown> }),
    /`decoding\.schema` to be a JSON Schema, an object, got "x"/,
  );
});

test.after(async () => {
  await model.close();
});

test.run();

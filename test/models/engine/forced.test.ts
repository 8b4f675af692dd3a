// An answer read token by token: the model's own falls short nowhere; one changed word does.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { smollm2 } from '../../../models/catalog/smollm2.js';

const model = smollm2();
const messages = [{ role: 'user' as const, content: 'What is 2 + 3?' }];

test.after(() => model.close());

test("the model's own greedy answer is its best at every token, its end included", async () => {
  const { generation, tokens } = await model.trace({ messages, decoding: { maxNewTokens: 60 }, trial: 0 });
  const ended = generation.finish === 'stop';
  const { gaps, promptTokens } = await model.readOther(messages, { output: generation.output, ended });
  assert.is(promptTokens, generation.promptTokens);
  assert.is(gaps.length, ended ? tokens.length + 1 : tokens.length - 1);
  assert.ok(
    gaps.every((gap) => gap === 0),
    String(gaps),
  );
});

test('a word that it would not say falls short, and so does an end that comes too early', async () => {
  const { gaps } = await model.readOther(messages, { output: 'Umbrella of the seventh moon', ended: false });
  assert.ok((gaps[0] as number) > 1, String(gaps));
  const early = await model.readOther(messages, { output: 'The', ended: true });
  assert.ok((early.gaps.at(-1) as number) > 1, String(early.gaps));
  const none = await model.readOther(messages, { output: '', ended: true });
  assert.is(none.gaps.length, 1);
  assert.equal((await model.readOther(messages, { output: '', ended: false })).gaps, []);
});

test('a text that does not fit is refused', async () => {
  const error = await model.readOther(messages, { output: 'word '.repeat(20_000), ended: true }).then(
    () => null,
    (reason: unknown) => reason,
  );
  assert.instance(error, RangeError);
});

test.run();

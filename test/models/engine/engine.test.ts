// The decode loop on the embedded weights: what it says is what transformers.js' own generate() says, in whatever company.
import { fileURLToPath } from 'node:url';
import { AutoModelForCausalLM, type PreTrainedModel, Tensor } from '@huggingface/transformers';
import type { InferenceSession } from 'onnxruntime-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decoding } from '../../../harness/core/types.js';
import { type Decoded, decode, type Prompt } from '../../../models/engine/decode.js';
import { likelihood } from '../../../models/engine/likelihood.js';
import { openModel } from '../../../models/engine/open.js';
import { grouped } from '../../../models/engine/prefixes.js';
import { Present } from '../../../models/engine/present.js';
import { Queue } from '../../../models/engine/queue.js';
import type { Runner } from '../../../models/engine/runner.js';
import { stretches } from '../../../models/engine/runner.js';

const folder = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const model = await openModel(folder, 'portable', 1);
const reference: PreTrainedModel = await AutoModelForCausalLM.from_pretrained(folder, {
  local_files_only: true,
  dtype: 'q4',
  device: 'cpu',
  use_external_data_format: false,
  session_options: { intraOpNumThreads: 1 }, // one thread: tests run beside each other
});
const chats = [
  'Name a fruit.',
  'Write a short poem about spring.',
  '写一首关于春天的诗',
  'What is 2 + 2? Answer with a number.',
].map((content) => model.encodeChat([{ role: 'user', content }]));

async function answers(decodings: Decoding[], runner: Runner, inGroups = false): Promise<Decoded[]> {
  const prompts: Prompt[] = decodings.map((decoding, index) => ({
    index,
    ids: chats[index % chats.length] as number[],
    decoding,
  }));
  const all: Decoded[] = [];
  const queue = new Queue(inGroups ? grouped(prompts) : prompts, true);
  for await (const one of decode(model, runner, queue)) all[one.index] = one;
  return all;
}

async function generated(ids: number[], maxNewTokens: number): Promise<number[]> {
  const output = (await reference.generate({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
    max_new_tokens: maxNewTokens,
    do_sample: false,
    repetition_penalty: 1,
  } as never)) as Tensor;
  const all = Array.from(output.data as BigInt64Array, Number).slice(ids.length);
  return model.eosTokenIds.has(all.at(-1) as number) ? all.slice(0, -1) : all;
}

const short: Decoding[] = chats.map((_, i) => ({ maxNewTokens: 6 + 3 * i }));
const alone = await answers(short, model.runner(1));

test('greedy text is that of generate(), token for token', async () => {
  for (const [i, ids] of chats.entries()) assert.equal(alone[i]?.ids, await generated(ids, short[i]?.maxNewTokens as number));
});

test('a batch gives the same text, and rows that end early leave the others alone', async () => {
  assert.equal(
    (await answers(short, model.runner(3))).map(({ ids }) => ids),
    alone.map(({ ids }) => ids),
  );
});

test('margins of a batch are the same to the last bit, however many rows or threads there are, the last row alone too', async () => {
  const all = await answers(short, model.runner(16));
  for (const rows of [2, 3]) assert.equal(await answers(short, model.runner(rows)), all, `${rows} rows`);
  const only = [short[0] as Decoding];
  assert.equal(await answers(only, model.runner(16)), all.slice(0, 1), 'an only one');
  for (const threads of [2, 3]) {
    const other = await openModel(folder, 'portable', threads);
    assert.equal(await answers(short, other.runner(16)), all, `${threads} threads`);
    await other.close();
  }
});

test('a shared prefix changes no token and no margin', async () => {
  const shared = grouped(chats.map((ids, index) => ({ index, ids, decoding: {} as Decoding }))).map((one) => one.shared);
  assert.ok(
    shared.every((tokens = 0) => tokens >= 20 && tokens === shared[0]),
    `${shared} tokens in common`,
  );
  assert.equal(await answers(short, model.runner(1), true), alone);
});

test('prompts of several kinds, each after the prefix of its kind, beside rows of another: the same to the last bit', async () => {
  const shown = ['Answer in one word. Red and yellow make orange.', '请用一个词回答。红色和黄色混合成橙色。'];
  const prompts = grouped(
    ['Blue and yellow?', 'Red and blue?', 'Black and white?'].flatMap((question, i) =>
      shown.map((words, kind) => ({
        index: 2 * i + kind,
        ids: model.encodeChat([
          { role: 'user', content: words },
          { role: 'user', content: question },
        ]),
        decoding: { maxNewTokens: 3 + 4 * i },
      })),
    ),
  );
  assert.equal(
    prompts.map(({ index }) => index),
    [0, 2, 4, 1, 3, 5],
  );
  assert.is.not(prompts[0]?.shared, prompts[3]?.shared);
  const told = async (all: Prompt[]) => {
    const found: Decoded[] = [];
    for await (const one of decode(model, model.runner(2), new Queue(all, true))) found[one.index] = one;
    return found;
  };
  assert.equal(await told(prompts), await told(prompts.map((prompt) => ({ ...prompt, shared: 0 }))));
});

test('a graph without row outputs gives the same through its present outputs', async () => {
  const session = (reference.sessions as Record<string, InferenceSession>).model as InferenceSession;
  const runner = new Present(session, model.shape.vocabulary);
  assert.equal(
    (await answers(short, runner, true)).map(({ ids }) => ids),
    alone.map(({ ids }) => ids),
  );
});

test('sampled text depends on its seed, not on other rows', async () => {
  const sampled = (seed: number): Decoding => ({ maxNewTokens: 6, temperature: 1.2, topP: 0.95, topK: 50, seed });
  const seeds = [1, 2, 3, 4];
  const single = await answers(seeds.map(sampled), model.runner(1));
  const together = await answers(seeds.map(sampled), model.runner(4));
  assert.equal(
    together.map(({ output }) => output),
    single.map(({ output }) => output),
  );
  const other = await answers([5, 6, 7, 8].map(sampled), model.runner(4));
  assert.is.not(other.map(({ output }) => output).join(), single.map(({ output }) => output).join());
});

test('length, stop strings and the end-of-sequence token end an answer', async () => {
  assert.equal(
    alone.map(({ finish, ids }) => finish === 'stop' || ids.length > 0),
    alone.map(() => true),
  );
  const [one] = await answers([{ maxNewTokens: 1 }], model.runner(1));
  assert.equal([one?.finish, one?.ids.length], ['length', 1]);
  const text = alone[1]?.output as string;
  const stop = text.slice(6, 9); // of its first 9 tokens
  const [, cut] = await answers([{ maxNewTokens: 1 }, { maxNewTokens: 9, stop: ['not in it', stop] }], model.runner(2));
  assert.equal([cut?.finish, cut?.output], ['stop', text.slice(0, text.indexOf(stop))]);
  const { ids = [], output = '' } = cut ?? {};
  assert.ok(model.decode(ids).startsWith(output));
  assert.not.ok(model.decode(ids.slice(0, -1)).startsWith(output), 'no token of the stop string is counted');
});

test('log-probabilities of an answer, and perplexity, match the full logits', async () => {
  const ids = model.encode('The quick brown fox jumps over the lazy dog. '.repeat(8));
  const { logits } = (await reference.forward({
    input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), [1, ids.length]),
  })) as { logits: Tensor };
  const size = model.shape.vocabulary;
  const all = logits.data as Float32Array;
  const expected = ids.slice(1).map((id, i) => {
    const row = all.subarray(i * size, (i + 1) * size);
    return (row[id] as number) - Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
  });
  const got = await likelihood(model, model.runner(1), ids);
  assert.is(got.tokens, ids.length - 1);
  for (const [i, value] of expected.entries())
    assert.ok(Math.abs(value - (got.logProbabilities[i] as number)) < 1e-3, `token ${i}`);
  assert.ok(Math.abs(got.perplexity - Math.exp(-expected.reduce((a, b) => a + b) / expected.length)) < 1e-3);
});

test('prompts are split into chunks of at least two tokens', () => {
  for (let length = 2; length < 300; length++)
    for (const most of [3, 64]) {
      const parts = stretches(length, most);
      assert.is(
        parts.reduce((a, b) => a + b),
        length,
      );
      assert.ok(parts.every((part) => part >= 2 && part <= most) || most === 3, `${length}: ${parts}`);
    }
  assert.equal(stretches(1, 64), [1]);
  assert.equal(stretches(0, 64), []);
});

test.run();

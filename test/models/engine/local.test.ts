// The embedded model as experiments meet it.
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import type { Generation, Request } from '../../../harness/core/types.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { localModel, smollm2 } from '../../../models/index.js';

const folder = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const ask = (content: string, maxNewTokens = 6): Request => ({
  messages: [{ role: 'user', content }],
  decoding: { maxNewTokens },
  trial: 0,
});
const questions = ['Name a fruit.', 'Say hello.', 'What is 2 + 2?', '春天', 'Name a color.', 'Count to ten.'].map((text) =>
  ask(text),
);

async function all(model: { generate(requests: Request[]): AsyncIterable<Generation> }, requests: Request[]): Promise<string[]> {
  const byKey = new Map<string, Generation>();
  for await (const generation of model.generate(requests)) byKey.set(generation.key, generation);
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { output, finish }]) => `${finish} ${output}`);
}

test('identity needs no weights', () => {
  const [portable, fast] = [smollm2(), smollm2({ arithmetic: 'fast' })];
  assert.equal([portable.id, fast.id], ['smollm2-135m-instruct', 'smollm2-135m-instruct-fast']);
  assert.is(portable.family, 'smollm');
  assert.is.not(portable.digest, fast.digest);
  const light = mkdtempSync(join(tmpdir(), 'light-'));
  cpSync(folder, light, { recursive: true, filter: (path) => !path.includes('onnx/') });
  assert.is(localModel({ id: 'x', family: 'x', folder: light }).digest, portable.digest);
});

test("workers, batches and a single in-process row give the same answers under the requests' keys", async () => {
  const here = localModel({ id: 'x', family: 'x', folder, workers: 0, threads: 1 });
  const plain = await all(here, questions);
  assert.is(plain.length, questions.length);
  const batched = localModel({ id: 'x', family: 'x', folder, batch: 3, workers: 0, threads: 1 });
  assert.equal(await all(batched, questions), plain);
  const pool = localModel({ id: 'x', family: 'x', folder, batch: 2, workers: 2 });
  assert.equal(await all(pool, questions), plain);
  assert.equal(await all(pool, questions.slice(0, 1)), await all(here, questions.slice(0, 1)), 'a pool serves a second run');
  const keys: string[] = [];
  for await (const { key } of pool.generate(questions)) keys.push(key);
  assert.equal(keys.sort(), questions.map((request) => requestKey(pool, request)).sort());
  await Promise.all([here, batched, pool].map((model) => model.close()));
});

test('stopping a run early ends its workers, and the model can be used again', async () => {
  const pool = localModel({ id: 'x', family: 'x', folder, batch: 1, workers: 2 });
  for await (const { finish } of pool.generate(questions)) {
    assert.is(finish, 'length');
    break;
  }
  assert.is((await all(pool, questions.slice(0, 2))).length, 2);
  await pool.close();
});

test('a prompt longer than the context is an error that says so, and the others are answered', async () => {
  const model = localModel({ id: 'x', family: 'x', folder, workers: 0, threads: 1 });
  const got: Generation[] = [];
  for await (const generation of model.generate([ask('word '.repeat(9000)), ask('Hello', 2)])) got.push(generation);
  assert.equal(
    got.map(({ finish }) => finish),
    ['error', 'length'],
  );
  assert.match(got[0]?.error as string, /the prompt has 9\d\d\d tokens, and the model's context ends at 8192/);
  assert.is(got[0]?.permanent, true);
  await model.close();
});

test('trace returns each token with its log-probability, and calls back for each', async () => {
  const model = localModel({ id: 'x', family: 'x', folder, workers: 0, threads: 1 });
  const seen: number[] = [];
  const { generation, tokens } = await model.trace(ask('Name a fruit.', 4), (token) => seen.push(token));
  assert.equal(
    tokens.map(({ id }) => id),
    seen.slice(0, tokens.length),
  );
  assert.is(tokens.map(({ text }) => text).join(''), generation.output);
  assert.ok(tokens.every(({ logProbability }) => logProbability <= 0 && logProbability > -5));
  const { perplexity } = await model.perplexity('The cat sat on the mat, and the dog sat on the rug.');
  assert.ok(perplexity > 2 && perplexity < 100, `${perplexity}`);
  await model.close();
});

test('missing weights: one line that names file, hash and command', async () => {
  const light = mkdtempSync(join(tmpdir(), 'light-'));
  cpSync(folder, light, { recursive: true, filter: (path) => !path.endsWith('onnx_data_1') });
  const model = localModel({ id: 'x', family: 'x', folder: light, restore: (file) => `git checkout -- ${file}` });
  try {
    await all(model, questions);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.match(
      (error as UserError).message,
      /onnx_data_1: expected a file with SHA-256 5a3d2e.*git checkout -- onnx\/model_q4.onnx_data_1/,
    );
  }
});

test.run();

// The article as data: 25 claims, seven printed answers, and models that replay those answers and no others.
import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import type { Generation, Model, Request } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { json } from '../../judges/json/index.js';
import { math } from '../../judges/math/index.js';
import { printed } from '../../models/catalog/printed.js';
import { repository } from '../fixtures/projects.js';

const { samples: claims } = await load(repository, 'article-claims');
const dataset = await load(repository, 'article-outputs');
const { samples: outputs, sha256 } = dataset;
const of = (name: string) => printed({ id: name, family: 'none', dataset, where: ({ model }) => model === name });

const ask = (content: string, trial = 0): Request => ({
  messages: [{ role: 'user', content }],
  decoding: { maxNewTokens: 256 },
  trial,
});

async function answer(model: Model, request: Request): Promise<Generation> {
  for await (const generation of model.generate([request])) return generation;
  throw new Error('no answer');
}

test('the claims are C1 to C25, each with something claimed and what would decide it', () => {
  assert.equal(
    claims.map(({ id }) => id),
    Array.from({ length: 25 }, (_, i) => `C${i + 1}`),
  );
  for (const { id, qwen, tinyllama, evidence, decides, datasets = [] } of claims) {
    assert.ok(qwen !== null || tinyllama !== null, id);
    assert.ok(['file', 'document', 'measurement', 'experiment', 'judgement'].includes(String(evidence)), id);
    assert.ok(String(decides).length > 20, id);
    for (const name of datasets as string[]) assert.ok(existsSync(`datasets/${name}/data.jsonl`), `${id}: ${name}`);
  }
});

test('the numbers of a claim are in its words', () => {
  for (const { id, input, numbers } of claims) {
    const { unit: _, ...of } = (numbers ?? {}) as Record<string, unknown>;
    for (const value of Object.values(of).flat() as number[]) {
      const said = value % 1024 === 0 ? `${value / 1024}k` : String(value);
      assert.match(input.replace('Qwen2.5-0.5B-Instruct', ''), said, `${id}: ${said}`);
    }
  }
});

test('the models replay what was printed, word for word, and cover nothing else', async () => {
  for (const [name, count] of [
    ['qwen2.5-0.5b-instruct', 4],
    ['tinyllama', 3],
  ] as const) {
    const model = of(name);
    assert.is(model.digest, sha256);
    assert.is(await model.isAvailable?.(), false);
    const own = outputs.filter((sample) => sample.model === name);
    assert.is(own.length, count);
    for (const sample of own) {
      const request = ask(sample.input);
      assert.ok(model.covers?.(request));
      assert.equal(await answer(model, request), {
        key: requestKey({ digest: sha256 }, request),
        output: sample.output,
        finish: 'stop',
        promptTokens: null,
        outputTokens: null,
      });
      assert.not.ok(model.covers?.(ask(sample.input, 1)), 'a second trial was never printed');
      assert.not.ok(model.covers?.(ask(`${sample.input} `)), 'another prompt was never asked');
    }
  }
  assert.not.ok(of('tinyllama').covers?.(ask('请用中文写一首关于春天的诗')), 'its poem is not printed');
});

test('judges agree with the article on what it prints, where they can', async () => {
  const cage = (await load(repository, 'chickens-and-rabbits')).samples.find(
    ({ id }) => id === 'cage-01-zh',
  ) as (typeof outputs)[number];
  const user = (await load(repository, 'user-json')).samples.find(({ id }) => id === 'user-01-zh') as (typeof outputs)[number];
  const output = (id: string) => ({
    output: String(outputs.find((sample) => sample.id === id)?.output),
    finish: 'stop' as const,
  });
  assert.is((await math.grade(cage, output('qwen-math'))).score, 1);
  assert.is((await math.grade(cage, output('tinyllama-math'))).score, 1);
  assert.is((await json.grade(user, output('qwen-json'))).score, 1);
  assert.is((await json.grade(user, output('tinyllama-json'))).verdict, 'not JSON');
});

test.run();

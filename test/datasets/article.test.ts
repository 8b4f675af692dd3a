// The article as data: 25 claims, seven printed answers, and models that replay those answers and no others.
import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import type { Generation, Model, Request } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { code } from '../../judges/code/index.js';
import { json } from '../../judges/json/index.js';
import { math } from '../../judges/math/index.js';
import { hubModels } from '../../models/catalog/hub.js';
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

test('the claims are C1 to C25, each with something claimed, its words, and what would decide it', () => {
  assert.equal(
    claims.map(({ id }) => id),
    Array.from({ length: 25 }, (_, i) => `C${i + 1}`),
  );
  const things = new Set([...hubModels.map(({ name }) => name), ...outputs.map(({ id }) => id)]);
  const elsewhere = ['qwen:0.5b-instruct in the registry of Ollama', 'the list of models that TinyLlama publishes'];
  for (const { id, evidence, datasets = [], ...claim } of claims) {
    const said = (['qwen', 'tinyllama'] as const).filter((side) => claim[side] !== null);
    assert.ok(said.length > 0, id);
    for (const side of said) {
      const [words, thing, decides] = ['words', 'thing', 'decides'].map((name) => (claim[name] as Record<string, unknown>)[side]);
      assert.ok(Array.isArray(words) && words.length > 0, `${id}: ${side}`);
      assert.ok(thing === null || things.has(String(thing)) || elsewhere.includes(String(thing)), `${id}: ${thing}`);
      assert.ok(String(decides).length > 10, `${id}: ${side}`);
    }
    assert.ok(['file', 'document', 'measurement', 'experiment', 'judgement'].includes(String(evidence)), id);
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

const bare = (text: unknown) =>
  String(text)
    .replace(/^```python\n|\n```$/g, '')
    .replace(/\s/g, '');

test('of a program only the line breaks and the fence are ours, and steps quote what is printed', () => {
  const programs = outputs.filter(({ flat }) => flat !== undefined);
  assert.is(programs.length, 2);
  for (const { id, flat, output, ours } of programs) {
    assert.is(bare(output), bare(flat), id);
    assert.not.match(String(flat), /\n/);
    assert.match(String(ours), 'line breaks');
  }
  const sums = outputs.filter(({ steps }) => steps !== undefined);
  assert.is(sums.length, 2);
  for (const { id, output, steps } of sums)
    for (const { printed, means } of steps as { printed: string; means: string }[]) {
      assert.ok(String(output).includes(printed), `${id}: ${printed}`);
      for (const [number] of printed.matchAll(/\d+/g)) assert.match(means, number, `${id}: ${printed}`);
    }
});

test('wherever the last lines of the second program are put, it sorts: none of its verdict rests on our line breaks', async () => {
  const sample = (await load(repository, 'quicksort')).samples.find(
    ({ id }) => id === 'quicksort-01-zh',
  ) as (typeof outputs)[number];
  const lines = String(outputs.find(({ id }) => id === 'tinyllama-code')?.output).split('\n');
  const first = lines.findIndex((line) => line.includes('pivot =')) + 1;
  const layouts = Array.from({ length: lines.length - 1 - first }, (_, i) =>
    lines.map((line, at) => (at >= first + i ? line.replace(/^ {4}/, '') : line)).join('\n'),
  );
  assert.is(new Set(layouts).size, 3);
  for (const output of layouts) assert.is((await code.grade(sample, { output, finish: 'stop' })).score, 1, output);
  await code.close?.();
});

test.run();

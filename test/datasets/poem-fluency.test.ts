// Poems read for fluency: each is an answer to a prompt that is there, read twice, by points of the card's scale.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { readRecords } from '../../harness/records/records.js';
import { repository } from '../fixtures/projects.js';

const { samples } = await load(repository, 'poem-fluency');

test('prompt, target and language are those of the dataset, and the answer is one that the model gave', async () => {
  for (const sample of samples) {
    const { samples: asked } = await load(repository, String(sample.dataset));
    const prompt = asked.find(({ id }) => id === sample.sample);
    for (const field of ['input', 'target', 'lang']) assert.equal(sample[field], prompt?.[field], `${sample.id}: ${field}`);
    assert.is(sample.prompt, prompt?.pair, sample.id);
    const answers = [...readRecords(repository, String(sample.model), String(sample.dataset)).first.values()];
    assert.ok(
      answers.some(({ output, finish }) => output === sample.output && finish === sample.finish),
      `${sample.id} is no recorded answer`,
    );
  }
});

test('one to five points of each reader, all of them used, and their mean; no answer twice, half in each language', () => {
  for (const field of ['reading_1', 'reading_2'])
    assert.equal([...new Set(samples.map((sample) => sample[field]))].sort(), [1, 2, 3, 4, 5]);
  for (const { id, reading, reading_1, reading_2 } of samples)
    assert.is(reading, (Number(reading_1) + Number(reading_2)) / 2, id);
  assert.is(new Set(samples.map(({ output }) => output)).size, samples.length);
  assert.is(samples.filter(({ lang }) => lang === 'zh').length, samples.length / 2);
  const card = readFileSync('datasets/poem-fluency/README.md', 'utf8');
  for (const points of [1, 2, 3, 4, 5]) assert.match(card, `\n| ${points} | `);
});

test.run();

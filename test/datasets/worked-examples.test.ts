// A worked example is right: its judge passes the answer that is shown, read strictly.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { load } from '../../harness/core/load.js';
import { json } from '../../judges/json/index.js';
import { math } from '../../judges/math/index.js';
import { repository } from '../fixtures/projects.js';

const { samples } = await load(repository, 'worked-examples');

test('each shown answer passes, and another example’s answer does not', async () => {
  for (const [tag, judge] of [
    ['word-problem', math],
    ['json', json],
  ] as const) {
    const tagged = samples.filter(({ tags }) => tags?.includes(tag));
    assert.is(tagged.length, 8);
    for (const [i, sample] of tagged.entries()) {
      const score = async (output: unknown) => (await judge.grade(sample, { output: output as string, finish: 'stop' })).score;
      assert.is(await score(sample.output), 1, sample.id);
      assert.is(await score(tagged[(i + 2) % tagged.length]?.output), 0, sample.id);
    }
  }
});

test('none is of a family or kind that is asked', async () => {
  const asked = new Set<string>();
  for (const name of ['word-problems', 'json-objects'])
    for (const { tags = [] } of (await load(repository, name)).samples) for (const tag of tags) asked.add(tag);
  assert.ok(asked.has('cage') && asked.has('user'));
  for (const { tags = [] } of samples) for (const tag of tags) assert.not(asked.has(tag), tag);
});

test.run();

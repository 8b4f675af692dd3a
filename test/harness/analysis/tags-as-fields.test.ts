import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { tagsAsFields } from '../../../harness/analysis/tags-as-fields.js';

const dataset = {
  name: 'sums',
  path: 'datasets/sums/data.jsonl',
  sha256: '0',
  samples: [{ id: 'one', input: '1 + 1', tags: ['plus', 'level-1', 'other'] }],
};

test('the first tags become fields', () => {
  const [sample] = tagsAsFields(dataset, ['family', 'level']).samples;
  assert.equal([sample?.family, sample?.level, sample?.tags?.length], ['plus', 'level-1', 3]);
  assert.not.ok('family' in (dataset.samples[0] ?? {}), 'the dataset that was given stays as it was');
});

test('too few tags, and a name that is taken', () => {
  assert.throws(() => tagsAsFields(dataset, ['a', 'b', 'c', 'd']), /sample one of sums to have 4 tags for `d`/);
  assert.throws(() => tagsAsFields(dataset, ['input']), /no field `input`/);
});

test.run();

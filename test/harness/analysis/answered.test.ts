import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { answeredByAll } from '../../../harness/analysis/answered.js';
import { row } from '../rows.js';

/** `short` fits all, `long` fits b and c, `longer` fits c alone. */
const fits: Record<string, string[]> = { a: ['short'], b: ['short', 'long'], c: ['short', 'long', 'longer'] };
const rows = Object.entries(fits).flatMap(([model, texts]) =>
  ['longer', 'short', 'long'].map((id) => (texts.includes(id) ? row(model, id, 0) : row(model, id, null, { finish: 'error' }))),
);
const kept = (some: typeof rows) => some.map(({ model, sample }) => `${model.id} ${sample.id}`);

test('only the samples that every model answered, in the order of the rows', () => {
  assert.equal(kept(answeredByAll(rows)), ['a short', 'b short', 'c short']);
});

test('of some models: what the others could not answer stays out of it, their rows stay', () => {
  assert.equal(kept(answeredByAll(rows, ['b', 'c'])), ['a short', 'a long', 'b short', 'b long', 'c short', 'c long']);
});

test('one trial without an answer is enough to leave a sample out', () => {
  const twice = [...rows, row('c', 'long', null, { finish: 'error' }, 1)];
  assert.equal(kept(answeredByAll(twice, ['b', 'c'])), ['a short', 'b short', 'c short']);
});

test('a model that was not asked for a sample leaves it out; one without any rows, as in a draft, does not count', () => {
  const fewer = rows.filter(({ model, sample }) => model.id !== 'b' || sample.id !== 'short');
  assert.equal(kept(answeredByAll(fewer, ['b', 'c'])), ['a long', 'b long', 'c long']);
  assert.equal(kept(answeredByAll(rows, ['c', 'absent'])).length, 9);
  assert.equal(answeredByAll([]), []);
});

test.run();

// `--filter`: conditions, wildcards, and what is said where nothing matches.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { matches, parseFilter, whyNothing } from '../../../harness/core/filter.js';

const samples = [
  { id: 'cage-01-zh', lang: 'zh', level: 'level-3', tags: ['hard', 'level-3'], steps: 3 },
  { id: 'cage-01-en', lang: 'en', level: 'level-1', tags: ['easy'], steps: 0 },
];
type One = Record<string, unknown>;
const found = (...texts: string[]) =>
  samples.filter((sample) => matches(parseFilter(texts), (field) => (sample as One)[field])).map(({ id }) => id);

test('conditions with commas hold together, with | one is enough; levels and tags by their short names', () => {
  assert.equal(found('lang=zh'), ['cage-01-zh']);
  assert.equal(found('lang=zh,level=3'), ['cage-01-zh']);
  assert.equal(found('lang=en,level=3'), []);
  assert.equal(found('lang=zh', 'level=1'), []);
  assert.equal(found('lang=zh|en'), ['cage-01-zh', 'cage-01-en']);
  assert.equal(found('tags=easy'), ['cage-01-en']);
  assert.equal(found('steps=0'), ['cage-01-en']);
  assert.equal(found('level=1 '), ['cage-01-en']);
});

test('* stands for any text, and nothing else is special', () => {
  assert.equal(found('id=cage-*'), ['cage-01-zh', 'cage-01-en']);
  assert.equal(found('id=*-zh'), ['cage-01-zh']);
  assert.equal(found('id=c*1*h'), ['cage-01-zh']);
  assert.equal(found('id=cage-01-zh*zh'), []);
  assert.equal(found('id=cage.01.zh'), []);
  const long = 'a'.repeat(100_000);
  const started = performance.now();
  assert.not(matches(parseFilter([`id=${'*a'.repeat(40)}*b`]), () => long));
  assert.ok(performance.now() - started < 1000, 'no backtracking');
});

test('where nothing matches: the field, the value, or both at once', () => {
  const why = (...texts: string[]) =>
    whyNothing(samples, parseFilter(texts), { fieldsOf: Object.keys, inField: (sample, field) => (sample as One)[field] });
  assert.is(why('lng=zh'), 'expected --filter to name a field, one of id, lang, level, tags, steps, got "lng"');
  assert.is(why('lang=fr'), 'expected --filter lang= one of zh, en, got "fr"');
  assert.is(why('lang=en,level=3'), 'expected --filter to leave something, nothing has all these values at once');
  for (const text of ['lang', 'lang=', '=zh', ''])
    assert.throws(() => parseFilter([text]), /expected --filter FIELD=VALUE/, text);
});

test.run();

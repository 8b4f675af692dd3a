// What goes through the queue: batches, names, and what is refused.
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  answersLine,
  askLine,
  batches,
  batchesPerMinute,
  batchSize,
  idOf,
  parseAnswers,
  parseJob,
  strange,
} from '../../queue/job.js';

const asked = (length: number) => ({
  request: { messages: [{ role: 'user' as const, content: 'x'.repeat(length) }], decoding: { maxNewTokens: 8 }, trial: 0 },
});
const key = 'a'.repeat(64);
const own = { version: 1 as const, notebook: 'Mine', commit: 'c'.repeat(40) };
const job = { ...own, model: 'm', digest: 'd', dataset: 'sums', keys: [key], answers: 'evalbook-answers-0' };

test('batches hold every request once, 8 to 16 each from 17 on, of like length, the longest first', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { minLength: 1, maxLength: 200 }), (lengths) => {
      const all = lengths.map(asked);
      const made = batches(all);
      assert.equal(new Set(made.flat()), new Set(all));
      assert.is(made.flat().length, all.length);
      for (const batch of made) assert.ok(batch.length <= 16 && (all.length < 17 || batch.length >= 8), `${batch.length}`);
      const sorted = made.flat().map(({ request }) => request.messages[0]?.content.length ?? 0);
      assert.equal(
        sorted,
        [...lengths].sort((a, b) => b - a),
      );
    }),
  );
  assert.equal(batches([]), []);
});

test('a limit of requests a minute is kept in batches', () => {
  for (const perMinute of [1, 5, 16, 40, 1000]) assert.ok(batchSize(perMinute) * batchesPerMinute(perMinute) <= perMinute);
  assert.equal([batchSize(3), batchesPerMinute(3)], [3, 1]);
  assert.equal([batchSize(), batchSize(60), batchesPerMinute(60)], [16, 16, 3]);
});

test('an id is no integer and has no colon, even of keys that are digits', () => {
  assert.match(idOf(['1'.repeat(64)]), /^[a-z][a-z0-9-]+$/);
  assert.is.not(idOf([key, 'b'.repeat(64)]), idOf([key]));
});

test('models of one server wait in one line, others in their own; names take no part of what they stand for', () => {
  const limit = { server: 'https://example.org/v1', perMinute: 60 };
  assert.is(askLine({ id: 'a', limit }), askLine({ id: 'b', limit }));
  assert.is.not(askLine({ id: 'a' }), askLine({ id: 'b' }));
  for (const name of [askLine({ id: 'x:y/z', limit }), answersLine('No:tes', 'a:b', 'ü')]) assert.match(name, /^[a-z0-9-]+$/);
});

test('work of another notebook or commit is strange, and says why', () => {
  assert.is(strange(own, own), null);
  assert.match(strange({ ...own, notebook: 'Yours\u001b[31m' }, own) ?? '', 'another notebook, "Yours\\u{1b}[31m"');
  assert.match(
    strange({ ...own, commit: 'f'.repeat(40) }, own) ?? '',
    'commit ffffffffffff, and this checkout is at cccccccccccc',
  );
});

test('what is no batch, or of another version, is refused in one line', () => {
  assert.equal(parseJob(job, 'q'), job);
  for (const wrong of [
    null,
    'x',
    { ...job, version: 2 },
    { ...job, prompt: 'hi' },
    { ...job, keys: [] },
    { ...job, keys: ['1:2'] },
  ])
    assert.throws(() => parseJob(wrong, 'redis://h'), /^redis:\/\/h: expected a batch of requests of version 1, got /);
  assert.throws(() => parseJob({ ...job, version: 2 }, 'q'), 'got version 2: the other side has another evalbook');
  const generation = { key, output: 'x', finish: 'stop', promptTokens: 1, outputTokens: 1 };
  assert.ok(parseAnswers({ ...own, by: 'h', generations: [generation] }, 'q'));
  assert.throws(() => parseAnswers({ ...own, by: 'h', generations: [{ ...generation, output: 5 }] }, 'q'), 'another program');
});

test.run();

// A key says which model was asked: by its digest, and by what a server calls it. The keys of what is recorded never change.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import type { Request } from '../../../harness/core/types.js';
import { readRecords, toRecord } from '../../../harness/records/records.js';
import { requestKey } from '../../../harness/records/request-key.js';
import { repository } from '../../fixtures/projects.js';

const request: Request = { messages: [{ role: 'user', content: 'hi' }], decoding: { maxNewTokens: 5 }, trial: 0 };

test('without a name the key is that of digest, messages, decoding and trial alone', () => {
  const text = '{"decoding":{"maxNewTokens":5},"messages":[{"content":"hi","role":"user"}],"model":"ab","trial":0}';
  assert.is(requestKey({ digest: 'ab' }, request), sha256(text));
});

test('every recorded answer of a committed file is found under the key that it has', () => {
  const { first } = readRecords(repository, 'smollm2-135m-instruct', 'spring-poem');
  assert.ok(first.size > 0);
  for (const { key, model, messages, decoding, trial } of first.values())
    assert.is(requestKey({ digest: model }, { messages, decoding, trial }), key);
});

test('another name on the server, or another digest, is another key', () => {
  const keys = [
    { digest: '' },
    { digest: '', served: 'a' },
    { digest: '', served: 'b' },
    { digest: 'ab', served: 'b' },
    { digest: 'ab' },
  ].map((model) => requestKey(model, request));
  assert.is(new Set(keys).size, keys.length);
});

test('a record line says what the server calls the model, and has no such field without a server', () => {
  const generation = { key: 'k', output: 'x', finish: 'stop' as const, promptTokens: 1, outputTokens: 1 };
  assert.is(toRecord('s', { digest: '', served: 'a' }, request, generation).served, 'a');
  assert.not.ok('served' in toRecord('s', { digest: 'ab' }, request, generation));
});

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loopAtEnd, loopIn, loopOf } from '../../../harness/core/loops.js';

test('a text that ends in the same piece three times, 40 characters or more', () => {
  assert.equal(loopAtEnd(`A start. ${'and so on and so on, '.repeat(3)}`)?.times, 3);
  assert.is(loopAtEnd(`A start. ${'and so on and so on, '.repeat(2)}`), null);
  assert.is(loopAtEnd('很多，很多，很多，很多'), null, 'short of 40 characters');
  assert.ok(loopAtEnd('一个晴天的天空；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；；'));
  assert.ok(
    loopAtEnd(`${'1. The sky is blue.\n2. The sky is blue.\n3. The sky is blue.\n4. The sk'}`),
    'numbers count as the same, the last piece may be cut',
  );
  assert.is(loopAtEnd(''), null);
});

test('a loop anywhere: four times, 60 characters', () => {
  const loop = loopIn(`Before. ${'the same words again, '.repeat(4)} After it comes something else.`);
  assert.is(loop?.times, 4);
  assert.is(loopIn(`Before. ${'the same words again, '.repeat(3)} After.`), null);
  assert.ok(
    loopIn(
      '1. Use a soft cloth to wipe.\n2. Use a soft cloth to wipe.\n3. Use a soft cloth to wipe.\n4. Use a soft cloth to wipe.\nDone.',
    ),
  );
});

test('what people write is no loop', () => {
  assert.is(loopIn(`# ${'='.repeat(78)}\ndef f():\n    return 1`), null, 'a rule in a comment');
  assert.is(loopIn('| a | b |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n| 1 | 2 |'), null);
  assert.is(
    loopIn('print(is_prime(17)) # True\nprint(is_prime(18)) # True\nprint(is_prime(19)) # True\nprint(is_prime(23)) # True'),
    null,
  );
  assert.is(loopIn(`[${Array.from({ length: 60 }, (_, i) => i).join(', ')}]`), null);
  assert.is(
    loopIn('Row, row, row your boat\nGently down the stream,\nMerrily, merrily, merrily, merrily,\nLife is but a dream.'),
    null,
  );
});

test('the end counts only for an answer that was cut off', () => {
  const output = `Well: ${'round and round we go, '.repeat(3)}`;
  assert.ok(loopOf({ output, finish: 'length' }));
  assert.is(loopOf({ output, finish: 'stop' }), null);
});

test('900 kB take under 4 seconds of processor time', () => {
  const text = Array.from({ length: 100_000 }, (_, i) => `word${(i * 7919) % 9973}`).join(' ');
  const from = process.cpuUsage();
  assert.is(loopIn(text), null);
  assert.is(loopAtEnd(text), null);
  assert.ok(process.cpuUsage(from).user < 4e6);
});

test.run();

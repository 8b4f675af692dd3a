// A few attempts to escape, of each kind, at each level that this machine offers; `make validate` makes all of them.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { levels } from '../../judges/code/sandbox/level.js';
import { attempts } from '../../validation/sandbox/attempts.js';
import { tryAll } from '../../validation/sandbox/tests.js';

const chosen = [
  'read by fs',
  'os.system',
  'signal the parent',
  'the error of a JavaScript call',
  'ctypes calls a function',
  'equal to everything',
  'wanted value by gc',
  'forged lines on every descriptor',
  'memory',
  'endless loop',
];

test('the sandbox has 25 or more attempts with unique names, most of them observed to succeed without a guard', () => {
  assert.ok(attempts.length >= 25);
  assert.is(new Set(attempts.map(({ name }) => name)).size, attempts.length);
  assert.ok(attempts.filter(({ fires }) => fires).length >= attempts.length / 2);
});

for (const level of levels())
  test(`level ${level}: no attempt escapes, and a harmless program passes afterwards`, async () => {
    const some = attempts.filter(({ name }) => chosen.includes(name));
    assert.is(some.length, chosen.length);
    for (const { attempt, escaped, alive, verdict } of await tryAll(level, some, 5)) {
      assert.equal(escaped, [], attempt.name);
      assert.ok(alive, `${attempt.name}: the judge does not go on`);
      assert.is.not(verdict, 'passes', attempt.name);
    }
  });

test.run();

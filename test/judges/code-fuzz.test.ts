// A few attempts to escape, of each kind, at each level that this machine offers; `make validate` makes all of them. Then hostile answers:
// whatever the text, a program is found in linear time or none is.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../harness/errors.js';
import { programOf } from '../../judges/code/program.js';
import { levels } from '../../judges/code/sandbox/level.js';
import { equal, literal, shown, tagged, untagged } from '../../judges/code/values.js';
import { attempts } from '../../validation/escapes/attempts.js';
import { tryAll } from '../../validation/escapes/battery.js';

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

test('the battery holds what it should: 25 attempts or more, each named once, most of them seen to succeed elsewhere', () => {
  assert.ok(attempts.length >= 25);
  assert.is(new Set(attempts.map(({ name }) => name)).size, attempts.length);
  assert.ok(attempts.filter(({ fires }) => fires).length >= attempts.length / 2);
});

for (const level of levels())
  test(`level ${level}: no attempt gets through, and an honest program passes afterwards`, async () => {
    const some = attempts.filter(({ name }) => chosen.includes(name));
    assert.is(some.length, chosen.length);
    for (const { attempt, escaped, alive, verdict } of await tryAll(level, some, 5)) {
      assert.equal(escaped, [], attempt.name);
      assert.ok(alive, `${attempt.name}: the judge does not go on`);
      assert.is.not(verdict, 'passes', attempt.name);
    }
  });

const pieces = [
  '```',
  '```python\n',
  '~~~',
  '\n',
  ' ',
  '    ',
  'def f(x):',
  'return x',
  '#',
  '"""',
  "'",
  '\\',
  'import a',
  'x = 1',
  '好',
  '`',
  '\r',
  '\0',
  '\ud800',
  '>>> ',
  '=',
  '(',
  ',',
];

test('any text: a program or none, twice the same', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const program = programOf(text);
      assert.equal(program, programOf(text));
      for (const { code } of program.pieces) assert.not.match(code, /^\s*$/);
    }),
    { numRuns: 1000 },
  );
});

test('hostile texts of 200,000 characters take less than a second', () => {
  for (const unit of [
    ...pieces,
    'a.',
    'a[',
    'a, ',
    '```a',
    ' `',
    '````',
    'if ',
    'def f',
    'x\n',
    '\n```\n',
    'a = ',
    '\n    x',
    '~~~\n',
  ])
    for (const before of ['', '```python\n', 'def f():\n', 'def f():\nx'])
      for (const text of [
        before + unit.repeat(Math.ceil(200_000 / unit.length)),
        `${before}${unit.repeat(Math.ceil(200_000 / unit.length))}!\n:`,
      ]) {
        const begun = performance.now();
        programOf(text);
        assert.ok(performance.now() - begun < 1000, JSON.stringify([before, unit]));
      }
});

test('any JSON value: read and shown without an error, equal to itself and to what comes back, or a bad field is named', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      try {
        const read = tagged(value, 'x');
        assert.ok(equal(read, read));
        assert.ok(equal(read, read, 0.1));
        assert.ok(equal(tagged(untagged(read), 'x'), read));
        assert.type(literal(read), 'string');
        assert.ok(shown(read, 60).length <= 60);
      } catch (error) {
        if (!(error instanceof FieldError)) throw error;
        assert.match(error.field ?? '', /^x/);
      }
    }),
    { numRuns: 1000 },
  );
});

test.run();

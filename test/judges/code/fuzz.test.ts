// Hostile answers: whatever the text, a program is found in linear time or none is.
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError } from '../../../harness/core/errors.js';
import { programOf } from '../../../judges/code/program.js';
import { equal, literal, shown, tagged, untagged } from '../../../judges/code/values.js';
import { processorMs } from '../../fixtures/processor-time.js';

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

test('any text: a program or none, deterministically', () => {
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
        const begun = processorMs();
        programOf(text);
        assert.ok(processorMs() - begun < 1000, JSON.stringify([before, unit]));
      }
});

test('any JSON value converts and prints without an error, equals itself and its round trip, or is rejected naming the field', () => {
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

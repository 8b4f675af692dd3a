// Lines as any editor leaves them, and objects held against a shape.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as v from 'valibot';
import { FieldError, UserError } from '../../../harness/core/errors.js';
import { parseLines, splitLines } from '../../../harness/core/jsonl.js';
import { members, named, sampleShape, shaped, text } from '../../../harness/core/shape.js';

test('lines are numbered as an editor numbers them; what is blank at the end is none', () => {
  const lines = splitLines(Buffer.from('\uFEFF1\r\n\r\n 3\u2028\n\n \n'));
  assert.equal(lines, [
    { number: 1, text: '1' },
    { number: 2, text: '' },
    { number: 3, text: ' 3\u2028' },
  ]);
  assert.equal(splitLines(Buffer.alloc(0)), []);
  const [bad] = splitLines(Buffer.from([0xff, 10]));
  assert.is(bad?.problem, 'expected UTF-8, got other bytes');
});

test('values come with their shape; an error begins with file and line, blank lines counted', () => {
  const shape = members({ id: text });
  assert.equal(parseLines(Buffer.from('{"x":1,"id":"a"}\n\n{"id":"b"}'), 'f.jsonl', shape), [{ x: 1, id: 'a' }, { id: 'b' }]);
  const refused = (lines: string) => {
    try {
      parseLines(Buffer.from(lines), 'f.jsonl', shape);
    } catch (error) {
      assert.instance(error, UserError);
      return (error as UserError).message;
    }
    return assert.unreachable() as never;
  };
  assert.is(refused('{"id":"a"}\r\n\r\n{"id":1}'), 'f.jsonl:3: expected `id` to be a text, got 1');
  assert.is(refused('{"id":"a"}\n{}'), 'f.jsonl:2: expected `id` to be a text, got nothing');
  assert.match(refused('{"id":'), 'f.jsonl:1: expected a JSON object, got text that is not JSON (');
  for (const other of ['[]', 'null', '3']) assert.is(refused(other), `f.jsonl:1: expected a JSON object, got ${other}`);
});

test('the first wrong member is named by its path, and the object stays as it was', () => {
  const shape = members({ id: named, target: members({ rabbits: v.number('a number') }) });
  const fieldOf = (value: unknown) => {
    try {
      shaped(value, shape);
    } catch (error) {
      return error instanceof FieldError ? [error.field, error.expected, error.got] : error;
    }
    return assert.unreachable();
  };
  assert.equal(fieldOf({ id: '' }), ['id', 'a text that is not empty', '']);
  assert.equal(fieldOf({ id: 'a' }), ['target', 'a JSON object', undefined]);
  assert.equal(fieldOf({ id: 'a', target: {} }), ['target.rabbits', 'a number', undefined]);
  assert.equal(fieldOf({ id: 'a', target: { rabbits: '12' } }), ['target.rabbits', 'a number', '12']);
  const value = { more: 1, input: '', id: 'a', tags: ['x'] };
  assert.is(shaped(value, sampleShape), value);
});

test.run();

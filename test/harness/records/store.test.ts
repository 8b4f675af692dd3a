import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { writeWhole } from '../../../harness/core/whole-file.js';
import { rewriteStore } from '../../../harness/records/ordered-store.js';
import { Appender, readStore, seal } from '../../../harness/records/store.js';

interface Line {
  key: string;
  text: string;
}

const test = suite<{ folder: string }>('store');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

function fill(folder: string, ...lines: Line[]): void {
  const appender = new Appender<Line>(folder, 'a.jsonl', readStore(folder, 'a.jsonl'));
  for (const line of lines) appender.append(line);
  appender.close();
}

test('an absent file is empty; what is appended is read back', ({ folder }) => {
  assert.is(readStore(folder, 'a.jsonl').first.size, 0);
  fill(folder, { key: '1', text: '鸡\n' }, { key: '2', text: '' });
  const { first, drift, torn } = readStore<Line>(folder, 'a.jsonl');
  assert.equal(
    [...first.values()],
    [
      { key: '1', text: '鸡\n' },
      { key: '2', text: '' },
    ],
  );
  assert.equal(drift, []);
  assert.not(torn);
});

test('a second line with the same key is drift; the first binds', ({ folder }) => {
  fill(folder, { key: '1', text: 'a' }, { key: '1', text: 'b' });
  const { first, drift } = readStore<Line>(folder, 'a.jsonl');
  assert.is(first.get('1')?.text, 'a');
  assert.equal(drift, [{ key: '1', text: 'b' }]);
});

test('a torn last line is left out, and cut off by the next append', ({ folder }) => {
  fill(folder, { key: '1', text: 'a' });
  for (const end of ['{"key":"2","te', seal({ key: '2', text: 'whole but for its line feed' })]) {
    appendFileSync(join(folder, 'a.jsonl'), end);
    assert.ok(readStore(folder, 'a.jsonl').torn);
    fill(folder, { key: '3', text: 'c' });
    assert.equal([...readStore(folder, 'a.jsonl').first.keys()], ['1', '3']);
  }
});

test('a changed or broken line is refused, with file and line', ({ folder }) => {
  fill(folder, { key: '1', text: 'a' }, { key: '2', text: 'b' });
  const file = join(folder, 'a.jsonl');
  const whole = readFileSync(file, 'utf8');
  for (const broken of [
    whole.replace('"a"', '"x"'),
    whole.replace('{"key":"1"', '{"key":1"'),
    whole.replace(/"check":"./, '"check":"-'),
  ]) {
    writeFileSync(file, broken);
    assert.throws(
      () => readStore(folder, 'a.jsonl'),
      (error: Error) => error instanceof UserError && error.message.startsWith('a.jsonl:1: expected'),
    );
  }
});

test('rewriting sorts, keeps drift after its line, and leaves a sorted file alone', ({ folder }) => {
  fill(folder, { key: '2', text: 'b' }, { key: '1', text: 'a' }, { key: '2', text: 'other' });
  rewriteStore<Line>(folder, 'a.jsonl', ({ key }) => key);
  const texts = readFileSync(join(folder, 'a.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).text);
  assert.equal(texts, ['a', 'b', 'other']);
  const before = statSync(join(folder, 'a.jsonl')).ino;
  rewriteStore<Line>(folder, 'a.jsonl', ({ key }) => key);
  assert.is(statSync(join(folder, 'a.jsonl')).ino, before);
});

test('rewriting never puts drift before the line it differs from, whatever its own rank', ({ folder }) => {
  fill(
    folder,
    { key: '1', text: 'first' },
    { key: '2', text: 'second' },
    { key: '1', text: 'a drift' },
    { key: '1', text: 'a1' },
  );
  rewriteStore<Line>(folder, 'a.jsonl', ({ text }) => text); // as where a sample was renamed between the two answers
  const { first, drift } = readStore<Line>(folder, 'a.jsonl');
  assert.is(first.get('1')?.text, 'first');
  assert.equal(
    drift.map(({ text }) => text),
    ['a drift', 'a1'],
  );
  const texts = readFileSync(join(folder, 'a.jsonl'), 'utf8').trim().split('\n');
  assert.equal(
    texts.map((line) => JSON.parse(line).text),
    ['first', 'a drift', 'a1', 'second'],
  );
});

test('a file that cannot be written is an error for the user, with exit 3', ({ folder }) => {
  writeFileSync(join(folder, 'file'), '');
  assert.throws(
    () => writeWhole(join(folder, 'file', 'below.md'), 'x'),
    (error: UserError) => error.code === 3 && /cannot write/.test(error.message),
  );
});

test.run();

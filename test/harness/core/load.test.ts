import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { FieldError, UserError } from '../../../harness/core/errors.js';
import { load } from '../../../harness/core/load.js';
import { projectIn } from '../../fixtures/projects.js';

const test = suite<{ folder: string; back: string }>('load');
test.before.each((context) => {
  context.back = process.cwd();
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  mkdirSync(join(context.folder, 'datasets/d'), { recursive: true });
  process.chdir(context.folder);
});
test.after.each(({ back, folder }) => {
  process.chdir(back);
  rmSync(folder, { recursive: true });
});

async function refused(text: string | Buffer): Promise<string> {
  writeFileSync('datasets/d/data.jsonl', text);
  try {
    await load(projectIn(process.cwd()), 'd');
  } catch (error) {
    assert.ok(error instanceof UserError && error.code === 2, String(error));
    return error.message;
  }
  return assert.unreachable() as never;
}

test('samples come in order, with the hash of the file', async () => {
  writeFileSync('datasets/d/data.jsonl', '{"id":"b","input":"x","lang":"zh"}\n{"id":"a","input":""}\n');
  const { samples, sha256, path } = await load(projectIn(process.cwd()), 'd');
  assert.equal(
    samples.map(({ id }) => id),
    ['b', 'a'],
  );
  assert.is(path, 'datasets/d/data.jsonl');
  assert.is(sha256, 'f926bb585a5ed62adcc86d892a98b6aa8149bfa7dd7ad11c47682a55f59e852b');
});

test('each bad line is named with what was expected', async () => {
  const good = '{"id":"a","input":"x"}\n';
  assert.match(await refused(`${good}{"id":\n`), 'datasets/d/data.jsonl:2: expected a JSON object, got text that is not JSON');
  assert.match(
    await refused('{"input":"x"}\n'),
    'datasets/d/data.jsonl:1: expected `id` to be a text that is not empty, got nothing. See datasets/d/README.md',
  );
  assert.match(await refused(`${good}${good}`), 'datasets/d/data.jsonl:2: expected `id` to be unique, got "a" as in line 1');
  assert.match(await refused('{"id":"a"}\n'), 'expected `input` to be a text, got nothing');
  assert.match(await refused('{"id":"a","input":"x","tags":"y"}\n'), 'expected `tags` to be a list of texts, got "y"');
  assert.match(await refused('[1]\n'), 'a JSON object, got [1]');
  assert.match(await refused(''), 'expected at least one sample, got an empty file');
  assert.match(await refused(`${good}\n${good}`), 'datasets/d/data.jsonl:2: expected a JSON object');
});

test('Windows line ends, a byte order mark and blank lines at the end are no part of the samples', async () => {
  const plain = '{"id":"a","input":"x\\r"}\n{"id":"b","input":"y"}\n';
  writeFileSync('datasets/d/data.jsonl', plain);
  const { samples } = await load(projectIn(process.cwd()), 'd');
  const windows = plain.replaceAll('\n', '\r\n');
  for (const text of [windows, `\uFEFF${plain}`, `\uFEFF${windows}\r\n`, `${plain}\r`, windows.trimEnd(), `${plain}\n\n`]) {
    writeFileSync('datasets/d/data.jsonl', text);
    assert.equal((await load(projectIn(process.cwd()), 'd')).samples, samples, JSON.stringify(text));
  }
  assert.match(await refused(`${windows}\r\n${windows}`), 'datasets/d/data.jsonl:3: expected a JSON object');
  assert.match(await refused(`\uFEFF\uFEFF${plain}`), 'datasets/d/data.jsonl:1: expected a JSON object');
});

test('bytes that are not UTF-8 are refused with their line', async () => {
  const good = '{"id":"a","input":"x"}\n';
  const latin = Buffer.concat([Buffer.from(good), Buffer.from('{"id":"b","input":"caf\u00e9"}\n', 'latin1')]);
  assert.is(await refused(latin), 'datasets/d/data.jsonl:2: expected UTF-8, got other bytes. See datasets/d/README.md');
  assert.match(
    await refused(Buffer.from(`\uFEFF${good}`, 'utf16le')),
    'datasets/d/data.jsonl:1: expected UTF-8, got other bytes',
  );
});

test('a check of the experiment is reported in the same way', async () => {
  writeFileSync('datasets/d/data.jsonl', '{"id":"a","input":"x","target":"12"}\n');
  const check = ({ target }: { target?: unknown }) => {
    if (typeof target !== 'number') throw new FieldError('target', 'a number', target);
  };
  const message = await load(projectIn(process.cwd()), 'd', check).then(
    () => 'no error',
    (error: Error) => error.message,
  );
  assert.is(message, 'datasets/d/data.jsonl:1: expected `target` to be a number, got "12". See datasets/d/README.md');
});

test('an absent dataset says where it was looked for', async () => {
  const message = await load(projectIn(process.cwd()), 'nothing').then(
    () => 'no error',
    (error: Error) => error.message,
  );
  assert.match(message, 'datasets/nothing/data.jsonl: expected a dataset');
});

test.run();

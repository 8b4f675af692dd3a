import { cpSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import { checkFolder, folderDigest, readFolder } from '../../../models/engine/folder.js';

const embedded = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const restore = (file: string) => `bring ${file}`;
const contents: Record<string, string> = {
  LICENSE: 'free',
  'onnx/model_q4.onnx': 'graph',
  'onnx/model_fast_q4.onnx': 'fast graph',
  'onnx/model_q4.onnx_data': 'weights',
  'onnx/model_q4.onnx_data_1': 'more weights',
  'tokenizer.json': '{}',
  'tokenizer_config.json': '{"chat_template":""}',
};

function made(change: Record<string, string> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'folder-'));
  mkdirSync(join(path, 'onnx'));
  const all = { ...contents, ...change };
  for (const [file, text] of Object.entries(all)) writeFileSync(join(path, file), text);
  writeFileSync(
    join(path, 'SHA256SUMS'),
    Object.entries(all)
      .map(([file, text]) => `${sha256(text)}  ${file}\n`)
      .join(''),
  );
  return path;
}

async function failure(path: string): Promise<UserError> {
  const error = await checkFolder(readFolder(path, restore)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  assert.instance(error, UserError);
  return error as UserError;
}

test('a complete folder passes', async () => {
  await checkFolder(readFolder(made(), restore));
});

test('a missing, a truncated and an altered file are named, with both hashes and the command', async () => {
  const missing = made();
  rmSync(join(missing, 'onnx/model_q4.onnx_data_1'));
  const absent = await failure(missing);
  assert.is(absent.code, 3);
  assert.match(absent.message, /model_q4\.onnx_data_1/);
  assert.match(absent.message, sha256('more weights'));
  assert.match(absent.message, /bring onnx\/model_q4\.onnx_data_1/);

  const short = made();
  truncateSync(join(short, 'onnx/model_q4.onnx_data'), 3);
  const cut = await failure(short);
  assert.is(cut.code, 2);
  for (const part of ['model_q4.onnx_data', sha256('weights'), sha256('wei'), 'bring onnx/model_q4.onnx_data'])
    assert.ok(cut.message.includes(part), part);

  const other = made();
  writeFileSync(join(other, 'tokenizer.json'), '[]');
  assert.match((await failure(other)).message, sha256('[]'));
});

test('a folder without SHA256SUMS, and a list that points elsewhere, are refused', () => {
  const bare = made();
  rmSync(join(bare, 'SHA256SUMS'));
  assert.throws(
    () => readFolder(bare, restore),
    (error: unknown) => error instanceof UserError && error.code === 3 && /bring SHA256SUMS/.test(error.message),
  );
  for (const line of ['no hash at all', `${sha256('')}  ../outside`, `${sha256('')}  /etc/passwd`]) {
    writeFileSync(join(bare, 'SHA256SUMS'), `${sha256('free')}  LICENSE\n${line}\n`);
    assert.throws(() => readFolder(bare, restore), /SHA256SUMS:2: expected/);
  }
});

test('the digest needs no weights, and changes exactly with what determines the text', () => {
  const digest = (path: string, arithmetic: 'portable' | 'fast' = 'portable') =>
    folderDigest(readFolder(path, restore), arithmetic);
  const plain = digest(made());
  assert.match(plain, /^[0-9a-f]{64}$/);
  const light = made();
  rmSync(join(light, 'onnx'), { recursive: true });
  assert.is(digest(light), plain);
  assert.is(digest(made({ LICENSE: 'other' })), plain);
  assert.is(digest(made({ 'onnx/model_fast_q4.onnx': 'other' })), plain);
  for (const file of ['onnx/model_q4.onnx', 'onnx/model_q4.onnx_data_1', 'tokenizer.json', 'tokenizer_config.json'])
    assert.is.not(digest(made({ [file]: 'other' })), plain, file);
  assert.is.not(digest(made(), 'fast'), plain);
  assert.is.not(digest(made({ 'edits.json': '{}' })), plain);
});

test('the embedded model is complete, and the check is quick', async () => {
  const folder = readFolder(embedded, restore);
  const start = process.cpuUsage();
  await checkFolder(folder);
  const { user, system } = process.cpuUsage(start);
  assert.ok((user + system) / 1e6 < 0.5, `${(user + system) / 1e6} s of processor time`);
});

test('an altered copy of the embedded model is not opened', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'altered-'));
  cpSync(embedded, copy, { recursive: true, filter: (path) => !path.includes('onnx_data') });
  writeFileSync(join(copy, 'onnx/model_q4.onnx_data'), 'not weights');
  assert.match((await failure(copy)).message, /onnx_data: expected SHA-256 [0-9a-f]{64}, got [0-9a-f]{64}/);
});

test.run();

// gguf(path): converted once, found again, converted anew for other bytes; and the convert command.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { gguf } from '../../../models/catalog/gguf.js';
import { writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

const cache = mkdtempSync(join(tmpdir(), 'evalbook-gguf-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));
const file = join(cache, 'Tiny Model.Q4_0.gguf');
const root = fileURLToPath(new URL('../../..', import.meta.url));
const folders = () => readdirSync(join(cache, 'gguf'));

test('a model from a file, converted once', async () => {
  writeTinyModel(file, {
    architecture: 'llama',
    kinds: kinds.slice(3, 4),
    seed: 'one',
    metadata: { 'general.basename': 'SmolLM2' },
  });
  const first = await gguf(file, { cache, quiet: true });
  assert.is(first.id, 'tiny-model.q4_0');
  assert.is(first.family, 'smollm');
  const [only] = folders();
  const made = statSync(join(cache, 'gguf', only as string)).mtimeMs;
  const fast = await gguf(file, { cache, quiet: true, arithmetic: 'fast' });
  assert.is(fast.id, 'tiny-model.q4_0-fast');
  assert.is.not(fast.digest, first.digest);
  assert.equal(folders(), [only]);
  assert.is(statSync(join(cache, 'gguf', only as string)).mtimeMs, made);
  const request = { messages: [{ role: 'user' as const, content: 'hello' }], decoding: { maxNewTokens: 4 }, trial: 0 };
  for await (const { finish, promptTokens } of first.generate([request])) {
    assert.ok(finish === 'length' || finish === 'stop');
    assert.ok((promptTokens as number) > 5);
  }
  await first.close();
});

test('another file of the same name is another model', async () => {
  const before = await gguf(file, { cache, quiet: true });
  writeTinyModel(file, { architecture: 'qwen2', kinds: kinds.slice(3, 4), seed: 'two' });
  const after = await gguf(file, { cache, quiet: true, id: 'mine', family: 'own' });
  assert.is.not(after.digest, before.digest);
  assert.equal([after.id, after.family], ['mine', 'own']);
  assert.is(folders().length, 2);
});

test('a file that is not there', async () => {
  try {
    await gguf(join(cache, 'none.gguf'), { cache });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
  }
});

test('the command: the folder last on standard output; a refusal in one line, exit 2', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', 'cli/evalbook.ts', 'convert', ...args], { cwd: root, encoding: 'utf8' });
  const out = join(cache, 'out');
  const done = run(file, '--out', out);
  assert.is(done.status, 0, done.stderr);
  assert.is(done.stdout, `${out}\n`);
  assert.match(done.stderr, /convert Tiny Model\.Q4_0\.gguf: 4\/4/);
  const bad = run(join(root, 'package.json'), '--out', join(cache, 'bad'));
  assert.is(bad.status, 2);
  assert.match(bad.stderr, /^evalbook: .*package\.json: expected a GGUF file .*\n$/);
  assert.not(existsSync(join(cache, 'bad')));
  assert.is(run(file, '--shard-mb', 'x').status, 2);
});

test.run();

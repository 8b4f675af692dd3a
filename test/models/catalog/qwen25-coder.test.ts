// The two sizes of Qwen2.5-Coder: named, with committed hashes, so that their records replay without weights.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exit, UserError } from '../../../harness/core/errors.js';
import { qwen25Coder } from '../../../models/index.js';

const cache = mkdtempSync(join(tmpdir(), 'evalbook-sizes-'));
test.after(() => rmSync(cache, { recursive: true, force: true }));

test('0.5B unless 1.5B is asked for; each arithmetic is a model of its own; no weights needed', () => {
  const models = [
    qwen25Coder({ cache }),
    qwen25Coder({ cache, size: '1.5b' }),
    qwen25Coder({ cache, size: '1.5b', arithmetic: 'fast' }),
  ];
  assert.equal(
    models.map(({ id }) => id),
    ['qwen2.5-coder-0.5b-instruct', 'qwen2.5-coder-1.5b-instruct', 'qwen2.5-coder-1.5b-instruct-fast'],
  );
  assert.equal(
    models.map(({ title }) => title),
    ['Qwen2.5-Coder 0.5B', 'Qwen2.5-Coder 1.5B', 'Qwen2.5-Coder 1.5B, fast'],
  );
  assert.is(qwen25Coder({ cache, size: '0.5b' }).digest, models[0]?.digest);
  assert.is(new Set(models.map(({ digest }) => digest)).size, 3);
});

test('another size', () => {
  assert.throws(
    () => qwen25Coder({ size: '7b' as '1.5b' }),
    (error: UserError) => error.code === exit.usage && /`size` to be one of 0\.5b, 1\.5b, got "7b"/.test(error.message),
  );
});

test('asked without weights: the command that fetches them', async () => {
  try {
    const messages = [{ role: 'user' as const, content: 'Hi' }];
    for await (const _ of qwen25Coder({ cache, size: '1.5b' }).generate([{ messages, decoding: { maxNewTokens: 1 }, trial: 0 }]))
      assert.unreachable();
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.match((error as Error).message, /npx evalbook models fetch qwen2\.5-coder-1\.5b-instruct/);
  }
});

test.run();

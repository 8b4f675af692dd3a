// The models that MODELS= adds, with stand-ins in the cache: small random weights of their architectures, converted as theirs would be.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { convert } from '../../../models/convert/index.js';
import { writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const script = 'experiments/20-the-article.ts';
const folder = mkdtempSync(join(tmpdir(), 'evalbook-asked-'));
const cache = join(folder, 'cache');
const standIns = { 'qwen2.5-0.5b-instruct': 'qwen2', 'tinyllama-1.1b-chat-v1.0': 'llama' } as const;

test.before(async () => {
  for (const linked of ['harness', 'models', 'judges', 'datasets', 'node_modules', 'package.json', 'evalbook.json'])
    symlinkSync(join(repository, linked), join(folder, linked));
  for (const copied of [script, 'records/article-qwen2.5-0.5b-instruct', 'records/article-tinyllama', 'records/judges/code'])
    cpSync(join(repository, copied), join(folder, copied), { recursive: true });
  mkdirSync(cache);
  for (const [name, architecture] of Object.entries(standIns)) {
    writeTinyModel(join(cache, 'tiny.gguf'), { architecture, kinds: kinds.slice(3, 4), seed: name });
    await convert(join(cache, 'tiny.gguf'), join(cache, 'models', name), {});
  }
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

function run(models: string) {
  const line = ['--import', import.meta.resolve('tsx'), join(folder, script), '--limit', '2'];
  const env = { ...process.env, EVALBOOK_CACHE: cache, EVALBOOK_MODELS: models };
  return spawnSync(process.execPath, line, { cwd: folder, env, encoding: 'utf8' });
}

test('extra models have rates on the page of the ledger, and decide nothing there', () => {
  const tallied = (page: string) => page.split('\n').filter((text) => /^\| C\d+ |^\| (reproduced|contradicted|not) /.test(text));
  const pageOf = (models: string) => {
    const { status, stderr, stdout } = run(models);
    assert.is(status, 0, stderr);
    return readFileSync(join(folder, stdout.trim().split('\n').at(-1) ?? ''), 'utf8');
  };
  const without = pageOf('');
  assert.match(without, /25 claims .*: 9 reproduced, 1 contradicted, .*; neither model was asked here\./);
  const page = pageOf('qwen25, tinyllama');
  for (const name of Object.keys(standIns)) assert.match(page, new RegExp(`\\| ${name} \\| 0 \\| \\d \\|`));
  assert.match(page, /qwen2\.5-0\.5b-instruct and tinyllama-1\.1b-chat-v1\.0 asked here, but no verdict rests on that\./);
  assert.not.match(page, /neither model was asked/);
  assert.is(tallied(page).length, 46 + 4);
  assert.equal(tallied(page), tallied(without));
});

test('an unknown name, and a model that was not fetched', () => {
  const unknown = run('gpt');
  assert.is(unknown.status, 2);
  assert.match(unknown.stderr, /expected MODELS to name qwen25 and tinyllama, got "gpt"/);
  rmSync(join(cache, 'models/tinyllama-1.1b-chat-v1.0'), { recursive: true });
  const absent = run('tinyllama');
  assert.is(absent.status, 3);
  assert.match(absent.stderr, /models fetch tinyllama-1.1b-chat-v1.0/);
});

test.run();

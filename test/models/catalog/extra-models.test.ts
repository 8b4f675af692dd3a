// The article's own models, with stand-ins in the cache: small random weights of their architectures, converted as theirs would be.
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

test('extra models have columns, and are inputs of the ledger', () => {
  const { status, stderr, stdout } = run('qwen25, tinyllama');
  assert.is(status, 0, stderr);
  const page = readFileSync(join(folder, stdout.trim().split('\n').at(-1) ?? ''), 'utf8');
  for (const name of Object.keys(standIns)) assert.match(page, new RegExp(`\\| ${name} \\| 0 \\| \\d \\|`));
  const line = (id: string) => page.split('\n').find((text) => text.startsWith(`| ${id} |`)) ?? '';
  assert.match(line('C1'), /0 million in the file that is published/, 'the header of the stand-in is read');
  for (const id of ['C7', 'C8'])
    assert.match(line(id), /\*\*not decidable\*\*: difference between -?\d+ and -?\d+ points, n = \d/);
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

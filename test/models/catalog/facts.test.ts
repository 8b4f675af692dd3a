import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import { factsOf, parametersOf, type Shape } from '../../../models/catalog/facts.js';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Shape;

test("parameter counts from a model's shape match those of its publisher", () => {
  assert.is(parametersOf(read('models/smollm2-135m-instruct/config.json')), 134_515_008);
  assert.is(parametersOf(read('models/catalog/tinyllama-1.1b-chat-v1.0/config.json')), 1_100_048_384);
  const coder = read('models/catalog/qwen2.5-coder-0.5b-instruct/config.json');
  assert.is(parametersOf({ ...coder, tie_word_embeddings: true }), 494_032_768);
});

test('a committed shape is the one in the list of hashes', () => {
  const sums = readFileSync('models/catalog/qwen2.5-coder-0.5b-instruct/SHA256SUMS', 'utf8');
  assert.match(sums, `${sha256(readFileSync('models/catalog/qwen2.5-coder-0.5b-instruct/config.json'))}  config.json`);
});

test('the header of a model that was fetched is read from the cache, and absent without it', () => {
  const cache = mkdtempSync(join(tmpdir(), 'evalbook-facts-'));
  try {
    assert.is(factsOf('qwen2.5-0.5b-instruct', cache).header, null);
    const folder = join(cache, 'models/qwen2.5-0.5b-instruct');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.json'), readFileSync('models/catalog/qwen2.5-coder-0.5b-instruct/config.json'));
    const { bytes, header } = factsOf('qwen2.5-0.5b-instruct', cache);
    assert.is(bytes, 491_400_032);
    assert.equal(header, { parameters: 630_167_424, withoutOutput: 494_032_768, context: 32_768, vocabulary: 151_936 });
  } finally {
    rmSync(cache, { recursive: true });
  }
});

test('an unknown name', () => {
  assert.throws(() => factsOf('gpt'), /expected one of .*tinyllama.*, got gpt/);
});

test.run();

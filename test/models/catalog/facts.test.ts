import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import { factsOf, parametersOf, type Shape } from '../../../models/catalog/facts.js';
import { hubModels } from '../../../models/catalog/hub.js';

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Shape;

test("parameter counts from a model's shape match those of its publisher", () => {
  assert.is(parametersOf(read('models/smollm2-135m-instruct/config.json')), 134_515_008);
  assert.is(parametersOf(read('models/catalog/tinyllama-1.1b-chat-v1.0/config.json')), 1_100_048_384);
  const coder = read('models/catalog/qwen2.5-coder-0.5b-instruct/config.json');
  assert.is(parametersOf({ ...coder, tie_word_embeddings: true }), 494_032_768);
});

test('a committed shape is the one in the listing or in the list of hashes', () => {
  const own = hubModels.filter(({ source }) => source.config);
  assert.equal(
    own.map(({ name }) => name),
    ['qwen2.5-0.5b-instruct', 'tinyllama-1.1b-chat-v1.0'],
  );
  for (const { name, source } of own)
    assert.is(sha256(readFileSync(`models/catalog/${name}/config.json`)), source.config?.sha256, name);
  for (const size of ['0.5b', '1.5b']) {
    const folder = `models/catalog/qwen2.5-coder-${size}-instruct`;
    const sums = readFileSync(`${folder}/SHA256SUMS`, 'utf8');
    assert.match(sums, `${sha256(readFileSync(`${folder}/config.json`))}  config.json`);
  }
});

test('facts of what is published, whether or not it was fetched', () => {
  const { bytes, config, dense, parameters, withoutOutput, context, vocabulary } = factsOf('qwen2.5-0.5b-instruct');
  assert.is(bytes, 491_400_032);
  assert.is(config?.repository, 'Qwen/Qwen2.5-0.5B-Instruct');
  assert.ok(dense);
  assert.equal(
    { parameters, withoutOutput, context, vocabulary },
    { parameters: 494_032_768, withoutOutput: 494_032_768, context: 32_768, vocabulary: 151_936 },
  );
  const coder = factsOf('qwen2.5-coder-0.5b-instruct');
  assert.is(coder.config, null, 'its shape was read from the header of the file');
  assert.equal([coder.parameters, coder.withoutOutput], [630_167_424, 494_032_768]);
});

test('an unknown name', () => {
  assert.throws(() => factsOf('gpt'), /expected one of .*tinyllama.*, got gpt/);
});

test.run();

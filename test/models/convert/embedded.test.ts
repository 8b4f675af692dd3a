// The embedded model, taken back to GGUF and converted again, is byte for byte the committed one.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { convert } from '../../../models/convert/index.js';
import { readFolder } from '../../../models/engine/folder.js';
import { rebuildGguf } from '../../fixtures/gguf/rebuild.js';

const committed = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'evalbook-embedded-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('graphs and weights are the committed ones', async () => {
  const file = join(folder, 'smollm2.gguf');
  rebuildGguf(committed, file);
  const { folder: out } = await convert(file, join(folder, 'out'), { wide: 'planes' });
  const [made, kept] = [readFolder(out, () => '').sums, readFolder(committed, () => '').sums];
  const graphs = [...kept.keys()].filter((path) => path.startsWith('onnx/'));
  assert.is(graphs.length, 5);
  for (const path of graphs) assert.is(made.get(path), kept.get(path), path);
  for (const name of ['tokenizer_config.json', 'generation_config.json']) assert.is(made.get(name), kept.get(name), name);
  const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
  assert.equal(json(join(out, 'config.json')), json(join(committed, 'config.json')));
  const [tokenizer, before] = [out, committed].map((path) => json(join(path, 'tokenizer.json')));
  assert.equal({ ...tokenizer, pre_tokenizer: null }, { ...before, pre_tokenizer: null });
});

test.run();

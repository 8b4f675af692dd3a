// A base model, which has no chat template: it converts, tells how likely a text is, and refuses a chat.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { convert } from '../../../models/convert/index.js';
import { localModel } from '../../../models/engine/local.js';
import { openTexts } from '../../../models/kernel/texts.js';
import { writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-base-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'base.gguf');
writeTinyModel(file, { architecture: 'llama', kinds: kinds.slice(3, 4), seed: 'base', without: ['tokenizer.chat_template'] });
const out = join(folder, 'base');

test('it converts, and its card says that it is one', async () => {
  await convert(file, out);
  assert.match(readFileSync(join(out, 'README.md'), 'utf8'), '| chat | none: a base model');
});

test('a chat is refused before the weights are loaded', async () => {
  const damaged = join(folder, 'damaged'); // loading it would fail otherwise
  cpSync(out, damaged, { recursive: true });
  for (const graph of ['model_q4.onnx', 'model_fast_q4.onnx']) writeFileSync(join(damaged, 'onnx', graph), 'no graph');
  const sums = readFileSync(join(out, 'SHA256SUMS'), 'utf8').replaceAll(/^.*_q4\.onnx\n/gm, '');
  writeFileSync(join(damaged, 'SHA256SUMS'), sums);
  const model = localModel({ id: 'base', family: 'x', folder: damaged, workers: 0 });
  const messages = [{ role: 'user' as const, content: 'Hello' }];
  const request = { messages, decoding: { maxNewTokens: 2 }, trial: 0 };
  const asked: Record<string, () => Promise<unknown>> = {
    generate: async () => {
      for await (const _ of model.generate([request])) assert.unreachable();
    },
    trace: () => model.trace(request),
    next: () => model.next(messages, ['yes', 'no']),
    readOther: () => model.readOther(messages, { output: 'Hi', ended: true }),
  };
  for (const [name, ask] of Object.entries(asked)) {
    const error = await errorOf(ask);
    assert.instance(error, UserError, name);
    assert.match(error.message, /a model with a chat template, got a base model.*cannot be asked a chat/, name);
  }
});

test('a text is read', async () => {
  const model = localModel({ id: 'base', family: 'x', folder: out, workers: 0 });
  assert.ok((await model.perplexity('hello world')).perplexity > 1);
  await model.close();
});

test('the kernel refuses it too', async () => {
  const error = await errorOf(() =>
    openTexts((name) => (existsSync(join(out, name)) ? readFileSync(join(out, name), 'utf8') : null)),
  );
  assert.match(error.message, /no chat template: a base model cannot be asked/);
});

async function errorOf(run: () => Promise<unknown>): Promise<Error> {
  try {
    await run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('expected an error, got none');
}

test.run();

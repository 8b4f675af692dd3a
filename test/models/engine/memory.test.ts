// What fits into memory, before anything is loaded.
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { exit, UserError } from '../../../harness/core/errors.js';
import { bytesFree, bytesNeeded, processesThatFit } from '../../../models/engine/memory.js';
import { localModel } from '../../../models/index.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-memory-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'onnx'));
for (const [name, bytes] of [
  ['model_q4.onnx_data', 1e9],
  ['model_q4.onnx_data_1', 5e8],
  ['model_q4.onnx', 9e8],
] as const) {
  writeFileSync(join(folder, 'onnx', name), '');
  truncateSync(join(folder, 'onnx', name), bytes); // of no weight on the disk
}

test('the weights and their packed form, not what else is in the folder', () => {
  const needed = bytesNeeded(folder);
  assert.ok(needed > 1.5e9 && needed < 2 * 1.5e9 + 1e9, `${needed}`);
  assert.is(bytesNeeded(join(folder, 'none')), 0);
});

test('as many processes as fit, at least one', () => {
  const needed = bytesNeeded(folder);
  assert.is(processesThatFit(folder, 4, 10 * needed), 4);
  assert.is(processesThatFit(folder, 4, 2.5 * needed), 2);
  assert.is(processesThatFit(folder, 4, needed), 1);
  assert.is(processesThatFit(join(folder, 'none'), 2, 0), 2, 'what is missing is said by what opens it');
});

test('too little for one: what it needs and what is free', () => {
  try {
    processesThatFit(folder, 2, 1e9);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, UserError);
    assert.is((error as UserError).code, exit.incomplete);
    assert.match((error as Error).message, /expected \d\.\d GB of free memory for this model, found 1\.0 GB\. It was not loaded/);
  }
});

test('what is free is some of the memory', () => {
  const free = bytesFree();
  assert.ok(free > 0 && free <= totalmem(), `${free}`);
});

test('a model that does not fit is not loaded, in this process or in others', async () => {
  const embedded = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
  const request = { messages: [{ role: 'user' as const, content: 'Hello' }], decoding: { maxNewTokens: 1 }, trial: 0 };
  for (const workers of [0, 2]) {
    const model = localModel({ id: 'x', family: 'x', folder: embedded, workers, memoryBytes: 50e6 });
    const before = process.memoryUsage.rss();
    let said: unknown;
    try {
      for await (const _ of model.generate([request])) assert.unreachable();
    } catch (error) {
      said = error;
    }
    assert.instance(said, UserError, String(said));
    assert.match((said as Error).message, /GB of free memory for this model, found 0\.1 GB/);
    assert.ok(process.memoryUsage.rss() - before < 200e6, 'nothing of it was loaded');
  }
});

test.run();

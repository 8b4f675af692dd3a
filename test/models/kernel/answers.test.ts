// Recorded answers of the embedded model, read and written by the kernel; and what it says of records and weights that were changed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { seeded } from '../../../harness/core/random.js';
import type { GenerationRecord } from '../../../harness/records/records.js';
import { smollm2, weightsFolder } from '../../../models/catalog/smollm2.js';
import { chooser as recordedChooser } from '../../../models/engine/choose.js';
import { nearTie, tokensOf, write } from '../../../models/kernel/again.js';
import { chooser } from '../../../models/kernel/choose.js';
import { compiled, compiler } from '../../../models/kernel/compile.js';
import { Kernel } from '../../../models/kernel/kernel.js';
import { digestOf, keyOf, readSums } from '../../../models/kernel/key.js';
import { openFolder, wasmFile } from '../../../models/kernel/node.js';
import { chosenFor, drawOf, referee, type Verdict } from '../../../models/kernel/referee.js';
import { portions } from '../../../models/kernel/referee-pool.js';
import { Sha256, sha256 } from '../../../models/kernel/sha256.js';

const home = fileURLToPath(new URL('../../../records/smollm2-135m-instruct', import.meta.url));
const records = readdirSync(home)
  .filter((name) => name.endsWith('.jsonl') && name !== 'speed.jsonl')
  .flatMap((name) => readFileSync(join(home, name), 'utf8').trim().split('\n'))
  .map((line) => JSON.parse(line) as GenerationRecord)
  .filter(({ finish, decoding }) => finish !== 'error' && !decoding.schema); // it knows no schema
const folder = weightsFolder();
const here = existsSync(join(folder, 'onnx'));
const left = here ? '' : ' (left out: the embedded model is not installed)';
const whenHere = here ? test : test.skip;
const length = ({ promptTokens, outputTokens }: GenerationRecord) => (promptTokens ?? 0) + 3 * (outputTokens ?? 0);
/** The shortest answers of at least six tokens: three at near ties, three greedy, two drawn, of different prompts. */
const short = (() => {
  const seen = new Set<string>();
  const pick = (fits: (record: GenerationRecord) => boolean, count: number) => {
    const sorted = records
      .filter((record) => (record.outputTokens ?? 0) >= 6 && fits(record))
      .sort((a, b) => length(a) - length(b) || (a.key < b.key ? -1 : 1));
    const picked: GenerationRecord[] = [];
    for (const record of sorted) {
      const asked = JSON.stringify(record.messages);
      if (picked.length === count || seen.has(asked)) continue;
      seen.add(asked);
      picked.push(record);
    }
    return picked;
  };
  return [
    ...pick(({ minMargin = 1 }) => minMargin <= nearTie, 3),
    ...pick(({ decoding, minMargin = 1 }) => !decoding.temperature && minMargin > nearTie, 3),
    ...pick(({ decoding }) => (decoding.temperature ?? 0) > 0, 2),
  ];
})();

test('portions for workers hold every answer once, in order, and never part those of one draw', () => {
  const chosen = chosenFor(records, Number.POSITIVE_INFINITY, '1');
  const parts = portions(chosen);
  assert.ok(parts.length > 20);
  const at = new Map(chosen.map((record, i) => [record, i]));
  const places = parts.map((part) => part.map((record) => at.get(record) as number));
  assert.equal(
    places.flat().sort((a, b) => a - b),
    [...chosen.keys()],
  );
  for (const place of places)
    assert.equal(
      place,
      [...place.keys()].map((i) => (place[0] as number) + i),
    );
  const partOf = new Map(parts.flatMap((part, i) => part.map((record) => [record, i])));
  for (const [i, record] of chosen.entries()) {
    const next = chosen[i + 1];
    if (next && drawOf(next) === drawOf(record)) assert.is(partOf.get(next), partOf.get(record), record.sample);
  }
});

async function verdicts(list: GenerationRecord[], kernel: Awaited<ReturnType<typeof openFolder>>): Promise<Verdict[]> {
  const all: Verdict[] = [];
  for await (const verdict of referee(kernel.kernel, kernel.texts, list)) all.push(verdict);
  return all;
}

whenHere(`eight recorded answers, greedy, drawn and at near ties, token for token${left}`, async () => {
  const open = await openFolder(folder, { reads: true });
  assert.is(short.length, 8);
  for (const record of short) {
    const seen: number[] = [];
    const written = await write(open.kernel, open.texts, record as never, {
      onToken: (ids) => void seen.push(ids.at(-1) as number),
    });
    assert.is(written.text, record.output);
    assert.is(written.finish, record.finish);
    assert.is(written.promptTokens, record.promptTokens);
    assert.equal(seen, written.ids);
    assert.ok(Math.abs(written.minMargin - (record.minMargin ?? 0)) < 0.002, 'the margin is the record’s, up to its last digit');
  }
  const read = await verdicts(short, open);
  assert.ok(read.every(({ same }) => same));
  assert.ok(read.filter(({ how }) => how === 'read').length >= 6, 'most are read, not written');

  const record = short[3] as GenerationRecord;
  const ids = tokensOf(record as never, open.texts) as number[];
  const other = open.texts.decode([...ids.slice(0, 3), (ids[3] as number) === 253 ? 254 : 253, ...ids.slice(4)]);
  const wrong = { ...record, output: other };
  const { tokens: _, ...bare } = record; // as a line of version 1
  const cut = { ...bare, output: open.texts.decode(ids.slice(0, 4)), outputTokens: 4, finish: 'stop' as const };
  const [a, b] = await verdicts([wrong, cut], open);
  assert.is(a?.same, false, 'an answer in which a token was changed');
  assert.is(b?.same, false, 'an answer that was cut');
  assert.is(b?.at, 4);
  assert.is(b?.recorded, '(end)');
  assert.is(b?.near, false);
});

whenHere(`a changed byte of the weights gives another answer${left}`, async () => {
  const onnx = (name: string) => readFileSync(join(folder, 'onnx', name));
  const changed = (name: string) => {
    const data = onnx(name);
    if (name === 'model_q4.onnx_data_2') data[data.length - 2304 + 3] = (data[data.length - 2304 + 3] as number) ^ 64; // a number of the last norm
    return data;
  };
  const kernel = await Kernel.open(readFileSync(wasmFile), onnx('model_q4.onnx'), 'model', changed);
  const { texts } = await openFolder(folder);
  const record = short[0] as GenerationRecord;
  assert.is.not((await write(kernel, texts, record as never)).text, record.output);
});

whenHere(`a weight file that was cut is named${left}`, async () => {
  const onnx = (name: string) => readFileSync(join(folder, 'onnx', name));
  const cut = (name: string) => (name === 'model_q4.onnx_data_1' ? onnx(name).subarray(0, 1 << 20) : onnx(name));
  try {
    await Kernel.open(readFileSync(wasmFile), onnx('model_q4.onnx'), 'model', cut);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /model_q4\.onnx_data_1 ends after 1048576 bytes/);
  }
  try {
    await Kernel.open(readFileSync(wasmFile), onnx('model_q4.onnx').subarray(0, 90_000), 'model', onnx);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /a graph that ends early/);
  }
});

test('the digest and the keys are those of the records', () => {
  const sums = readSums(
    readFileSync(fileURLToPath(new URL('../../../models/smollm2-135m-instruct/SHA256SUMS', import.meta.url)), 'utf8'),
  );
  const digest = digestOf(sums);
  assert.is(digest, smollm2().digest);
  for (const record of records.filter((_, i) => i % 40 === 0)) assert.is(keyOf(record.model, record), record.key);
});

test('SHA-256, of every length up to three blocks and in pieces', () => {
  const data = Uint8Array.from({ length: 200 }, (_, i) => (i * 37) & 255);
  for (let size = 0; size <= 200; size++) {
    const expected = createHash('sha256').update(data.subarray(0, size)).digest('hex');
    assert.is(sha256(data.subarray(0, size)), expected);
    const half = size >> 1;
    assert.is(new Sha256().update(data.subarray(0, half)).update(data.subarray(half, size)).hex(), expected);
  }
});

test('tokens are chosen as the engine chooses them', () => {
  const random = seeded('choose');
  for (const decoding of [
    { maxNewTokens: 1 },
    { maxNewTokens: 1, temperature: 0.7, topP: 0.9, seed: 5 },
    { maxNewTokens: 1, temperature: 1, seed: 6 },
    { maxNewTokens: 1, temperature: 1.3, topK: 5, seed: 7 },
    { maxNewTokens: 1, temperature: 0.5, topK: 20, topP: 0.8, seed: 8 },
  ]) {
    const [mine, engine] = [chooser(decoding), recordedChooser(decoding)];
    for (let i = 0; i < 60; i++) {
      const row = Float32Array.from({ length: 300 }, () => Math.round(random() * 400) / 20 - (random() < 0.5 ? 8 : 0)); // with ties
      const [a, b] = [mine(row), engine(row, 0, row.length)];
      assert.is(a.token, b.token, JSON.stringify(decoding));
      assert.is(a.margin, b.margin);
      assert.ok(a.distance >= 0);
    }
  }
});

test('the referee takes every near tie and so many others, the same for the same seed', () => {
  const near = records.filter(({ minMargin = 1 }) => minMargin <= nearTie).length;
  const chosen = chosenFor(records, 10, 'a');
  assert.is(chosen.length, near + 10);
  assert.equal(chosenFor(records, 10, 'a'), chosen);
  assert.not.equal(chosenFor(records, 10, 'b'), chosen);
  assert.is(chosenFor(records, Number.POSITIVE_INFINITY, 'a').length, records.length);
});

test('kernel.wasm is of kernel.as as it is', () => {
  const made = JSON.parse(readFileSync(fileURLToPath(new URL('../../../models/kernel/kernel.json', import.meta.url)), 'utf8'));
  const hash = (name: string) => sha256(readFileSync(fileURLToPath(new URL(`../../../models/kernel/${name}`, import.meta.url))));
  assert.is(made.source, hash('kernel.as'));
  assert.is(made.wasm, hash('kernel.wasm'));
  assert.is(made.compiler, compiler);
});

const asc = (() => {
  try {
    return createRequire(import.meta.url).resolve('assemblyscript/bin/asc.js');
  } catch {
    return null;
  }
})();
(asc ? test : test.skip)(
  `kernel.as compiles to the bytes of kernel.wasm${asc ? '' : ' (left out: AssemblyScript is not installed)'}`,
  async () => {
    const { execFileSync } = await import('node:child_process');
    const wasm = compiled((args, cwd) => execFileSync(process.execPath, [asc as string, ...args], { cwd }));
    assert.ok(wasm.equals(readFileSync(wasmFile)));
  },
);

test.run();

// A damaged GGUF file is refused in one line that names it, with nothing left behind, or it makes a model that opens and answers.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { seeded } from '../../../harness/core/random.js';
import { gguf } from '../../../models/catalog/gguf.js';
import { readGguf } from '../../../models/convert/gguf/gguf.js';
import { type TinyOptions, writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-damage-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'damaged.gguf');
const cache = join(folder, 'cache');

const llama: TinyOptions = { architecture: 'llama', kinds: kinds.slice(3, 4), seed: 'damage' };
const gemma: TinyOptions = { architecture: 'gemma3', kinds: kinds.slice(8, 9), seed: 'damage', sentencePiece: true };
const request = { messages: [{ role: 'user' as const, content: 'hi' }], decoding: { maxNewTokens: 2 }, trial: 0 };

/** The refusal of `bytes`; null where they make a model, which is then asked. Anything but a UserError is thrown. */
async function refusal(bytes: Uint8Array): Promise<string | null> {
  writeFileSync(file, bytes);
  try {
    const model = await gguf(file, { cache, quiet: true });
    for await (const { finish } of model.generate([request])) assert.is.not(finish, 'error');
    await model.close();
    return null;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    assert.is(error.code, 2, error.message);
    assert.ok(error.message.startsWith(`${file}: `), error.message);
    assert.ok(error.message.length < 600 && !/[\u0000-\u001f]/.test(error.message), error.message);
    const made = join(cache, 'gguf');
    assert.equal(existsSync(made) ? readdirSync(made) : [], [], 'nothing is left');
    return error.message;
  } finally {
    rmSync(cache, { recursive: true, force: true });
  }
}

function tiny(options: TinyOptions): Buffer {
  writeTinyModel(file, options);
  return readFileSync(file);
}

async function refused(bytes: Uint8Array, says: RegExp): Promise<void> {
  const message = await refusal(bytes);
  assert.match(message ?? 'a model', says);
}

const said = (metadata: TinyOptions['metadata'], base = llama) => tiny({ ...base, ...(metadata && { metadata }) });

/** A file with one tensor's first bytes overwritten. */
function withWeights(name: string, bytes: number[], base = llama): Buffer {
  const whole = tiny(base);
  const { reader, tensors } = readGguf(file);
  reader.close();
  whole.set(bytes, tensors.get(name)?.offset);
  return whole;
}

/** Ways to damage a file of some 20,000 bytes of head; `upTo` gives a whole number below its argument. */
const damage: ((bytes: Buffer, upTo: (count: number) => number) => Buffer)[] = [
  (bytes, upTo) => bytes.subarray(0, upTo(bytes.length)),
  (bytes, upTo) => {
    bytes[upTo(20_000)] = upTo(256);
    return bytes;
  },
  (bytes, upTo) => {
    for (let i = 0; i < 8; i++) bytes[24 + upTo(12_000)] = upTo(256);
    return bytes;
  },
  (bytes, upTo) => {
    bytes.writeUInt32LE([0, 1, 0xffffffff, 0x7fffffff, 0x80000000, 0x7fc00000][upTo(6)] as number, 24 + upTo(16_000));
    return bytes;
  },
  (bytes, upTo) => {
    const at = 20_000 + upTo(bytes.length - 20_000);
    return bytes.fill(255, at, at + 64);
  },
];

test('300 seeded mutations: cut short, changed bytes, strange numbers, wiped weights', async () => {
  let [models, refusals] = [0, 0];
  for (const [base, seed] of [
    [llama, 'a'],
    [gemma, 'b'],
  ] as const) {
    const whole = tiny(base);
    const random = seeded(seed);
    const upTo = (count: number) => Math.floor(random() * count);
    for (let i = 0; i < 150; i++) {
      const change = damage[i % damage.length] as (typeof damage)[number];
      if ((await refusal(change(Buffer.from(whole), upTo))) === null) models++;
      else refusals++;
    }
  }
  assert.ok(models > 20 && refusals > 100, `${models} models, ${refusals} refusals`);
});

test('scales, vectors and floats that are no numbers', async () => {
  await refused(
    withWeights('blk.0.ffn_up.weight', [0, 0x7e]),
    /expected finite numbers in `blk\.0\.ffn_up\.weight`, got NaN or infinity/,
  );
  await refused(withWeights('token_embd.weight', [0, 0xfc]), /finite numbers in `token_embd\.weight`/);
  await refused(withWeights('output_norm.weight', [0, 0, 0x80, 0x7f]), /finite numbers in `output_norm\.weight`/);
  for (const name of ['F16', 'BF16', 'F32']) {
    const kind = kinds.filter((one) => one.name === name);
    const infinite = { F16: [0, 0x7c], BF16: [0x80, 0x7f], F32: [0, 0, 0x80, 0x7f] }[name] ?? [];
    await refused(withWeights('blk.1.attn_v.weight', infinite, { ...llama, kinds: kind }), /`blk\.1\.attn_v\.weight`/);
  }
});

test('sizes that no model has', async () => {
  await refused(
    said({ 'llama.block_count': 16_000_000 }),
    /`llama\.block_count` to be a whole number, at most \d+, got 16000000/,
  );
  await refused(said({ 'llama.context_length': 900_000_000 }), /`llama\.context_length` to be a whole number, at most 1048576/);
  await refused(said({ 'llama.context_length': 1 }), /a context of 2 tokens or more, got 1/);
  await refused(said({ 'llama.attention.head_count': 3.5 }), /`llama\.attention\.head_count` to be a whole number/);
  await refused(said({ 'general.alignment': 32.5 }), /an alignment of 32\.5/);
});

test('a name with line breaks in it is shown in one line', async () => {
  const whole = tiny(llama);
  whole.write('\n\n\u0007', whole.indexOf('blk.0.attn_norm'));
  await refused(whole, /a tensor `blk\.0\.attn_norm\.weight`, got none/);
  const other = tiny({ ...llama, metadata: { 'general.architecture': 'a\nb\u001b' } });
  await refused(other, /an architecture that is supported .*, got a b\\u\{1b\}/);
});

test('tensors that lie over each other', async () => {
  const whole = tiny(llama);
  const name = 'blk.0.ffn_norm.weight';
  const at = whole.indexOf(name) + name.length + 4 + 8 + 4; // after the number of dimensions, one dimension, and the type
  whole.writeBigUInt64LE(whole.readBigUInt64LE(at) - 64n, at);
  await refused(whole, /expected `blk\.0\.ffn_norm\.weight` after the end of `[^`]+`, got both in the same bytes/);
});

test('tokens, kinds and a template that cannot be used', async () => {
  await refused(
    said({ 'tokenizer.ggml.eos_token_id': 65_535 }),
    /`tokenizer\.ggml\.eos_token_id` to be one of \d+ tokens, got 65535/,
  );
  await refused(
    said({ 'tokenizer.ggml.token_type': new Int32Array(3) }),
    /`tokenizer\.ggml\.token_type` to be a list of \d+ values/,
  );
  await refused(said({ 'tokenizer.ggml.tokens': [] }), /expected 1 to \d+ tokens.*got 0/);
  await refused(said({ 'tokenizer.chat_template': '{% for %}' }), /a chat template that can be used, got /);
  await refused(said({ 'tokenizer.chat_template': '{{ \u0000 }}' }), /a chat template that can be used, got /);
});

test.run();

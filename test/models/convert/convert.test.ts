// What convert refuses: one clear line each, and no folder left. And what it writes.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gguf as oracle } from '@huggingface/gguf';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { readGguf } from '../../../models/convert/gguf/gguf.js';
import { type ConvertOptions, convert } from '../../../models/convert/index.js';
import { checkFolder, readFolder } from '../../../models/engine/folder.js';
import { type TinyOptions, writeTinyModel } from '../../fixtures/gguf/model.js';
import { kinds } from '../../fixtures/gguf/quantised.js';
import { writeGguf } from '../../fixtures/gguf/write.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-convert-'));
test.after(() => rmSync(folder, { recursive: true, force: true }));

const plain: Omit<TinyOptions, 'seed'> = { architecture: 'llama', kinds: kinds.slice(3, 4) };
const whole = join(folder, 'whole.gguf');
writeTinyModel(whole, { ...plain, seed: 'whole' });
const bytes = readFileSync(whole);

/** Converts and expects a refusal of one line, exit code 2, and nothing left behind. */
async function refused(file: string, message: RegExp, options?: ConvertOptions): Promise<void> {
  const out = join(folder, 'out');
  const before = readdirSync(folder);
  try {
    await convert(file, out, options);
  } catch (error) {
    assert.instance(error, UserError, `expected a UserError, got ${(error as Error).stack}`);
    assert.match((error as Error).message, message, (error as Error).message);
    assert.is((error as UserError).code, 2);
    assert.not.match((error as Error).message, /\n/);
    assert.equal(readdirSync(folder), before);
    return;
  }
  assert.unreachable(`expected ${message}`);
}

async function refusedTiny(message: RegExp, change: Partial<TinyOptions>): Promise<void> {
  const file = join(folder, 'changed.gguf');
  writeTinyModel(file, { ...plain, seed: 'changed', ...change });
  await refused(file, message);
}

async function refusedBytes(data: Uint8Array, message: RegExp): Promise<void> {
  const file = join(folder, 'bytes.gguf');
  writeFileSync(file, data);
  await refused(file, message);
}

test('a missing file, a folder, a text, an empty file', async () => {
  await refused(join(folder, 'none.gguf'), /none\.gguf: expected a GGUF file, found none/);
  await refused(folder, /expected a GGUF file, got a folder/);
  await refusedBytes(Buffer.from('# A text\n'), /expected a GGUF file \(first bytes "GGUF"\), got "# A "/);
  await refusedBytes(Buffer.alloc(0), /expected a GGUF file/);
});

test('another version', () =>
  refusedBytes(Buffer.concat([Buffer.from('GGUF'), Buffer.of(1, 0, 0, 0)]), /version 2 or 3.*got version 1/));

test('a file truncated anywhere', async () => {
  await refusedBytes(bytes.subarray(0, bytes.length - 32), /cut short: expected at least \d+ bytes, got \d+/);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 4, max: bytes.length - 32 }), (length) =>
      refusedBytes(bytes.subarray(0, length), /cut short/),
    ),
    { numRuns: 20, seed: 6 },
  );
});

test('a file with a corrupted header: rejected in one line, or read', async () => {
  const head = 6000;
  await fc.assert(
    fc.property(fc.integer({ min: 4, max: head }), fc.integer({ min: 0, max: 255 }), (at, value) => {
      const changed = Buffer.from(bytes);
      changed[at] = value;
      const file = join(folder, 'garbled.gguf');
      writeFileSync(file, changed);
      try {
        readGguf(file).reader.close();
      } catch (error) {
        assert.instance(error, UserError);
      }
    }),
    { numRuns: 60, seed: 6 },
  );
  rmSync(join(folder, 'garbled.gguf'), { force: true });
});

test('an architecture that is not supported', () =>
  refusedTiny(/an architecture that is supported \(llama, qwen2, qwen3, gemma3\), got mamba/, {
    metadata: { 'general.architecture': 'mamba' },
  }));

test('a quantisation that is not supported', async () => {
  const file = join(folder, 'iq.gguf');
  writeTinyModel(file, { ...plain, seed: 'iq' });
  const { metadata } = readGguf(file);
  const tensors = [{ name: 'token_embd.weight', type: 16, shape: [256, 263], bytes: new Uint8Array(256 * 263) }];
  const sizes = [...metadata].filter(([key]) => key.startsWith('llama.') || key === 'general.architecture');
  const entries = { ...Object.fromEntries(sizes.map(([key, value]) => [key, value as number | string])), 'llama.block_count': 1 };
  const names = ['attn_norm', 'ffn_norm', 'attn_q', 'attn_k', 'attn_v', 'attn_output', 'ffn_gate', 'ffn_up', 'ffn_down'];
  const others = [...names.map((name) => `blk.0.${name}.weight`), 'output_norm.weight'];
  for (const name of others) tensors.push({ name, type: 0, shape: [1], bytes: new Uint8Array(4) });
  writeGguf(file, entries, tensors);
  await refused(file, /expected quantisations F32, F16, BF16, Q4_0.*Q6_K, got IQ2_XXS in `token_embd.weight`/);
});

test('sizes that do not fit', async () => {
  await refusedTiny(/`blk.0.ffn_gate.weight` to be 256 × 1024, got 256 × 512/, {
    metadata: { 'llama.feed_forward_length': 1024 },
  });
  await refusedTiny(/expected a tensor `blk.2.attn_norm.weight`, got none/, { metadata: { 'llama.block_count': 3 } });
  await refusedTiny(/expected `llama.block_count` to be a number above 0, got nothing/, { without: ['llama.block_count'] });
  await refusedTiny(/expected only tensors of the architecture llama, got `blk.0.attn_q_norm.weight`/, {
    architecture: 'qwen3',
    metadata: Object.fromEntries(
      Object.entries({
        block_count: 2,
        context_length: 128,
        embedding_length: 256,
        feed_forward_length: 512,
        'attention.head_count': 4,
      })
        .map(([key, value]): [string, number | string] => [`llama.${key}`, value])
        .concat([
          ['general.architecture', 'llama'],
          ['llama.attention.head_count_kv', 2],
          ['llama.attention.key_length', 128],
          ['llama.attention.value_length', 128],
          ['llama.attention.layer_norm_rms_epsilon', 0.00001],
        ]),
    ),
  });
});

test('no tokenizer, a chat template that is no text, a tokenizer that is not known', async () => {
  await refusedTiny(/expected a tokenizer .*found none/, { without: ['tokenizer.ggml.tokens'] });
  await refusedTiny(/expected a chat template .*that is a text, got 7/, { metadata: { 'tokenizer.chat_template': 7 } });
  await refusedTiny(/among gpt-2, smollm, qwen2, llama-bpe, got olmo/, { metadata: { 'tokenizer.ggml.pre': 'olmo' } });
  await refusedTiny(/gpt2 \(byte-level BPE\) or llama \(SentencePiece\), got rwkv/, {
    metadata: { 'tokenizer.ggml.model': 'rwkv' },
  });
});

test('rope scaling that is not supported', async () => {
  await refusedTiny(/rope scaling none or linear, got yarn/, { metadata: { 'llama.rope.scaling.type': 'yarn' } });
});

test('one part of several: the parts that are missing, or how to join them', async () => {
  const metadata = { 'split.count': 3 };
  await refusedTiny(/in one GGUF file, got one of 3 parts\. Join them, from the first on: llama-gguf-split --merge FIRST/, {
    metadata,
  });
  const [first, second, third] = [1, 2, 3].map((i) => join(folder, `big-0000${i}-of-00003.gguf`)) as [string, string, string];
  writeTinyModel(second, { ...plain, seed: 'part', metadata });
  await refused(second, /and big-00001-of-00003\.gguf, big-00003-of-00003\.gguf are not beside it\. Download what is missing/);
  writeFileSync(first, '');
  await refused(second, /and big-00003-of-00003\.gguf is not beside it\..*--merge big-00001-of-00003\.gguf big\.gguf$/);
  writeFileSync(third, '');
  await refused(second, /all of which are beside it\. Join them: llama-gguf-split --merge big-00001-of-00003\.gguf big\.gguf$/);
});

test('a file that lacks a piece in its middle is cut short', () => {
  const piece = Math.floor(bytes.length / 4);
  return refusedBytes(
    Buffer.concat([bytes.subarray(0, piece * 2), bytes.subarray(piece * 3)]),
    /cut short: expected at least \d+/,
  );
});

test('what the graph of gemma3 leaves out', async () => {
  const gemma = { architecture: 'gemma3' } as const;
  await refusedTiny(/logits without a soft cap, got 30/, { ...gemma, metadata: { 'gemma3.final_logit_softcapping': 30 } });
  await refusedTiny(/fewer layers than 27B has.*got 62 layers/, { ...gemma, metadata: { 'gemma3.block_count': 62 } });
  await refusedTiny(/`gemma3.attention.sliding_window` to be a number above 0, got nothing/, {
    ...gemma,
    without: ['gemma3.attention.sliding_window'],
  });
});

test('rope factors in an architecture without them', () =>
  refusedTiny(/only tensors of the architecture qwen2, got `rope_freqs.weight`/, { architecture: 'qwen2', stretched: true }));

test('configuration of qwen3 and gemma3: the class of transformers.js, the width of heads, the end of a turn', async () => {
  const configs = async (architecture: 'qwen3' | 'gemma3') => {
    const file = join(folder, `${architecture}.gguf`);
    const gemma = architecture === 'gemma3';
    writeTinyModel(file, { ...plain, architecture, seed: architecture, tied: gemma, sentencePiece: gemma });
    const { folder: out } = await convert(file, join(folder, architecture));
    const json = (name: string) => JSON.parse(readFileSync(join(out, name), 'utf8'));
    return { config: json('config.json'), ends: json('generation_config.json').eos_token_id };
  };
  const qwen3 = await configs('qwen3');
  const named = ({ config }: typeof qwen3) => [config.model_type, config.architectures[0], config.tie_word_embeddings];
  assert.equal(named(qwen3), ['qwen3', 'Qwen3ForCausalLM', false]);
  assert.is(qwen3.config.head_dim, 128);
  assert.is(qwen3.config.hidden_size / qwen3.config.num_attention_heads, 64);
  assert.equal(qwen3.ends, [0]);
  const gemma3 = await configs('gemma3');
  assert.equal(named(gemma3), ['gemma3_text', 'Gemma3ForCausalLM', true]);
  assert.equal(gemma3.ends, [2, 280]);
});

test('larger than memory', () =>
  refused(whole, /fits in memory, got one that needs about 0\.0 GB; this machine has/, { memoryBytes: 1000 }));

test('a folder that exists already', async () => {
  try {
    await convert(whole, folder);
    assert.unreachable();
  } catch (error) {
    assert.match((error as Error).message, /expected a folder that does not exist yet/);
  }
});

test('the folder: whole by its SHA256SUMS, the same twice, weight files within the limit', async () => {
  const steps: number[] = [];
  const options = { shardMb: 0.05, onProgress: (done: number) => steps.push(done) };
  const { folder: first, sha256 } = await convert(whole, join(folder, 'first'), options);
  const { folder: second } = await convert(whole, join(folder, 'second'), options);
  assert.equal(steps.slice(0, 4), [1, 2, 3, 4]);
  const listed = readFolder(first, () => '');
  await checkFolder(listed);
  assert.equal(listed.sums, readFolder(second, () => '').sums);
  const shards = readdirSync(join(first, 'onnx')).filter((name) => name.includes('_data'));
  assert.ok(shards.length > 5);
  for (const name of shards) assert.ok(readFileSync(join(first, 'onnx', name)).length <= 50_000, name);
  const readme = readFileSync(join(first, 'README.md'), 'utf8');
  assert.ok(readme.includes(sha256) && readme.includes('Q4_0'));
  assert.not(existsSync(join(folder, `.first.${process.pid}.tmp`)));
});

test('metadata and tensors as @huggingface/gguf reads them', async () => {
  const ours = readGguf(whole);
  const theirs = await oracle(whole, { allowLocalFile: true });
  for (const [key, value] of ours.metadata) {
    const other = (theirs.metadata as Record<string, unknown>)[key];
    assert.equal(value, Array.isArray(other) ? [...other] : other, key);
  }
  assert.is(ours.tensors.size, theirs.tensorInfos.length);
  for (const { name, dtype, offset } of theirs.tensorInfos) {
    const tensor = ours.tensors.get(name);
    assert.is(tensor?.type, Number(dtype));
    assert.is(tensor?.offset, Number(theirs.tensorDataOffset) + Number(offset));
  }
  ours.reader.close();
});

test.run();

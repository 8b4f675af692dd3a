// A small random decoder in the shape of common exports: rotary positions inside the attention, all logits, no accuracy level, no rows.
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession } from 'onnxruntime-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { canonical } from '../../../harness/core/canonical.js';
import { UserError } from '../../../harness/core/errors.js';
import { type Random, seeded } from '../../../harness/core/random.js';
import {
  attribute,
  type ElementType,
  elementType,
  encodeModel,
  type NodeProto,
  valueInfo,
} from '../../../models/convert/graph/onnx.js';
import { editGraph } from '../../../models/convert/import-onnx/edit.js';
import { importOnnx } from '../../../models/convert/import-onnx/import-onnx.js';
import { decode } from '../../../models/engine/decode.js';
import { checkFolder, readFolder } from '../../../models/engine/folder.js';
import { openModel } from '../../../models/engine/open.js';
import { Present } from '../../../models/engine/present.js';
import { Queue } from '../../../models/engine/queue.js';
import { Rows } from '../../../models/engine/rows.js';

const embedded = fileURLToPath(new URL('../../../models/smollm2-135m-instruct', import.meta.url));
const [vocabulary, hidden, heads, dim, layers] = [49152, 32, 2, 16, 2];

function exported(): Uint8Array {
  const random = seeded('export');
  const initializer = [
    floats('embed', [vocabulary, hidden], random, 2),
    floats('norm', [hidden], () => 1, 1),
    tensor('one', 'int64', [], new BigInt64Array([1n])),
    tensor('axis1', 'int64', [1], new BigInt64Array([1n])),
    floats('cos', [256, dim / 2], rotary(Math.cos), 1),
    floats('sin', [256, dim / 2], rotary(Math.sin), 1),
    tensor(
      'head.b',
      'uint8',
      [vocabulary, 1, 16],
      Uint8Array.from({ length: vocabulary * 16 }, () => Math.floor(random() * 256)),
    ),
    floats('head.s', [vocabulary], random, 0.2),
  ];
  const node: NodeProto[] = [
    made('Gather', '', ['embed', 'input_ids'], ['x0'], { axis: 0 }),
    made('ReduceSum', '', ['attention_mask', 'axis1'], ['sum'], { keepdims: 0 }),
    made('Sub', '', ['sum', 'one'], ['last']),
    made('Cast', '', ['last'], ['seqlens'], { to: elementType.int32 }),
    made('Shape', '', ['attention_mask'], ['shape']),
    made('Gather', '', ['shape', 'one'], ['total64'], { axis: 0 }),
    made('Cast', '', ['total64'], ['total'], { to: elementType.int32 }),
  ];
  for (let layer = 0; layer < layers; layer++) {
    const at = (name: string) => `l${layer}.${name}`;
    for (const [name, size] of [
      ['q', heads * dim],
      ['k', dim],
      ['v', dim],
    ] as const) {
      initializer.push(floats(at(`w${name}`), [hidden, size], random, 0.5));
      node.push(made('MatMul', '', [`x${layer}`, at(`w${name}`)], [at(name)]));
    }
    initializer.push(floats(at('wo'), [heads * dim, hidden], random, 0.5));
    const [past, present] = ['past_key_values', 'present'].map((name) =>
      ['key', 'value'].map((kind) => `${name}.${layer}.${kind}`),
    );
    node.push(
      made(
        'GroupQueryAttention',
        'com.microsoft',
        [at('q'), at('k'), at('v'), ...(past ?? []), 'seqlens', 'total', 'cos', 'sin'],
        [at('a'), ...(present ?? [])],
        { num_heads: heads, kv_num_heads: 1, do_rotary: 1 },
      ),
      made('MatMul', '', [at('a'), at('wo')], [at('o')]),
      made('Add', '', [`x${layer}`, at('o')], [`x${layer + 1}`]),
    );
  }
  node.push(
    made('SimplifiedLayerNormalization', '', [`x${layers}`, 'norm'], ['final'], {
      axis: -1,
      epsilon: { f: 1e-5 },
      stash_type: 1,
    }),
    made('MatMulNBits', 'com.microsoft', ['final', 'head.b', 'head.s'], ['logits'], {
      K: hidden,
      N: vocabulary,
      bits: 4,
      block_size: 32,
    }),
  );
  const cache = (name: string, length: string) =>
    Array.from({ length: layers }, (_, layer) =>
      ['key', 'value'].map((kind) => valueInfo(`${name}.${layer}.${kind}`, 'float', ['batch_size', 1, length, dim])),
    ).flat();
  return encodeModel({
    ir_version: 10,
    producer_name: 'test',
    opset_import: [
      { domain: '', version: 21 },
      { domain: 'com.microsoft', version: 1 },
    ],
    graph: {
      name: 'export',
      node,
      initializer,
      input: [
        valueInfo('input_ids', 'int64', ['batch_size', 'sequence_length']),
        valueInfo('attention_mask', 'int64', ['batch_size', 'total_sequence_length']),
        ...cache('past_key_values', 'past_sequence_length'),
      ],
      output: [
        valueInfo('logits', 'float', ['batch_size', 'sequence_length', vocabulary]),
        ...cache('present', 'total_sequence_length'),
      ],
    },
  });
}

function rotary(wave: (angle: number) => number): Random {
  let i = 0;
  return () => {
    const [position, pair] = [Math.floor(i / (dim / 2)), i % (dim / 2)];
    i++;
    return wave(position / 10000 ** ((2 * pair) / dim)) / 2 + 0.5; // undone by the scale of `floats`
  };
}

function floats(name: string, dims: number[], random: Random, scale: number) {
  const size = dims.reduce((a, b) => a * b, 1);
  const plain = name === 'norm';
  return tensor(
    name,
    'float',
    dims,
    Float32Array.from({ length: size }, () => (plain ? 1 : (2 * random() - 1) * scale)),
  );
}

function tensor(name: string, type: ElementType, dims: number[], data: Float32Array | Uint8Array | BigInt64Array) {
  return { name, dims, data_type: elementType[type], raw_data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

function made(
  kind: string,
  domain: string,
  input: string[],
  output: string[],
  attributes: Record<string, number | { f: number }> = {},
): NodeProto {
  const list = Object.entries(attributes).map(([name, value]) => attribute(name, value));
  return { op_type: kind, domain, name: output[0] as string, input, output, attribute: list };
}

const base = mkdtempSync(join(tmpdir(), 'adopt-'));
const from = join(base, 'export');
mkdirSync(join(from, 'onnx'), { recursive: true });
for (const file of ['tokenizer.json', 'generation_config.json']) cpSync(join(embedded, file), join(from, file));
const config = JSON.parse(readFileSync(join(embedded, 'config.json'), 'utf8')) as object;
const small = {
  hidden_size: hidden,
  num_hidden_layers: layers,
  num_attention_heads: heads,
  num_key_value_heads: 1,
  head_dim: dim,
};
writeFileSync(join(from, 'config.json'), JSON.stringify({ ...config, ...small, max_position_embeddings: 256 }));
const { chat_template: template, ...tokenizer } = JSON.parse(readFileSync(join(embedded, 'tokenizer_config.json'), 'utf8'));
writeFileSync(join(from, 'tokenizer_config.json'), JSON.stringify(tokenizer));
writeFileSync(join(from, 'chat_template.jinja'), template as string);
writeFileSync(join(from, 'onnx/model_q4.onnx'), exported());
const out = join(base, 'adopted');

test('an imported folder is complete, lists the edits, and keeps the chat template', async () => {
  await importOnnx(from, out);
  await checkFolder(readFolder(out, () => ''));
  const rows = ['last logits', 'new rows of the cache'];
  assert.is(
    readFileSync(join(out, 'edits.json'), 'utf8'),
    `${canonical({ portable: rows, fast: ['accuracy level 4', ...rows] })}\n`,
  );
  assert.ok(readFileSync(join(out, 'SHA256SUMS'), 'utf8').includes('  edits.json\n'));
  assert.is(JSON.parse(readFileSync(join(out, 'tokenizer_config.json'), 'utf8')).chat_template, template);
});

test('edited and unedited graph give the same tokens', async () => {
  const [plain, edited] = [await openModel(from, 'portable', 1), await openModel(out, 'portable', 1)];
  const runners = [plain.runner(4), edited.runner(4)] as const;
  assert.instance(runners[0], Present);
  assert.instance(runners[1], Rows);
  assert.is(runners[1].most, 1);
  const prompts = ['one', 'a hen and a rabbit '.repeat(16)].map((text) => edited.encodeChat([{ role: 'user', content: text }]));
  const answers = await Promise.all(
    [plain, edited].map(async (model, i) => {
      const all: { ids: number[]; minMargin: number }[] = [];
      const queue = new Queue(
        prompts.map((ids, index) => ({ index, ids, decoding: { maxNewTokens: 40 } })),
        true,
      );
      for await (const { ids, minMargin } of decode(model, runners[i] as Present, queue)) all.push({ ids, minMargin });
      return all;
    }),
  );
  assert.equal(
    answers[1]?.map(({ ids }) => ids),
    answers[0]?.map(({ ids }) => ids),
  );
  assert.ok(
    (answers[0] ?? []).every(({ ids }) => new Set(ids).size > 3),
    'the random model says more than one thing',
  );
  await Promise.all([plain.close(), edited.close()]);
});

test('the fast graph opens, and each arithmetic can be edited into the other', async () => {
  const fast = await InferenceSession.create(join(out, 'onnx/model_fast_q4.onnx'));
  assert.ok(fast.inputNames.includes('num_logits_to_keep') && fast.outputNames.includes('new_value.1'));
  const bytes = readFileSync(join(embedded, 'onnx/model_q4.onnx'));
  const same = editGraph(bytes, 'portable');
  assert.equal([same.edits, Buffer.concat(same.pieces).equals(bytes)], [[], true]);
  const quick = editGraph(bytes, 'fast');
  assert.equal(quick.edits, ['accuracy level 4']);
  const committed = readFileSync(join(embedded, 'onnx/model_fast_q4.onnx'));
  assert.is(Buffer.concat(quick.pieces).length, committed.length);
  assert.equal(editGraph(committed, 'portable').edits, ['accuracy level 0']);
});

test('anything but an export is rejected and leaves no folder', async () => {
  const broken = join(base, 'broken');
  cpSync(from, broken, { recursive: true });
  for (const bytes of [Buffer.from('not a graph'), Buffer.alloc(0), Buffer.from(exported()).subarray(0, 5000)]) {
    writeFileSync(join(broken, 'onnx/model_q4.onnx'), bytes);
    const target = join(base, 'never');
    await importOnnx(broken, target).then(
      () => assert.unreachable(),
      (error: unknown) => assert.instance(error, UserError),
    );
    assert.is(existsSync(target), false);
  }
  assert.equal(
    readdirSync(base).filter((name) => name.endsWith('.tmp')),
    [],
  );
});

test.run();

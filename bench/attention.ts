// `npx tsx bench/attention.ts`: ways in which one new token can attend to a cache of float32 keys and values in ONNX Runtime, all
// layers of a model and nothing else. Why the engine's graphs keep GroupQueryAttention: shortfalls.md.
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { median } from 'simple-statistics';
import { scriptArguments } from '../harness/core/options.js';
import type { Attributes } from '../models/convert/graph/graph.js';
import { attribute, encodeModel, type NodeProto, type ValueInfoProto, valueInfo } from '../models/convert/graph/onnx.js';
import { print } from './print-table.js';
import { digits } from './ratios.js';

const { values } = parseArgs({
  args: scriptArguments(),
  options: {
    filled: { type: 'string', default: '1000' },
    rows: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
    repeats: { type: 'string', default: '25' },
  },
});
const { filled, rows, threads, repeats } = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
) as Record<keyof typeof values, number>;

/** Layers, query heads, key and value heads, width of a head. */
type Sizes = [number, number, number, number];
const models: Record<string, Sizes> = {
  'SmolLM2 135M': [30, 9, 3, 64],
  'Qwen2.5-Coder 0.5B': [24, 14, 2, 64],
  'Qwen2.5-Coder 1.5B': [28, 12, 2, 128],
};

const random = new Float32Array(65_536).map((_, i) => Math.sin(i * i));
const numbers = (count: number, from: number) =>
  Float32Array.from({ length: count }, (_, i) => random[(i + from) & 65_535] as number);
const integers = (name: string, list: number[]) => ({
  name,
  dims: [list.length],
  data_type: 7,
  raw_data: new Uint8Array(BigInt64Array.from(list, BigInt).buffer),
});

/** Adds the nodes of one layer, from `q` to `out`. */
type Way = (op: Op, layer: { q: string; out: string; keys: string; values: string; scale: { f: number } }, sizes: Sizes) => void;
type Op = (kind: string, input: string[], output: string[], attributes?: Attributes, domain?: string) => void;

const microsoft = 'com.microsoft';
const groups: Way = (op, { q, out, keys, values, scale }, [, heads, kv]) =>
  op(
    'GroupQueryAttention',
    [q, 'k', 'v', keys, values, 'last', 'room'],
    [out, `${out}.keys`, `${out}.values`],
    { num_heads: heads, kv_num_heads: kv, scale },
    microsoft,
  );
const scattered: Way = (op, { out, keys, values }) => {
  for (const [cache, fresh] of [
    [keys, 'k4'],
    [values, 'v4'],
  ] as const)
    op('TensorScatter', [cache, fresh, 'lengths'], [`${out}.${cache}`], { axis: 2 });
};
const standard: Way = (op, { q, out, keys, values, scale }) => {
  op('Reshape', [q, 'by-head'], [`${out}.q`]);
  op('Attention', [`${out}.q`, keys, values, '', '', '', 'present'], [`${out}.o`], { scale });
  op('Reshape', [`${out}.o`, 'flat'], [out]);
};
const ways: Record<string, Way> = {
  GroupQueryAttention: groups,
  'TensorScatter, GroupQueryAttention': (op, layer, sizes) => {
    scattered(op, layer, sizes);
    const { q, out, keys, values, scale } = layer;
    const [, heads, kv] = sizes;
    op(
      'GroupQueryAttention',
      [q, 'none', 'none', `${out}.${keys}`, `${out}.${values}`, 'last', 'room'],
      [out, `${out}.keys`, `${out}.values`],
      { num_heads: heads, kv_num_heads: kv, scale },
      microsoft,
    );
  },
  'TensorScatter, Attention': (op, layer, sizes) => {
    scattered(op, layer, sizes);
    standard(op, { ...layer, keys: `${layer.out}.${layer.keys}`, values: `${layer.out}.${layer.values}` }, sizes);
  },
  'products of past and new apart': (op, { q, out, keys, values, scale }) => {
    op('Reshape', [q, 'by-group'], [`${out}.q`]);
    op('FusedMatMul', [`${out}.q`, keys], [`${out}.past`], { transB: 1, alpha: scale }, microsoft);
    op('FusedMatMul', [`${out}.q`, 'k4'], [`${out}.new`], { transB: 1, alpha: scale }, microsoft);
    op('Add', [`${out}.past`, 'mask'], [`${out}.masked`]);
    op('Concat', [`${out}.masked`, `${out}.new`], [`${out}.all`], { axis: -1 });
    op('Softmax', [`${out}.all`], [`${out}.shares`], { axis: -1 });
    op('Split', [`${out}.shares`, 'past-new'], [`${out}.shares-past`, `${out}.shares-new`], { axis: -1 });
    op('MatMul', [`${out}.shares-past`, values], [`${out}.o-past`]);
    op('MatMul', [`${out}.shares-new`, 'v4'], [`${out}.o-new`]);
    op('Add', [`${out}.o-past`, `${out}.o-new`], [`${out}.o`]);
    op('Reshape', [`${out}.o`, 'flat'], [out]);
  },
  'Attention over the past alone, nothing copied': standard,
};

async function session(way: Way, sizes: Sizes, room: number): Promise<InferenceSession> {
  const [layers, heads, kv, dim] = sizes;
  const node: NodeProto[] = [];
  const op: Op = (kind, input, output, attributes = {}, domain = '') =>
    node.push({
      op_type: kind,
      input,
      output,
      name: `${output[0]}/${kind}`,
      attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
      domain,
    });
  op('Reshape', ['k', 'fresh'], ['k4']);
  op('Reshape', ['v', 'fresh'], ['v4']);
  const caches: ValueInfoProto[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const [keys, values] = [`keys${layer}`, `values${layer}`];
    for (const name of [keys, values]) caches.push(valueInfo(name, 'float', ['rows', kv, 'room', dim]));
    way(op, { q: `q${layer}`, out: `q${layer + 1}`, keys, values, scale: { f: 1 / Math.sqrt(dim) } }, sizes);
  }
  const model = encodeModel({
    ir_version: 10,
    producer_name: 'bench',
    graph: {
      name: 'attention',
      node,
      initializer: [
        integers('fresh', [0, kv, 1, dim]),
        integers('by-head', [0, heads, 1, dim]),
        integers('by-group', [0, kv, heads / kv, dim]),
        integers('flat', [0, 1, heads * dim]),
        integers('past-new', [room, 1]),
        { name: 'none', dims: [rows, 0, kv * dim], data_type: 1, raw_data: new Uint8Array() },
      ],
      input: [
        valueInfo('q0', 'float', ['rows', 1, heads * dim]),
        valueInfo('k', 'float', ['rows', 1, kv * dim]),
        valueInfo('v', 'float', ['rows', 1, kv * dim]),
        valueInfo('last', 'int32', ['rows']),
        valueInfo('room', 'int32', []),
        valueInfo('lengths', 'int64', ['rows']),
        valueInfo('present', 'int64', ['rows']),
        valueInfo('mask', 'float', ['rows', 1, 1, 'room']),
        ...caches,
      ],
      output: [valueInfo(`q${layers}`, 'float', ['rows', 1, heads * dim])],
    },
    opset_import: [
      { domain: '', version: 24 },
      { domain: microsoft, version: 1 },
    ],
  });
  return InferenceSession.create(model, { intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 3 });
}

function feeds([layers, heads, kv, dim]: Sizes, room: number): Record<string, Tensor> {
  const int64 = (list: number[]) => new Tensor('int64', BigInt64Array.from(list, BigInt), [list.length]);
  const lengths = Array.from({ length: rows }, (_, row) => Math.max(1, filled - 7 * row));
  const all: Record<string, Tensor> = {
    q0: new Tensor('float32', numbers(rows * heads * dim, 1), [rows, 1, heads * dim]),
    k: new Tensor('float32', numbers(rows * kv * dim, 2), [rows, 1, kv * dim]),
    v: new Tensor('float32', numbers(rows * kv * dim, 3), [rows, 1, kv * dim]),
    last: new Tensor('int32', Int32Array.from(lengths), [rows]),
    room: new Tensor('int32', Int32Array.of(room), []),
    lengths: int64(lengths),
    present: int64(lengths.map((length) => length + 1)),
    mask: new Tensor(
      'float32',
      Float32Array.from({ length: rows * room }, (_, i) => (i % room < (lengths[Math.floor(i / room)] as number) ? 0 : -1e9)),
      [rows, 1, 1, room],
    ),
  };
  for (let layer = 0; layer < layers; layer++)
    for (const name of [`keys${layer}`, `values${layer}`])
      all[name] = new Tensor('float32', numbers(rows * kv * room * dim, 97 * layer), [rows, kv, room, dim]);
  return all;
}

const room = Math.ceil((filled + 1) / 64) * 64;
const table: string[][] = [];
for (const [model, sizes] of Object.entries(models)) {
  const given = feeds(sizes, room);
  const out = `q${sizes[0]}`;
  const open: { name: string; session: InferenceSession; first: Float32Array; ms: number[] }[] = [];
  for (const [name, way] of Object.entries(ways)) {
    const one = await session(way, sizes, room);
    open.push({ name, session: one, first: (await one.run(given))[out]?.data as Float32Array, ms: [] });
  }
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const { session, ms } of open) {
      await setTimeout(30); // threads of the one before wait in a loop for a while
      const start = performance.now();
      await session.run(given);
      ms.push(performance.now() - start);
    }
  const [now] = open as [(typeof open)[number]];
  for (const { name, first, ms } of open) {
    const most = first.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (now.first[i] as number))), 0);
    table.push([model, name, digits(median(ms)), digits(median(ms) / median(now.ms)), most.toExponential(1)]);
  }
  for (const { session } of open) await session.release();
}
print(
  `A token over ${filled} in the cache, ${rows} row${rows === 1 ? '' : 's'}, ${threads} thread${threads === 1 ? '' : 's'}, ${repeats} repeats in turn`,
  ['model', 'way', 'ms, median', 'of the first', 'largest difference to it'],
  table,
);

// Each operator of the kernel against ONNX Runtime's, on graphs of one node.

import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Random, seeded } from '../../../harness/core/random.js';
import { attribute, encodeModel, valueInfo } from '../../../models/convert/graph/onnx.js';
import { exp as exp64 } from '../../../models/kernel/choose.js';
import { wasmFile } from '../../../models/kernel/node.js';
import { Room } from '../../../models/kernel/wasm.js';

type Value = Float32Array | Uint8Array | BigInt64Array | Int32Array;
type Given = Record<string, [Value, number[]]>;

/** Outputs of one operator in ONNX Runtime, single-threaded. */
async function runtime(
  kind: string,
  given: Given,
  outputs: string[],
  attributes: Record<string, number | { f: number }> = {},
  domain = 'com.microsoft',
): Promise<Float32Array[]> {
  const types = new Map<unknown, 'float' | 'uint8' | 'int64' | 'int32'>([
    [Float32Array, 'float'],
    [Uint8Array, 'uint8'],
    [BigInt64Array, 'int64'],
    [Int32Array, 'int32'],
  ]);
  const bytes = encodeModel({
    ir_version: 10,
    producer_name: 'test',
    graph: {
      name: 'test',
      node: [
        {
          input: Object.keys(given),
          output: outputs,
          name: kind,
          op_type: kind,
          domain,
          attribute: Object.entries(attributes).map(([name, value]) => attribute(name, value)),
        },
      ],
      initializer: [],
      input: Object.entries(given).map(([name, [data, dims]]) => valueInfo(name, types.get(data.constructor) ?? 'float', dims)),
      output: outputs.map((name) => valueInfo(name, 'float', [])),
    },
    opset_import: [
      { domain: '', version: 21 },
      { domain: 'com.microsoft', version: 1 },
    ],
  });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 4 });
  const feeds = Object.fromEntries(
    Object.entries(given).map(([name, [data, dims]]) => [
      name,
      new Tensor(
        ({ float: 'float32', uint8: 'uint8', int64: 'int64', int32: 'int32' } as const)[types.get(data.constructor) ?? 'float'],
        data as Float32Array,
        dims,
      ),
    ]),
  );
  const results = await session.run(feeds);
  await session.release();
  return outputs.map((name) => results[name]?.data as Float32Array);
}

/** The kernel with a float32 vector put in, its address given. */
async function open() {
  const room = await Room.open(readFileSync(wasmFile));
  return {
    room,
    put(data: Value): number {
      const at = room.take(data.byteLength);
      room.put(at, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      return at;
    },
    floats: (at: number, count: number) => Float32Array.from(room.floats(at, count)),
  };
}

/** About normal numbers. */
function numbers(random: Random, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => random() + random() + random() + random() - 2);
}

/** Largest difference as a share of the largest number. */
function apart(a: Float32Array, b: Float32Array): number {
  assert.is(a.length, b.length);
  let [difference, most] = [0, 0];
  for (const [i, value] of a.entries()) {
    difference = Math.max(difference, Math.abs(value - (b[i] as number)));
    most = Math.max(most, Math.abs(value));
  }
  return difference / most;
}

for (const [bits, block, rows] of [
  [4, 32, 5],
  [4, 32, 1],
  [8, 32, 6],
  [8, 16, 3],
  [8, 16, 1],
] as const)
  test(`product: ${bits} bits, blocks of ${block}, ${rows} rows of x, as MatMulNBits and a float product have it`, async () => {
    const random = seeded(`product ${bits} ${block} ${rows}`);
    const [K, N] = [128, 20]; // 20 is no multiple of 8: the last rows are computed twice
    const blocks = (N * K) / block;
    const codes = Uint8Array.from({ length: N * K }, () => Math.floor(random() * 2 ** bits));
    const scales = numbers(random, blocks);
    const offsets = numbers(random, blocks);
    const x = numbers(random, rows * K);
    const zero = 2 ** (bits - 1);
    const weights = Float32Array.from(
      codes,
      (code, i) => (scales[Math.floor(i / block)] as number) * (code - zero) + (offsets[Math.floor(i / block)] as number),
    );
    const { room, put, floats } = await open();
    const packed =
      bits === 8
        ? codes
        : Uint8Array.from({ length: (N * K) / 2 }, (_, i) => (codes[2 * i] as number) | ((codes[2 * i + 1] as number) << 4));
    const q = put(packed);
    const d = put(scales);
    const m = put(offsets);
    if (bits === 8) room.call.centre(q, N * K, zero);
    else {
      room.call.order4(q, packed.length);
      const shift = room.take(4 * blocks);
      room.call.offsets(d, shift, blocks, zero);
      room.call.add(m, shift, blocks);
    }
    const [at, y, spare] = [put(x), room.take(4 * rows * N), room.take(4 * (19 + rows) * K)];
    if (rows === 1) room.call.product1(bits, block, q, d, m, at, y, N, K, spare);
    else room.call.product(bits, block, q, d, m, at, y, 4 * N, rows, N, K, spare);
    const [floating] = await runtime('FusedMatMul', { x: [x, [rows, K]], w: [weights, [N, K]] }, ['y'], { transB: 1 });
    assert.ok(apart(floating as Float32Array, floats(y, rows * N)) < 2e-6, 'the float product');
    if (bits === 8) return; // the 8-bit operator rounds x
    const given: Given = { x: [x, [rows, K]], q: [packed, [N, K / block, block / 2]], d: [scales, [blocks]] };
    const [main] = await runtime('MatMulNBits', given, ['y'], { K, N, bits, block_size: block });
    const sums = (main as Float32Array).map((value, i) => {
      let sum = value;
      for (let b = 0; b < K / block; b++)
        for (let j = 0; j < block; j++)
          sum += (offsets[(i % N) * (K / block) + b] as number) * (x[Math.floor(i / N) * K + b * block + j] as number);
      return sum;
    });
    assert.ok(apart(sums, floats(y, rows * N)) < 2e-6, 'MatMulNBits');
  });

test('norm, as SimplifiedLayerNormalization', async () => {
  const random = seeded('norm');
  const [T, K] = [3, 64];
  const [x, g] = [numbers(random, T * K), numbers(random, K)];
  const { room, put, floats } = await open();
  const y = room.take(4 * T * K);
  room.call.norm(put(x), put(g), y, T, K, 1e-5);
  const [expected] = await runtime(
    'SimplifiedLayerNormalization',
    { x: [x, [T, K]], g: [g, [K]] },
    ['y'],
    { axis: -1, epsilon: { f: 1e-5 }, stash_type: 1 },
    '',
  );
  assert.ok(apart(expected as Float32Array, floats(y, T * K)) < 1e-6);
});

test('rotate, as RotaryEmbedding', async () => {
  const random = seeded('rotate');
  const [T, heads, dim, most, at] = [3, 2, 16, 12, 4];
  const angles = numbers(random, (most * dim) / 2);
  const [cos, sin] = [angles.map(Math.cos), angles.map(Math.sin)];
  const x = numbers(random, T * heads * dim);
  const { room, put, floats } = await open();
  const address = put(x);
  room.call.rotate(address, put(cos), put(sin), T, at, heads, dim, 4 * heads * dim);
  const positions = BigInt64Array.from({ length: T }, (_, i) => BigInt(at + i));
  const given: Given = {
    x: [x, [1, T, heads * dim]],
    p: [positions, [1, T]],
    c: [cos, [most, dim / 2]],
    s: [sin, [most, dim / 2]],
  };
  const [expected] = await runtime('RotaryEmbedding', given, ['y'], { num_heads: heads, interleaved: 0 });
  assert.ok(apart(expected as Float32Array, floats(address, x.length)) < 1e-6);
});

for (const [T, at] of [
  [7, 0],
  [5, 6],
  [1, 11],
] as const)
  test(`attend: ${T} positions after ${at}, as GroupQueryAttention`, async () => {
    const random = seeded(`attend ${T} ${at}`);
    const [heads, kv, dim, room8] = [6, 2, 16, 16];
    const width = (heads + 2 * kv) * dim;
    const past = Array.from({ length: 2 }, () => numbers(random, kv * at * dim)); // [head, position, dim]
    const rows = numbers(random, T * width);
    const part = (from: number, count: number) =>
      Float32Array.from({ length: T * count }, (_, i) => rows[Math.floor(i / count) * width + from + (i % count)] as number);
    const { room, put, floats } = await open();
    const [keys, values, y, spare] = [kv * room8 * dim, kv * room8 * dim, T * heads * dim, 4 * (dim + room8)].map((count) =>
      room.take(4 * count),
    ) as [number, number, number, number];
    // what came before, position by position
    const before = Float32Array.from({ length: at * 2 * kv * dim }, (_, i) => {
      const [p, c, h, j] = [Math.floor(i / (2 * kv * dim)), Math.floor(i / (kv * dim)) % 2, Math.floor(i / dim) % kv, i % dim];
      return past[c]?.[(h * at + p) * dim + j] as number;
    });
    const old = put(before);
    if (at > 0) room.call.keep(old, old + 4 * kv * dim, keys, values, at, 0, kv, dim, 8 * kv * dim, room8);
    const address = put(rows);
    const [k, v] = [address + 4 * heads * dim, address + 4 * (heads + kv) * dim];
    room.call.keep(k, v, keys, values, T, at, kv, dim, 4 * width, room8);
    room.call.attend(address, keys, values, y, T, at, heads, kv, dim, 4 * width, room8, spare, 0.25);
    const given: Given = {
      q: [part(0, heads * dim), [1, T, heads * dim]],
      k: [part(heads * dim, kv * dim), [1, T, kv * dim]],
      v: [part((heads + kv) * dim, kv * dim), [1, T, kv * dim]],
      pk: [past[0] as Float32Array, [1, kv, at, dim]],
      pv: [past[1] as Float32Array, [1, kv, at, dim]],
      last: [Int32Array.of(at + T - 1), [1]],
      total: [Int32Array.of(at + T), []],
    };
    const [expected] = await runtime('GroupQueryAttention', given, ['y', 'nk', 'nv'], {
      num_heads: heads,
      kv_num_heads: kv,
      do_rotary: 0,
      scale: { f: 0.25 },
    });
    assert.ok(apart(expected as Float32Array, floats(y, T * heads * dim)) < 1e-6);
  });

test('gate: x / (1 + e^-x) times the other half, from -200 to 200 too', async () => {
  const random = seeded('gate');
  const x = numbers(random, 64).map((value, i) => (i < 32 ? value * (i < 8 ? 100 : 4) : value));
  const { room, put, floats } = await open();
  const y = room.take(4 * 32);
  room.call.gate(put(x), 4 * 64, y, 1, 32);
  const [sigmoid] = await runtime('Sigmoid', { x: [x.slice(0, 32), [32]] }, ['y'], {}, '');
  const expected = x.slice(0, 32).map((value, i) => value * (sigmoid?.[i] as number) * (x[32 + i] as number));
  assert.ok(apart(expected, floats(y, 32)) < 1e-6);
});

test('exponentials are at most 2 units in the last place off: float32 in the kernel, float64 for draws', async () => {
  const x = Float32Array.from({ length: 4096 }, (_, i) => -86.9 + i * 0.0425);
  const { room, put, floats } = await open();
  const y = room.take(4 * x.length);
  room.call.exp(put(x), y, x.length);
  const worst = Math.max(...floats(y, x.length).map((value, i) => Math.abs(value / Math.exp(x[i] as number) - 1)));
  assert.ok(worst < 2 * 2 ** -23, `${worst}`);
  const far = put(Float32Array.of(-87.5, -1000, -Infinity, 0));
  room.call.exp(far, far, 4);
  assert.equal([...floats(far, 4)], [0, 0, 0, 1]);
  for (let i = 0; i < 4000; i++) {
    const at = -i * 0.17;
    assert.ok(Math.abs(exp64(at) / Math.exp(at) - 1) <= 2 * 2 ** -52, `e^${at}`);
  }
  assert.is(exp64(-800), 0);
  assert.is(exp64(0), 1);
});

test.run();

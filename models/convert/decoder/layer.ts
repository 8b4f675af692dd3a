// One transformer layer: attention and feed-forward, each added to the residual stream. An addition and the norm after it are one
// fused node.

import type { Gguf, Tensor } from '../gguf/gguf.js';
import type { Graph } from '../graph/graph.js';
import { type RowOrder, readVector } from '../graph/planes.js';
import type { Part } from '../graph/stored.js';
import type { Activations } from './activations.js';
import { linear } from './linear.js';
import { isLocal, type Shape } from './shape.js';

/** What all layers share. `tables`: cosines and sines, by whether the layer is local. */
export interface Context {
  graph: Graph;
  file: Gguf;
  shape: Shape;
  activations: Activations;
  tensor(name: string): Tensor;
  tables(local: boolean): [string, string];
}

/** Normed activation, and the residual stream it came from. */
export interface Stream {
  normed: string;
  residual: string;
}

/**
 * Adds layer `l`; the returned stream is already normed for the next step. The layer's key and value rows are outputs of the
 * graph.
 */
export function layer(
  context: Context,
  l: number,
  { normed, residual }: Stream,
  nextNorm: { tensor: string; name: string },
): Stream {
  const { graph, shape } = context;
  const attended = attention(context, l, normed);
  const middle = addAndNorm(context, residual, postNorm(context, attended, l, 'post_attention_norm'), {
    weight: `blk.${l}.ffn_norm.weight`,
    constant: `l${l}.norm2`,
    normed: `l${l}.x2`,
    residual: `l${l}.r2`,
  });
  const parts = ['gate', 'up'].map((one) => ({ tensor: context.tensor(`blk.${l}.ffn_${one}.weight`) }));
  const gateUp = linear(graph, context.activations, context.file, middle.normed, parts, `l${l}.gu`);
  const half = shape.feedForward;
  graph.op('Split', [gateUp, graph.int64('gu.split', [half, half])], [`l${l}.g`, `l${l}.u`], { axis: -1 });
  const mid = graph.op('Mul', [activation(context, l), `l${l}.u`], `l${l}.mid`);
  const down = linear(
    graph,
    context.activations,
    context.file,
    mid,
    [{ tensor: context.tensor(`blk.${l}.ffn_down.weight`) }],
    `l${l}.down`,
  );
  return addAndNorm(context, middle.residual, postNorm(context, down, l, 'post_ffw_norm'), {
    weight: nextNorm.tensor,
    constant: `${nextNorm.name}.norm1`,
    normed: `${nextNorm.name}.x1`,
    residual: `${nextNorm.name}.r1`,
  });
}

function attention({ graph, file, shape, activations, tensor, tables }: Context, l: number, x: string): string {
  const { heads, keyValueHeads, headDim } = shape;
  const n = `l${l}`;
  const counts = { q: heads, k: keyValueHeads, v: keyValueHeads };
  // llama files store query and key rows in interleaved pairs; the graph rotates halves
  const order = (c: string) => (shape.architecture === 'llama' && c !== 'v' ? halves(headDim) : undefined);
  const parts: Part[] = Object.keys(counts).map((c) => ({ tensor: tensor(`blk.${l}.attn_${c}.weight`), order: order(c) }));
  let qkv = linear(graph, activations, file, x, parts, `${n}.qkv`);
  if (file.tensors.has(`blk.${l}.attn_q.bias`)) {
    const total = (heads + 2 * keyValueHeads) * headDim;
    const bias = graph.floats(`${n}.qkv.b`, [total], () => {
      const pieces = Object.keys(counts).map((c) => readVector(file, tensor(`blk.${l}.attn_${c}.bias`), order(c)));
      return Float32Array.from(pieces.flatMap((piece) => [...piece]));
    });
    qkv = graph.op('Add', [qkv, bias], `${n}.qkv.biased`);
  }
  const widths = Object.values(counts).map((count) => count * headDim);
  graph.op('Split', [qkv, graph.int64('qkv.split', widths)], [`${n}.q`, `${n}.k`, `${n}.v`], { axis: -1 });
  const [cos, sin] = tables(isLocal(shape, l));
  const rotated = (c: 'q' | 'k', output: string) => {
    const input = headNorm({ graph, file, shape, tensor }, l, c, counts[c]);
    return graph.microsoft('RotaryEmbedding', [input, 'position_ids', cos, sin], output, {
      num_heads: counts[c],
      interleaved: 0,
    });
  };
  rotated('q', `${n}.qr`);
  rotated('k', `new_key.${l}`);
  graph.op('Identity', [`${n}.v`], `new_value.${l}`);
  const past = [`past_key_values.${l}.key`, `past_key_values.${l}.value`];
  graph.microsoft(
    'GroupQueryAttention',
    [`${n}.qr`, `new_key.${l}`, `${n}.v`, ...past, 'seqlens_k', 'total'],
    [`${n}.attn`, `present.${l}.key`, `present.${l}.value`],
    {
      num_heads: heads,
      kv_num_heads: keyValueHeads,
      do_rotary: 0,
      scale: { f: 1 / Math.sqrt(headDim) },
      ...(shape.local && isLocal(shape, l) ? { local_window_size: shape.local.window } : {}),
    },
  );
  return linear(graph, activations, file, `${n}.attn`, [{ tensor: tensor(`blk.${l}.attn_output.weight`) }], `${n}.o`);
}

/** qwen3 and gemma3 norm queries and keys per head before the rotation. */
function headNorm(
  { graph, file, shape, tensor }: Omit<Context, 'activations' | 'tables'>,
  l: number,
  c: 'q' | 'k',
  count: number,
): string {
  const input = `l${l}.${c}`;
  const name = `blk.${l}.attn_${c}_norm.weight`;
  if (!file.tensors.has(name)) return input;
  graph.op('Reshape', [input, graph.int64('shape.heads', [0, -1, shape.headDim])], `${input}.heads`);
  const weight = graph.floats(`${input}.norm`, [shape.headDim], () => readVector(file, tensor(name)));
  norm(graph, `${input}.heads`, weight, `${input}.normed`, shape.epsilon);
  return graph.op('Reshape', [`${input}.normed`, graph.int64(`shape.${c}`, [0, -1, count * shape.headDim])], `${input}.flat`);
}

function activation({ graph, shape }: Context, l: number): string {
  const gate = `l${l}.g`;
  if (shape.architecture === 'gemma3') return graph.op('Gelu', [gate], `l${l}.gelu`, { approximate: 'tanh' });
  graph.op('Sigmoid', [gate], `l${l}.sg`);
  return graph.op('Mul', [gate, `l${l}.sg`], `l${l}.silu`);
}

/** gemma3 norms the outputs of attention and feed-forward before they are added. */
function postNorm({ graph, file, shape, tensor }: Context, x: string, l: number, kind: string): string {
  const name = `blk.${l}.${kind}.weight`;
  if (!file.tensors.has(name)) return x;
  const weight = graph.floats(`l${l}.${kind}`, [shape.hidden], () => readVector(file, tensor(name)));
  return norm(graph, x, weight, `l${l}.${kind}.out`, shape.epsilon);
}

function addAndNorm(
  { graph, file, shape, tensor }: Context,
  residual: string,
  added: string,
  names: { weight: string; constant: string; normed: string; residual: string },
): Stream {
  const weight = graph.floats(names.constant, [shape.hidden], () => readVector(file, tensor(names.weight)));
  const outputs = [names.normed, '', '', names.residual];
  graph.microsoft('SkipSimplifiedLayerNormalization', [residual, added, weight], outputs, { epsilon: { f: shape.epsilon } });
  return { normed: names.normed, residual: names.residual };
}

/** Root-mean-square norm over the last axis. */
export function norm(graph: Graph, x: string, weight: string, output: string, epsilon: number): string {
  return graph.op('SimplifiedLayerNormalization', [x, weight], output, { axis: -1, epsilon: { f: epsilon }, stash_type: 1 });
}

function halves(headDim: number): RowOrder {
  const half = headDim / 2;
  return (row) => {
    const inHead = row % headDim;
    return row - inHead + (inHead % half) * 2 + Math.floor(inHead / half);
  };
}

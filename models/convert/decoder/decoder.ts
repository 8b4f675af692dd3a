// The whole graph: embedding, layers, head. It computes logits only for the last positions, and besides `present` outputs the key
// and value rows of this step separately, for a decode loop that manages the KV cache itself.
import { UserError } from '../../../harness/core/errors.js';
import type { Gguf } from '../gguf/gguf.js';
import type { Graph } from '../graph/graph.js';
import { valueInfo } from '../graph/onnx.js';
import { readVector } from '../graph/planes.js';
import { Activations } from './activations.js';
import { embedding } from './embedding.js';
import { type Context, layer, norm, type Stream } from './layer.js';
import { linear } from './linear.js';
import { ropeTables } from './rope.js';
import type { Shape } from './shape.js';

/** Adds all nodes of a model to `graph`. Returns the bytes of its .onnx file. `step` is called after each layer. */
export function decoderGraph(graph: Graph, file: Gguf, shape: Shape, step: () => void): Uint8Array {
  const context = contextOf(graph, file, shape);
  const { tensor } = context;
  const tiedHead = embedding(graph, file, tensor('token_embd.weight'));
  const start = shape.architecture === 'gemma3' ? scaled(graph, shape) : 'x0';
  context.tables(false);
  if (shape.local) context.tables(true);
  lengths(graph);
  const first = graph.floats('l0.norm1', [shape.hidden], () => readVector(file, tensor('blk.0.attn_norm.weight')));
  let stream: Stream = { normed: norm(graph, start, first, 'l0.x1', shape.epsilon), residual: start };
  for (let l = 0; l < shape.layers; l++) {
    const last = l === shape.layers - 1;
    const next = { tensor: last ? 'output_norm.weight' : `blk.${l + 1}.attn_norm.weight`, name: last ? 'final' : `l${l + 1}` };
    stream = layer(context, l, stream, next);
    step();
  }
  const kept = lastPositions(graph, stream.normed);
  if (!file.tensors.has('output.weight')) tiedHead(context.activations, kept);
  else
    graph.op(
      'Identity',
      [linear(graph, context.activations, file, kept, [{ tensor: tensor('output.weight') }], 'head')],
      'logits',
    );
  const name = file.metadata.get('general.name') ?? shape.architecture;
  return graph.encode(String(name), ...inputsAndOutputs(shape));
}

function contextOf(graph: Graph, file: Gguf, shape: Shape): Context {
  return {
    graph,
    file,
    shape,
    activations: new Activations(graph),
    tensor(name) {
      const found = file.tensors.get(name);
      if (!found) throw new UserError(`${file.reader.path}: expected a tensor \`${name}\`, found none`);
      return found;
    },
    tables: (local) =>
      local && shape.local
        ? ropeTables(graph, file, shape, shape.local.ropeBase, 1, 'rope.local')
        : ropeTables(graph, file, shape, shape.ropeBase, shape.ropeFactor, 'rope'),
  };
}

/** gemma3 scales embeddings by the square root of their width. */
function scaled(graph: Graph, { hidden }: Shape): string {
  return graph.op('Mul', ['x0', graph.scalar('embed.scale', Math.sqrt(hidden))], 'x0.scaled');
}

/** Sequence lengths for GroupQueryAttention, which expects rows padded on the right. */
function lengths(graph: Graph): void {
  graph.op('ReduceSum', ['attention_mask', graph.int64('axis1', [1])], 'mask.sum', { keepdims: 0 });
  graph.op('Sub', ['mask.sum', graph.int64('one', 1)], 'mask.last');
  graph.cast('mask.last', 'seqlens_k', 'int32');
  graph.op('Shape', ['attention_mask'], 'mask.shape');
  graph.op('Gather', ['mask.shape', 'one'], 'total64', { axis: 0 });
  graph.cast('total64', 'total', 'int32');
}

/** Keeps the last `num_logits_to_keep` positions; 0 keeps all. */
function lastPositions(graph: Graph, x: string): string {
  graph.op('Shape', ['input_ids'], 'ids.shape');
  graph.op('Gather', ['ids.shape', 'one'], 'ids.len', { axis: 0 });
  graph.op('Sub', ['ids.len', 'num_logits_to_keep'], 'keep.start');
  graph.op('Equal', ['num_logits_to_keep', graph.int64('zero', 0)], 'keep.all');
  graph.op('Where', ['keep.all', 'zero', 'keep.start'], 'keep.from0');
  graph.op('Max', ['keep.from0', 'zero'], 'keep.from');
  graph.op('Unsqueeze', ['keep.from', graph.int64('axis0', [0])], 'keep.from1');
  graph.op('Unsqueeze', ['ids.len', 'axis0'], 'keep.to1');
  return graph.op('Slice', [x, 'keep.from1', 'keep.to1', 'axis1'], 'last');
}

// transformers.js derives the shape of an empty cache from these dimension names
function inputsAndOutputs({ layers, keyValueHeads, headDim, vocabulary }: Shape) {
  const inputs = [
    valueInfo('input_ids', 'int64', ['batch_size', 'sequence_length']),
    valueInfo('attention_mask', 'int64', ['batch_size', 'total_sequence_length']),
    valueInfo('position_ids', 'int64', ['batch_size', 'sequence_length']),
    valueInfo('num_logits_to_keep', 'int64', []),
  ];
  const outputs = [valueInfo('logits', 'float', ['batch_size', 'num_logits', vocabulary])];
  const caches = Array.from({ length: layers }, (_, l) => [`${l}.key`, `${l}.value`]).flat();
  const cache = (name: string, length: string) => valueInfo(name, 'float', ['batch_size', keyValueHeads, length, headDim]);
  for (const name of caches) {
    inputs.push(cache(`past_key_values.${name}`, 'past_sequence_length'));
    outputs.push(cache(`present.${name}`, 'total_sequence_length'));
  }
  for (let l = 0; l < layers; l++)
    for (const kind of ['key', 'value'])
      outputs.push(valueInfo(`new_${kind}.${l}`, 'float', ['batch_size', 'sequence_length', keyValueHeads * headDim]));
  return [inputs, outputs] as const;
}

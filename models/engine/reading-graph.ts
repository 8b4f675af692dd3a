// The graph that reads recorded answers: the same weights in float32 arithmetic, with the head for chosen positions alone, and the two best
// tokens of each as outputs, so that logits need not leave the session. The 8-bit kernel, which decoding gives its input in
// three parts (models/convert/decoder/activations.ts), multiplies in float32 here: it unpacks a matrix in each pass, which pays for
// many positions and not for one. Last bits differ from those of decoding; docs/method.md says by how much.
import { decodeModel, encodeModel, type GraphProto, type NodeProto, type TensorProto, valueInfo } from '../convert/graph/onnx.js';

/** An .onnx file, changed for reading; null for a graph that `convert` did not make, which is not known well enough. */
export function readingGraph(bytes: Uint8Array): Uint8Array | null {
  const model = decodeModel(bytes);
  const { graph } = model;
  const last = graph.node.find(({ output }) => output[0] === 'last');
  const logits = graph.output.findIndex(({ name }) => name === 'logits');
  if (last?.op_type !== 'Slice' || logits < 0) return null;
  const [x] = last.input as [string];
  graph.initializer.push(int64('read.two', [2]), int64('read.begin', [1, -1]));
  const nodes = graph.node.flatMap((one) =>
    one === last
      ? [
          // batch and length as one axis; the width is that of x
          node('Shape', [x], 'read.shape', [attributeInt('start', 2)]),
          node('Concat', ['read.begin', 'read.shape'], 'read.flat', [attributeInt('axis', 0)]),
          node('Reshape', [x, 'read.flat'], 'read.rows'),
          node('Gather', ['read.rows', 'read_positions'], 'last', [attributeInt('axis', 1)]),
        ]
      : [inFloat32(one, graph.node)],
  );
  nodes.push({
    ...node('TopK', ['logits', 'read.two'], 'best_logits', [attributeInt('axis', -1)]),
    output: ['best_logits', 'best_tokens'],
  });
  graph.input = graph.input.filter(({ name }) => name !== 'num_logits_to_keep');
  graph.input.push(valueInfo('read_positions', 'int64', ['num_logits']));
  graph.output = graph.output.filter(({ name }) => !name.startsWith('present.'));
  graph.output.push(
    valueInfo('best_logits', 'float', ['one', 'num_logits', 2]),
    valueInfo('best_tokens', 'int64', ['one', 'num_logits', 2]),
  );
  graph.node = needed(nodes, graph);
  graph.initializer = graph.initializer.filter(({ name }) => graph.node.some(({ input }) => input.includes(name)));
  return encodeModel(model);
}

/**
 * `x → three parts → MatMulNBits → Reshape → ReduceSum → y` becomes `x → MatMulNBits → y`. Only the last node of the chain is
 * replaced; the others are no longer needed.
 */
function inFloat32(sum: NodeProto, all: NodeProto[]): NodeProto {
  const from = (name: string | undefined) => all.find(({ output }) => output[0] === name);
  if (sum.op_type !== 'ReduceSum') return sum;
  const by3 = from(sum.input[0]);
  const product = by3?.op_type === 'Reshape' ? from(by3.input[0]) : undefined;
  const thirds = product?.op_type === 'MatMulNBits' ? from(product.input[0]) : undefined;
  const x = /^(.*)\.thirds\d+$/.exec(thirds?.output[0] ?? '')?.[1];
  if (!product || x === undefined) return sum;
  return {
    ...node('MatMulNBits', [x, ...product.input.slice(1)], sum.output[0] as string),
    domain: product.domain,
    attribute: product.attribute.filter(({ name }) => name !== 'accuracy_level'),
  };
}

/** The nodes from which an output of the graph follows, in their order. */
function needed(nodes: NodeProto[], { output }: GraphProto): NodeProto[] {
  const wanted = new Set(output.map(({ name }) => name));
  const kept: NodeProto[] = [];
  for (const one of [...nodes].reverse()) {
    if (!one.output.some((name) => wanted.has(name))) continue;
    kept.unshift(one);
    for (const name of one.input) wanted.add(name);
  }
  return kept;
}

function node(op_type: string, input: string[], output: string, attribute: NodeProto['attribute'] = []): NodeProto {
  return { op_type, input, output: [output], name: `${output}/${op_type}`, attribute, domain: '' };
}

function attributeInt(name: string, i: number): NodeProto['attribute'][number] {
  return { name, i, type: 2 };
}

function int64(name: string, values: number[]): TensorProto {
  return { name, dims: [values.length], data_type: 7, raw_data: new Uint8Array(BigInt64Array.from(values, BigInt).buffer) };
}

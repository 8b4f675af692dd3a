// Adds what a foreign graph lacks for our decode loop: the requested arithmetic, logits for the last position only, and the new
// rows of the KV cache as outputs. Weights and all other nodes stay unchanged.

import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';
import { UserError } from '../../../harness/core/errors.js';
import type { Arithmetic } from '../../engine/folder.js';
import { attribute, elementType, type NodeProto, type TensorProto, type ValueInfoProto, valueInfo } from '../graph/onnx.js';
import { type Field, field, splitFields } from '../graph/wire.js';

/** Field numbers of onnx.proto. */
const inModel = { graph: 7, opset: 8 };
const inGraph = { node: 1, initializer: 5, input: 11, output: 12, valueInfo: 13 };

const schema = new protobuf.Root().loadSync(fileURLToPath(new URL('../graph/onnx.proto', import.meta.url)), { keepCase: true });
const types = {
  node: schema.lookupType('onnx.NodeProto'),
  tensor: schema.lookupType('onnx.TensorProto'),
  value: schema.lookupType('onnx.ValueInfoProto'),
  opset: schema.lookupType('onnx.OperatorSetIdProto'),
};

export interface Edited {
  /** the new file; pieces are views of the old one where nothing changed */
  pieces: Uint8Array[];
  /** descriptions of the edits, which go into the digest */
  edits: string[];
}

interface Draft {
  nodes: NodeProto[];
  inputs: ValueInfoProto[];
  outputs: ValueInfoProto[];
  newInputs: ValueInfoProto[];
  newOutputs: ValueInfoProto[];
  constants: TensorProto[];
}

/** Edits the .onnx file of a decoder. Errors: UserError (exit 2) if it is not an ONNX file or its opset is below 13. */
export function editGraph(bytes: Uint8Array, arithmetic: Arithmetic): Edited {
  const { model, graph } = parts(bytes);
  const draft: Draft = {
    nodes: messages<NodeProto>(graph, inGraph.node, types.node),
    inputs: messages<ValueInfoProto>(graph, inGraph.input, types.value),
    outputs: messages<ValueInfoProto>(graph, inGraph.output, types.value),
    newInputs: [],
    newOutputs: [],
    constants: [],
  };
  const raw = new Map(
    graph.filter(({ number }) => number === inGraph.node).map((one, i) => [draft.nodes[i] as NodeProto, one.raw]),
  );
  const edits = [setAccuracy(draft, raw, arithmetic), keepLastLogits(draft, raw), giveRows(draft)].filter((edit) => edit !== '');
  const kept = graph.filter(({ number }) => !([inGraph.node, inGraph.output, inGraph.valueInfo] as number[]).includes(number));
  const body = [
    ...draft.nodes.flatMap((node) => (raw.has(node) ? [raw.get(node) as Uint8Array] : encoded(inGraph.node, types.node, node))),
    ...kept.map((one) => one.raw),
    ...draft.constants.flatMap((tensor) => encoded(inGraph.initializer, types.tensor, tensor)),
    ...draft.newInputs.flatMap((value) => encoded(inGraph.input, types.value, value)),
    ...[...draft.outputs, ...draft.newOutputs].flatMap((value) => encoded(inGraph.output, types.value, value)),
  ];
  return { pieces: model.flatMap((one) => (one.number === inModel.graph ? field(inModel.graph, body) : [one.raw])), edits };
}

function parts(bytes: Uint8Array): { model: Field[]; graph: Field[] } {
  try {
    const model = splitFields(bytes);
    const graph = model.find(({ number }) => number === inModel.graph);
    if (!graph) throw new RangeError('it has no graph');
    const opsets = messages<{ domain?: string; version: number }>(model, inModel.opset, types.opset);
    const version = Number(opsets.find(({ domain }) => !domain)?.version ?? 0);
    if (version < 13) throw new RangeError(`its opset is ${version}`);
    return { model, graph: splitFields(graph.contents) };
  } catch (error) {
    throw new UserError(`expected an ONNX model of opset 13 or later, got one that cannot be read: ${(error as Error).message}`);
  }
}

function messages<T>(fields: Field[], number: number, type: protobuf.Type): T[] {
  return fields.filter((one) => one.number === number).map(({ contents }) => type.decode(contents) as unknown as T);
}

function encoded(number: number, type: protobuf.Type, message: object): Uint8Array[] {
  return field(number, [type.encode(message as { [name: string]: unknown }).finish()]);
}

/** Portable: float32 activations; fast: rounded to 8 bits. An export may use either. */
function setAccuracy({ nodes }: Draft, raw: Map<NodeProto, Uint8Array>, arithmetic: Arithmetic): string {
  const level = arithmetic === 'fast' ? 4 : 0;
  let changed = 0;
  for (const node of nodes) {
    if (node.op_type !== 'MatMulNBits') continue;
    const now = Number(node.attribute.find(({ name }) => name === 'accuracy_level')?.i ?? 0);
    if (now === level || (level === 0 && now === 1)) continue; // 0 and 1 are both float32
    node.attribute = node.attribute.filter(({ name }) => name !== 'accuracy_level');
    if (level > 0) node.attribute.push(attribute('accuracy_level', level));
    raw.delete(node);
    changed++;
  }
  return changed > 0 ? `accuracy level ${level}` : '';
}

/** Drops positions before the output head: keeps the last `num_logits_to_keep`; 0 keeps all. */
function keepLastLogits(draft: Draft, raw: Map<NodeProto, Uint8Array>): string {
  const { nodes, inputs, outputs, newInputs } = draft;
  if (inputs.some(({ name }) => name === 'num_logits_to_keep')) return '';
  const maker = (name: string) => nodes.find(({ output }) => output.includes(name));
  let head = maker('logits');
  while (head?.op_type === 'Cast') head = maker(head.input[0] as string);
  const logits = outputs.find(({ name }) => name === 'logits');
  if (!head || !logits || !['MatMul', 'MatMulNBits'].includes(head.op_type)) return '';
  const hidden = head.input[0] as string;
  newInputs.push(valueInfo('num_logits_to_keep', 'int64', []));
  const [zero, one] = [constant(draft, 'keep.0', [0], []), constant(draft, 'keep.1', [1], [])];
  const [axis0, axis1] = [constant(draft, 'keep.axis0', [0], [1]), constant(draft, 'keep.axis1', [1], [1])];
  const added = [
    node('Shape', [hidden], 'keep.shape'),
    node('Gather', ['keep.shape', one], 'keep.length', { axis: 0 }),
    node('Sub', ['keep.length', 'num_logits_to_keep'], 'keep.start'),
    node('Equal', ['num_logits_to_keep', zero], 'keep.all'),
    node('Where', ['keep.all', zero, 'keep.start'], 'keep.from0'),
    node('Max', ['keep.from0', zero], 'keep.from'),
    node('Unsqueeze', ['keep.from', axis0], 'keep.from1'),
    node('Unsqueeze', ['keep.length', axis0], 'keep.to1'),
    node('Slice', [hidden, 'keep.from1', 'keep.to1', axis1], 'keep.hidden'),
  ];
  head.input[0] = 'keep.hidden';
  raw.delete(head);
  nodes.splice(nodes.indexOf(head), 0, ...added);
  const dims = logits.type.tensor_type.shape.dim;
  dims[1] = { dim_param: 'num_logits' };
  return 'last logits';
}

/**
 * Outputs each layer's new keys and values, sliced from `present` where they were written. Only for GroupQueryAttention, whose
 * past may be longer than its filled part, and one row at a time, as the position differs between rows.
 */
function giveRows(draft: Draft): string {
  const { nodes, inputs, outputs, newOutputs } = draft;
  if (outputs.some(({ name }) => name === 'new_key.0')) return '';
  const attention = nodes.filter(({ op_type }) => op_type === 'GroupQueryAttention');
  const presents = new Set(attention.flatMap(({ output }) => output.slice(1, 3)));
  const pasts = inputs.filter(
    ({ name, type }) => name.startsWith('past_key_values.') && type.tensor_type.elem_type === elementType.float,
  );
  const complete = pasts.every(({ name }) => presents.has(name.replace('past_key_values', 'present')));
  if (attention.length === 0 || pasts.length !== 2 * attention.length || !complete) return '';
  const axis = constant(draft, 'rows.axis', [2], [1]);
  const merged = constant(draft, 'rows.merged', [0, 0, -1], [3]);
  nodes.push(
    node('ReduceSum', ['attention_mask', constant(draft, 'rows.axis1', [1], [1])], 'rows.end', { keepdims: 0 }),
    node('Shape', ['input_ids'], 'rows.shape'),
    node('Gather', ['rows.shape', constant(draft, 'rows.1', [1], [1])], 'rows.count', { axis: 0 }),
    node('Sub', ['rows.end', 'rows.count'], 'rows.start'),
  );
  for (const { name, type } of pasts) {
    const [, layer, kind] = name.split('.') as [string, string, string];
    const rows = `new_${kind}.${layer}`;
    const [, heads, , dim] = type.tensor_type.shape.dim.map((size) => Number('dim_value' in size ? size.dim_value : 0));
    nodes.push(
      node('Slice', [`present.${layer}.${kind}`, 'rows.start', 'rows.end', axis], `${rows}.cut`),
      node('Transpose', [`${rows}.cut`], `${rows}.turned`, { perm: [0, 2, 1, 3] }),
      node('Reshape', [`${rows}.turned`, merged], rows),
    );
    newOutputs.push(valueInfo(rows, 'float', [1, 'sequence_length', (heads as number) * (dim as number)]));
  }
  return 'new rows of the cache';
}

function node(kind: string, input: string[], output: string, attributes: Record<string, number | number[]> = {}): NodeProto {
  const attributeList = Object.entries(attributes).map(([name, value]) => attribute(name, value));
  return { op_type: kind, domain: '', name: output, input, output: [output], attribute: attributeList };
}

function constant(draft: Draft, name: string, values: number[], dims: number[]): string {
  const data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  draft.constants.push({ name, dims, data_type: elementType.int64, raw_data: data });
  return name;
}

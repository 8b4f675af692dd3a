// What a graph written by models/convert computes, as the kernel needs it: sizes, and where each matrix's codes are. A graph with
// anything the kernel does not compute is refused: it would answer, and wrongly.
import { UserError } from '../../harness/core/errors.js';
import type { Constant, Node, OnnxGraph } from './onnx.js';

export interface Sizes {
  layers: number;
  hidden: number;
  feedForward: number;
  heads: number;
  keyValueHeads: number;
  headDim: number;
  vocabulary: number;
  /** positions at most */
  context: number;
  epsilon: number;
  /** scores are multiplied by this */
  scale: number;
}

/** Codes of N rows and K columns: weight = scale * (code - zero) + offset. */
export interface Matrix {
  /** nibbles with neighbours in a byte; a byte a code; two planes of nibbles, the upper four bits first */
  layout: 'nibbles' | 'bytes' | 'planes';
  /** pieces that follow one another; for planes, those of the upper plane, then those of the lower */
  codes: Constant[][];
  scales: Constant;
  offsets: Constant | null;
  zero: number;
  /** codes that share a scale */
  block: number;
  rows: number;
  columns: number;
}

export interface Layer {
  norm1: Constant;
  norm2: Constant;
  /** matrices whose rows follow one another */
  qkv: Matrix[];
  bias: Constant | null;
  o: Matrix[];
  gateUp: Matrix[];
  down: Matrix[];
}

export interface Layout {
  sizes: Sizes;
  embedding: Matrix;
  /** the embedding again if the model is tied */
  head: Matrix[];
  finalNorm: Constant;
  cos: Constant;
  sin: Constant;
  layers: Layer[];
}

/** Operators of the graphs that the kernel computes. */
const known = new Set(
  `Abs Add BitShift BitwiseAnd Cast Concat Div Equal Expand Gather GroupQueryAttention Identity MatMul MatMulNBits Max Mul ReduceMax
  ReduceSum Reshape RotaryEmbedding Round Shape Sigmoid SimplifiedLayerNormalization SkipSimplifiedLayerNormalization Slice Split Sub
  Transpose Unsqueeze Where`.split(/\s+/),
);

/** Errors: UserError naming what the kernel does not hold. */
export function layoutOf({ constants, nodes }: OnnxGraph, name: string): Layout {
  const refuse = (what: string) =>
    new UserError(
      `${name}: expected a model of the llama shape in blocks of codes, as \`evalbook convert\` writes it, got ${what}`,
    );
  const by = new Map(nodes.flatMap((node) => node.outputs.map((output) => [output, node] as const)));
  for (const { kind, attributes } of nodes) {
    if (kind === 'FusedMatMul') throw refuse('weights in floats');
    if (!known.has(kind)) throw refuse(`the operator ${kind.slice(0, 40)}`);
    if (attributes.get('local_window_size')) throw refuse('attention to a window');
    if (kind === 'MatMulNBits' && attributes.get('bits') !== 8 && attributes.get('accuracy_level'))
      throw refuse('arithmetic in 8 bits');
  }
  if (by.has('l0.q.normed')) throw refuse('norms of queries and keys');
  const constant = (key: string): Constant => {
    const found = constants.get(key);
    if (!found) throw refuse(`no constant \`${key}\``);
    return found;
  };
  const node = (output: string): Node => {
    const found = by.get(output);
    if (!found) throw refuse(`no node for \`${output}\``);
    return found;
  };
  const number = (key: string): number => {
    const { raw, type } = constant(key);
    if (!raw) throw refuse(`no number in \`${key}\``);
    return type === 1 ? new DataView(raw.buffer, raw.byteOffset).getFloat32(0, true) : (raw[0] as number);
  };
  /** Pieces of a constant that is larger than a data file, else itself. */
  const pieces = (key: string): Constant[] | null => {
    if (constants.has(key) && !by.has(key)) return [constant(key)];
    return by.get(key)?.kind === 'Concat' ? node(key).inputs.map(constant) : null;
  };
  const matrix = (key: string, zero: (layout: Matrix['layout']) => number): Matrix => {
    const single = pieces(`${key}.q`);
    const codes = single ? [single] : [pieces(`${key}.hi`), pieces(`${key}.lo`)];
    if (!codes.every((one) => one !== null)) throw refuse(`no codes in \`${key}\`: weights in another form`);
    const [rows, blocks] = [
      (codes[0] as Constant[]).reduce((sum, { dims }) => sum + (dims[0] ?? 0), 0),
      codes[0]?.[0]?.dims[1] ?? 0,
    ];
    const bytes = codes[0]?.[0]?.dims[2] ?? 0;
    const scales = constant(`${key}.d`);
    const isPlanes = codes.length === 2;
    // a byte a code in blocks of 16 and 16 bytes of nibbles look alike; the multiplication says which
    const bits = isPlanes
      ? 4
      : (nodes.find(({ kind, inputs }) => kind === 'MatMulNBits' && inputs[1] === `${key}.q`)?.attributes.get('bits') ??
        embedBits());
    const layout = isPlanes ? 'planes' : bits === 8 ? 'bytes' : 'nibbles';
    const block = bits === 8 ? bytes : 2 * bytes;
    return {
      layout,
      codes,
      scales,
      offsets: constants.get(`${key}.m`) ?? null,
      zero: zero(layout),
      block,
      rows,
      columns: blocks * block,
    };
  };
  const embedBits = () => (by.get('embed.code')?.kind === 'Cast' && by.get('embed.code')?.inputs[0] === 'embed.bytes' ? 8 : 4);
  /** The zero point: what the operator subtracts, less what a correction gives back. */
  const zeroOf = (key: string) => (layout: Matrix['layout']) => {
    const multiply = nodes.find(
      ({ kind, inputs }) => kind === 'MatMulNBits' && (inputs[1] === `${key}.q` || inputs[1] === `${key}.hi`),
    );
    const given = multiply?.inputs[3];
    const middle = given ? number(node(given).inputs[0] as string) : { nibbles: 8, bytes: 128, planes: 136 }[layout];
    let added = by.get(`${key}.off2`)?.inputs[0];
    if (added?.endsWith('.off')) added = node(added).inputs[0];
    const times = added === undefined ? undefined : by.get(added);
    return middle - (times?.kind === 'Mul' ? number(times.inputs[1] as string) : 0);
  };
  const matrices = (key: string): Matrix[] => {
    if (by.get(`${key}.out`)?.kind !== 'Concat') return [matrix(key, zeroOf(key))];
    return node(`${key}.out`).inputs.map((_, i) => matrix(`${key}.${i}`, zeroOf(`${key}.${i}`)));
  };
  const layer = (l: number): Layer => ({
    norm1: constant(`l${l}.norm1`),
    norm2: constant(`l${l}.norm2`),
    qkv: matrices(`l${l}.qkv`),
    bias: constants.get(`l${l}.qkv.b`) ?? null,
    o: matrices(`l${l}.o`),
    gateUp: matrices(`l${l}.gu`),
    down: matrices(`l${l}.down`),
  });
  const embedding = matrix('embed', () =>
    node('embed.c').inputs[0] === 'embed.c4' ? number(node('embed.c4').inputs[1] as string) : 0,
  );
  const count = nodes.filter(({ kind }) => kind === 'GroupQueryAttention').length;
  if (count === 0) throw refuse('no layer');
  const layers = Array.from({ length: count }, (_, l) => layer(l));
  const attention = nodes.find(({ kind }) => kind === 'GroupQueryAttention') as Node;
  const cos = constant('rope.cos');
  const [heads, keyValueHeads] = [attention.attributes.get('num_heads') ?? 0, attention.attributes.get('kv_num_heads') ?? 0];
  const headDim = 2 * (cos.dims[1] ?? 0);
  const sizes: Sizes = {
    layers: count,
    hidden: embedding.columns,
    feedForward: layers[0]?.down[0]?.columns ?? 0,
    heads,
    keyValueHeads,
    headDim,
    vocabulary: embedding.rows,
    context: cos.dims[0] ?? 0,
    epsilon: nodes.find(({ kind }) => kind === 'SimplifiedLayerNormalization')?.attributes.get('epsilon') ?? 0,
    scale: attention.attributes.get('scale') ?? 1 / Math.sqrt(headDim),
  };
  const tied = !by.has('head.high')
    ? nodes.every(({ kind, inputs }) => kind !== 'MatMulNBits' || !inputs[1]?.startsWith('head'))
    : true;
  const layout = {
    sizes,
    embedding,
    head: tied ? [embedding] : matrices('head'),
    finalNorm: constant('final.norm1'),
    cos,
    sin: constant('rope.sin'),
    layers,
  };
  checkSizes(layout, refuse);
  return layout;
}

function checkSizes({ sizes, layers, head }: Layout, refuse: (what: string) => Error): void {
  const { hidden, feedForward, heads, keyValueHeads, headDim } = sizes;
  const expect = (matrices: Matrix[], rows: number, columns: number, what: string) => {
    if (matrices.reduce((sum, one) => sum + one.rows, 0) !== rows || matrices.some((one) => one.columns !== columns))
      throw refuse(`${what} of another size than ${rows} × ${columns}`);
  };
  if (headDim % 8 || heads % keyValueHeads || hidden % 16) throw refuse(`heads of ${headDim} numbers, width ${hidden}`);
  for (const { qkv, o, gateUp, down } of layers) {
    expect(qkv, (heads + 2 * keyValueHeads) * headDim, hidden, 'queries, keys and values');
    expect(o, hidden, heads * headDim, 'an output of attention');
    expect(gateUp, 2 * feedForward, hidden, 'gates');
    expect(down, hidden, feedForward, 'a feed-forward output');
  }
  expect(head, sizes.vocabulary, hidden, 'a head');
}

// The embedding table: rows of codes are looked up and dequantised in the graph, so the table stays as small as in the file. A
// model without its own output head (tied) multiplies by the same constants.

import { codeFormats, floatFormats } from '../gguf/formats.js';
import type { Gguf, Tensor } from '../gguf/gguf.js';
import { bytesOf, type Graph } from '../graph/graph.js';
import { type Coded, type Floats, type Layout, readMatrix, shiftOf } from '../graph/planes.js';
import { codeShape, once, planeNames, type StoredCodes } from '../graph/stored.js';
import type { Activations } from './activations.js';
import { product } from './linear.js';

/** Adds the lookup of `input_ids`, output `x0`. Returns a function that adds the tied head: from an activation to `logits`. */
export function embedding(graph: Graph, file: Gguf, tensor: Tensor): (activations: Activations, x: string) => string {
  const { rows, columns, type } = tensor;
  const format = codeFormats[type];
  if (!format) {
    const stored = floatFormats[type]?.name === 'F16' ? 'float16' : 'float';
    const bytes = () => bytesOf((readMatrix(file, tensor, { wide: 'bytes', shift: 0 }) as Floats).values);
    const table = graph.constant('embed.w', stored, [rows, columns], bytes);
    graph.cast(graph.op('Gather', [table, 'input_ids'], 'embed.rows'), 'x0', 'float');
    return (activations, x) => {
      const values = stored === 'float' ? table : graph.cast(table, 'embed.w32', 'float');
      return product(graph, activations, x, { kind: 'floats', values }, 'head', 'logits');
    };
  }
  const { width } = format;
  const shift = shiftOf(width);
  const read = once(() => readMatrix(file, tensor, { wide: graph.wide, shift }) as Coded);
  const blocks = columns / format.block;
  const layout = format.bits === 8 ? graph.wide : 'nibbles';
  const codes = planeNames(layout).map((suffix, i) =>
    graph.constant(`embed.${suffix}`, 'uint8', codeShape(format, layout, rows, columns), () => read().codes[i] as Uint8Array),
  );
  const numbers = (name: string, pick: (matrix: Coded) => ArrayBufferView) =>
    graph.constant(name, format.scale === 16 ? 'float16' : 'float', [rows, blocks], () => bytesOf(pick(read())));
  const scales = numbers('embed.d', (matrix) => matrix.scales);
  const offsets = format.hasOffset ? numbers('embed.m', (matrix) => matrix.offsets) : null;

  let code = lookUp(graph, codes, layout);
  const zero = format.zero - (layout === 'bytes' ? shift : 0);
  if (zero) code = graph.op('Sub', [code, graph.scalar(`c${zero}`, zero)], 'embed.c4');
  graph.op('Reshape', [code, graph.int64('embed.blocks', [0, 0, blocks, format.block])], 'embed.c');
  graph.op('Mul', ['embed.c', rowOf(graph, scales, 'embed.d')], 'embed.w');
  const values = offsets ? graph.op('Add', ['embed.w', rowOf(graph, offsets, 'embed.m')], 'embed.sum') : 'embed.w';
  graph.op('Reshape', [values, graph.int64('embed.shape', [0, 0, columns])], 'x0');

  return (activations, x) => {
    const flat = (name: string, output: string) => graph.op('Reshape', [name, graph.int64('flat', [-1])], output);
    const shared: StoredCodes = { kind: 'coded', format, layout, codes, width, scales: '', offsets: null, rows, columns };
    shared.scales = flat(scales, 'head.d');
    if (offsets) shared.offsets = flat(offsets, 'head.m');
    return product(graph, activations, x, shared, 'head', 'logits');
  };
}

/** The codes of the rows of `input_ids`, as floats. */
function lookUp(graph: Graph, codes: string[], layout: Layout): string {
  const [first, second] = codes as [string, string];
  if (layout === 'bytes') return graph.cast(graph.op('Gather', [first, 'input_ids'], 'embed.bytes'), 'embed.code', 'float');
  if (layout === 'nibbles') return codesOf(graph, first, 'embed.low');
  const upper = codesOf(graph, first, 'embed.high');
  const lower = codesOf(graph, second, 'embed.low');
  return graph.op('Add', [graph.op('Mul', [upper, graph.scalar('sixteen', 16)], 'embed.16h'), lower], 'embed.code');
}

/** The codes of the looked-up rows, as floats in (batch, sequence, blocks, block / 2, 2). */
function codesOf(graph: Graph, plane: string, name: string): string {
  const lastAxis = () => graph.int64('axis-1', [-1]);
  graph.op('Gather', [plane, 'input_ids'], `${name}.packed`);
  const byte = (constant: string, value: number) => graph.constant(constant, 'uint8', [], () => Uint8Array.of(value));
  graph.op('BitwiseAnd', [`${name}.packed`, byte('u15', 15)], `${name}.even`);
  graph.op('BitShift', [`${name}.packed`, byte('u4', 4)], `${name}.odd`, { direction: 'RIGHT' });
  graph.op('Unsqueeze', [`${name}.even`, lastAxis()], `${name}.e`);
  graph.op('Unsqueeze', [`${name}.odd`, lastAxis()], `${name}.o`);
  return graph.cast(graph.op('Concat', [`${name}.e`, `${name}.o`], `${name}.pair`, { axis: -1 }), `${name}.f`, 'float');
}

/** The scales (or offsets) of the looked-up rows, one per block. */
function rowOf(graph: Graph, numbers: string, name: string): string {
  graph.cast(graph.op('Gather', [numbers, 'input_ids'], `${name}r`), `${name}f`, 'float');
  return graph.op('Unsqueeze', [`${name}f`, graph.int64('axis-1', [-1])], `${name}u`);
}

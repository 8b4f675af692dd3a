// Linear layers on ONNX Runtime's kernels for quantised weights, with the file's exact numbers. The 4-bit kernel computes scale *
// (code - 8), the 8-bit one scale * (code - 128); the remainder, a constant per block, is one small float product with the block
// sums of the input. Float weights are multiplied in float32.

import type { Gguf } from '../gguf/gguf.js';
import type { Graph } from '../graph/graph.js';
import { kindOf, type Part, type Stored, storeMatrix } from '../graph/stored.js';
import type { Activations } from './activations.js';

/**
 * x times the rows of all `parts`, stacked; parts of different kinds are multiplied separately and concatenated. Returns the
 * output.
 */
export function linear(graph: Graph, activations: Activations, file: Gguf, x: string, parts: Part[], name: string): string {
  if (new Set(parts.map(kindOf)).size > 1) {
    const products = parts.map((part, i) => linear(graph, activations, file, x, [part], `${name}.${i}`));
    return graph.op('Concat', products, `${name}.out`, { axis: -1 });
  }
  return product(graph, activations, x, storeMatrix(graph, file, parts, name), name);
}

/** x times one stored matrix. */
export function product(
  graph: Graph,
  activations: Activations,
  x: string,
  matrix: Stored,
  name: string,
  output = `${name}.out`,
): string {
  if (matrix.kind === 'floats') return graph.microsoft('FusedMatMul', [x, matrix.values], output, { transB: 1 });
  const { format, layout, codes, width, rows, columns } = matrix;
  const scales = graph.cast(matrix.scales, `${name}.d32`, 'float');
  const offsets = matrix.offsets && graph.cast(matrix.offsets, `${name}.m32`, 'float');
  const middle = { nibbles: 8, bytes: 128, planes: 136 }[layout] - format.zero; // excess of what the kernel subtracts
  const whole = !offsets && middle === 0;
  const size = { K: columns, N: rows, block_size: format.block };
  const [first, second] = codes as [string, string];
  const kernel4 = (plane: string, by: string, to: string) => graph.matMulNBits([x, plane, by], to, { ...size, bits: 4 });
  const kernel8 = (input: string, to: string) =>
    graph.matMulNBits([input, first, scales, ...middleOf(graph, width, rows, columns / format.block, name)], to, {
      ...size,
      bits: 8,
    });
  let main = whole ? output : `${name}.main`;
  if (layout === 'nibbles') kernel4(first, scales, main);
  else if (layout === 'planes') {
    const scales16 = graph.op('Mul', [scales, graph.scalar('sixteen', 16)], `${name}.16d`);
    kernel4(first, scales16, `${name}.high`);
    kernel4(second, scales, `${name}.low`);
    main = graph.op('Add', [`${name}.high`, `${name}.low`], `${name}.sum`);
  } else if (graph.arithmetic === 'fast') kernel8(x, main);
  else {
    kernel8(activations.thirds(x, columns, format.block), `${name}.thirds`);
    graph.op('Reshape', [`${name}.thirds`, graph.int64(`thirds${rows}`, [0, 3, -1, rows])], `${name}.by3`);
    graph.op('ReduceSum', [`${name}.by3`, graph.int64('axis1', [1])], main, { keepdims: 0 });
  }
  if (whole) return main;
  const factor = () => graph.scalar(middle === 8 ? 'eight' : `times${middle}`, middle);
  let offset = middle === 0 ? null : graph.op('Mul', [scales, factor()], `${name}.${middle}d`);
  if (offsets) offset = offset ? graph.op('Add', [offset, offsets], `${name}.off`) : offsets;
  const blocks = columns / format.block;
  graph.op('Reshape', [offset as string, graph.int64(`shape${rows}x${blocks}`, [rows, blocks])], `${name}.off2`);
  graph.op('Transpose', [`${name}.off2`], `${name}.offT`, { perm: [1, 0] });
  const correction = graph.op('MatMul', [activations.sums(x, columns, format.block), `${name}.offT`], `${name}.corr`);
  return graph.op('Add', [main, correction], output);
}

/**
 * The zero point for the 8-bit kernel, one per block; none if it is the kernel's default, 128. Constant-folded when the graph is
 * opened.
 */
function middleOf(graph: Graph, width: number, rows: number, blocks: number, name: string): string[] {
  if (width === 8) return [];
  const middle = 2 ** (width - 1);
  const value = graph.constant(`middle${middle}`, 'uint8', [1, 1], () => Uint8Array.of(middle));
  return [graph.op('Expand', [value, graph.int64(`shape${rows}x${blocks}`, [rows, blocks])], `${name}.middle`)];
}

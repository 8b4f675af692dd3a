// Linear layers on the 4-bit kernel of ONNX Runtime, with the file's own numbers. The kernel computes scale * (code - 8); what is
// left, a constant for each block, is one small float product with the sums of the inputs of that block. Codes of 8 bits become two
// planes of 4, for the 8-bit kernel has no float32 form. Float weights stay as stored, and are multiplied in float32.
import { half as halfValue } from './float16.js';
import { type CodeFormat, codeFormats, floatFormats, type Numbers } from './formats.js';
import type { Gguf, Tensor } from './gguf.js';
import { bytesOf, type Graph } from './graph.js';
import { type Coded, type Floats, type RowOrder, readMatrix } from './planes.js';

export interface Part {
  tensor: Tensor;
  order?: RowOrder | undefined;
}

/** What a product is made of; `scales` and `offsets` are names of flat constants. */
export interface Planes {
  format: CodeFormat;
  low: string;
  high: string | null;
  scales: string;
  offsets: string | null;
  rows: number;
  columns: number;
}

/** x times the rows of all `parts`, one below the other; parts of unlike kinds are multiplied apart and joined. Returns the output. */
export function linear(graph: Graph, sums: BlockSums, file: Gguf, x: string, parts: Part[], name: string): string {
  if (new Set(parts.map(kindOf)).size > 1) {
    const products = parts.map((part, i) => linear(graph, sums, file, x, [part], `${name}.${i}`));
    return graph.op('Concat', products, `${name}.out`, { axis: -1 });
  }
  const { columns, type } = (parts[0] as Part).tensor;
  const rows = parts.reduce((total, { tensor }) => total + tensor.rows, 0);
  const formats = parts.flatMap(({ tensor }) => codeFormats[tensor.type] ?? []);
  const [format] = formats;
  if (!format) {
    const read = () => joined(parts.map(({ tensor, order }) => (readMatrix(file, tensor, order) as Floats).values));
    const half = floatFormats[type]?.name === 'F16';
    const weight = graph.constant(`${name}.w`, half ? 'float16' : 'float', [rows, columns], () => bytesOf(read()));
    return floatProduct(graph, x, half ? graph.cast(weight, `${name}.w32`, 'float') : weight, `${name}.out`);
  }
  const read = once(() => parts.map(({ tensor, order }) => readMatrix(file, tensor, order) as Coded));
  const scale = formats.some((one) => one.scale === 32) ? 'float' : 'float16';
  const numbers = (pick: (part: Coded) => Numbers) => () => bytesOf(joined(read().map(pick)));
  const count = (rows * columns) / format.block;
  const shape = [rows, columns / format.block, format.block / 2];
  const codes = (plane: string, pick: (part: Coded) => Uint8Array) =>
    graph.constant(`${name}.${plane}`, 'uint8', shape, () => Buffer.concat(read().map(pick)));
  const scales = graph.constant(
    `${name}.d`,
    scale,
    [count],
    numbers((part) => part.scales),
  );
  const offsets = format.hasOffset
    ? graph.constant(
        `${name}.m`,
        scale,
        [count],
        numbers((part) => part.offsets),
      )
    : null;
  const wide = format.bits === 8;
  const high = wide ? codes('hi', (part) => part.high as Uint8Array) : null;
  const low = codes(wide ? 'lo' : 'q', (part) => part.low);
  return product(graph, sums, x, { format, low, high, scales, offsets, rows, columns }, name);
}

/** x times one matrix in planes. */
export function product(graph: Graph, sums: BlockSums, x: string, planes: Planes, name: string, output = `${name}.out`): string {
  const { format, low, high, rows, columns } = planes;
  const scales = graph.cast(planes.scales, `${name}.d32`, 'float');
  const offsets = planes.offsets && graph.cast(planes.offsets, `${name}.m32`, 'float');
  const middle = (high ? 136 : 8) - format.zero; // the kernel's planes stand for code - 136, or code - 8
  const whole = !offsets && middle === 0 ? output : null;
  let main: string;
  if (high) {
    const scales16 = graph.op('Mul', [scales, graph.scalar('sixteen', 16)], `${name}.16d`);
    graph.matMulNBits(x, high, scales16, `${name}.high`, rows, columns, format.block);
    graph.matMulNBits(x, low, scales, `${name}.low`, rows, columns, format.block);
    main = graph.op('Add', [`${name}.high`, `${name}.low`], whole ?? `${name}.sum`);
  } else main = graph.matMulNBits(x, low, scales, whole ?? `${name}.main`, rows, columns, format.block);
  if (whole) return main;
  const factor = () => graph.scalar(middle === 8 ? 'eight' : `times${middle}`, middle);
  let offset = middle === 0 ? null : graph.op('Mul', [scales, factor()], `${name}.${middle}d`);
  if (offsets) offset = offset ? graph.op('Add', [offset, offsets], `${name}.off`) : offsets;
  const blocks = columns / format.block;
  graph.op('Reshape', [offset as string, graph.int64(`shape${rows}x${blocks}`, [rows, blocks])], `${name}.off2`);
  graph.op('Transpose', [`${name}.off2`], `${name}.offT`, { perm: [1, 0] });
  const correction = graph.op('MatMul', [sums.of(x, columns, format.block), `${name}.offT`], `${name}.corr`);
  return graph.op('Add', [main, correction], output);
}

/** x (…, K) times the transpose of a float32 matrix (N, K). */
export function floatProduct(graph: Graph, x: string, weight: string, output: string): string {
  return graph.microsoft('FusedMatMul', [x, weight], output, { transB: 1 });
}

/** Sums of each block of an activation, computed once per activation and block size. */
export class BlockSums {
  private readonly known = new Set<string>();
  constructor(private readonly graph: Graph) {}

  of(x: string, columns: number, block: number): string {
    const name = `${x}.sums${block}`;
    if (this.known.has(name)) return name;
    this.known.add(name);
    const blocks = columns / block;
    const ones = this.graph.floats(`blocks${columns}x${block}`, [columns, blocks], () => {
      const matrix = new Float32Array(columns * blocks);
      for (let i = 0; i < columns; i++) matrix[i * blocks + Math.floor(i / block)] = 1;
      return matrix;
    });
    return this.graph.op('MatMul', [x, ones], name);
  }
}

function kindOf({ tensor: { type } }: Part): string {
  const format = codeFormats[type];
  return format ? [format.bits, format.block, format.zero, format.hasOffset].join() : (floatFormats[type]?.name ?? '');
}

/** One array of all; float16 (as bits) only where every part is. */
function joined(parts: Numbers[]): Numbers {
  if (parts.length === 1) return parts[0] as Numbers;
  const length = parts.reduce((total, part) => total + part.length, 0);
  const half = parts.every((part) => part instanceof Uint16Array);
  const all = half ? new Uint16Array(length) : new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(!half && part instanceof Uint16Array ? Float32Array.from(part, halfValue) : part, at);
    at += part.length;
  }
  return all;
}

/** Reads when first asked; the tensor is let go once every constant made of it is written. */
export function once<T>(read: () => T): () => T {
  let value: { of: T } | undefined;
  return () => {
    value ??= { of: read() };
    return value.of;
  };
}

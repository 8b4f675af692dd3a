// Collects the nodes and constants of one ONNX graph. Constants are shared by name with the other graph over the same weights.
import {
  attribute,
  type ElementType,
  elementType,
  encodeModel,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx.js';
import type { Wide } from './planes.js';
import type { Weights } from './weights.js';

export type Attributes = Record<string, number | string | number[] | { f: number }>;

const elementBytes: Record<ElementType, number> = { float: 4, uint8: 1, int32: 4, int64: 8, float16: 2 };

export class Graph {
  private readonly nodes: NodeProto[] = [];
  private readonly constants = new Map<string, TensorProto>();

  /** `wide`: layout of codes of more than 4 bits. */
  constructor(
    private readonly weights: Weights,
    readonly arithmetic: 'portable' | 'fast',
    readonly wide: Wide,
  ) {}

  /**
   * Adds a constant and returns its name; `bytes` is called only if no graph over these weights has it yet. One larger than a
   * shard is stored in pieces, which ONNX Runtime joins when it opens the graph.
   */
  constant(name: string, type: ElementType, dims: number[], bytes: () => Uint8Array): string {
    if (this.constants.has(name)) return name;
    const [rows = 1, ...rest] = dims;
    const rowBytes = rest.reduce((product, dim) => product * dim, elementBytes[type]);
    const rowsEach = Math.max(1, Math.floor(this.weights.shardBytes / rowBytes));
    if (rows <= rowsEach) {
      this.constants.set(name, this.weights.tensor(name, type, dims, bytes));
      return name;
    }
    const pieces: string[] = [];
    for (let from = 0; from < rows; from += rowsEach) {
      const to = Math.min(rows, from + rowsEach);
      const piece = () => bytes().subarray(from * rowBytes, to * rowBytes);
      const tensor = this.weights.tensor(`${name}.${pieces.length}`, type, [to - from, ...rest], piece);
      this.constants.set(tensor.name, tensor);
      pieces.push(tensor.name);
    }
    this.constants.set(name, { name, dims, data_type: elementType[type] });
    return this.op('Concat', pieces, name, { axis: 0 });
  }

  /** Integers; a single number is a scalar. */
  int64(name: string, values: number | number[]): string {
    const list = typeof values === 'number' ? [values] : values;
    const bytes = () => new Uint8Array(BigInt64Array.from(list, BigInt).buffer);
    return this.constant(name, 'int64', typeof values === 'number' ? [] : [list.length], bytes);
  }

  /** A float32 scalar. */
  scalar(name: string, value: number): string {
    return this.constant(name, 'float', [], () => new Uint8Array(Float32Array.of(value).buffer));
  }

  /** A float32 vector or matrix. */
  floats(name: string, dims: number[], values: () => Float32Array): string {
    return this.constant(name, 'float', dims, () => bytesOf(values()));
  }

  /** Adds a node of the standard ONNX operator set. Returns its first output. */
  op(kind: string, input: string[], outputs: string | string[], attributes: Attributes = {}, domain = ''): string {
    const output = typeof outputs === 'string' ? [outputs] : outputs;
    const first = output[0] as string;
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    const list = sorted.map(([name, value]) => attribute(name, value));
    this.nodes.push({ input, output, name: `${first}/${kind}`, op_type: kind, attribute: list, domain });
    return first;
  }

  /** Adds a node of ONNX Runtime's contrib operators (com.microsoft). */
  microsoft(kind: string, input: string[], outputs: string | string[], attributes: Attributes = {}): string {
    return this.op(kind, input, outputs, attributes, 'com.microsoft');
  }

  /**
   * input[0] (…, K) times the N rows of a quantised matrix: inputs are x, codes, scales and, if the zero point is not 8 (4 bits)
   * or 128 (8 bits), the zero point of each block; computes scale * (code - zero point). Accuracy level 4 rounds x to 8 bits; the
   * 8-bit kernel has no other level.
   */
  matMulNBits(input: string[], output: string, size: { K: number; N: number; block_size: number; bits: 4 | 8 }): void {
    this.microsoft('MatMulNBits', input, output, size);
    if (this.arithmetic === 'fast' || size.bits === 8) this.nodes.at(-1)?.attribute.push(attribute('accuracy_level', 4));
  }

  cast(input: string, output: string, type: ElementType): string {
    return this.op('Cast', [input], output, { to: elementType[type] });
  }

  /** The bytes of the .onnx file. */
  encode(name: string, input: ValueInfoProto[], output: ValueInfoProto[]): Uint8Array {
    return encodeModel({
      ir_version: 10,
      producer_name: 'evalbook-convert',
      graph: { node: this.nodes, name, initializer: [...this.constants.values()].filter(isStored), input, output },
      opset_import: [
        { domain: '', version: 21 },
        { domain: 'com.microsoft', version: 1 },
      ],
    });
  }
}

/** The memory of a typed array, as bytes. */
export function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** False for a constant stored in pieces. */
function isStored({ raw_data, external_data }: TensorProto): boolean {
  return raw_data !== undefined || external_data !== undefined;
}

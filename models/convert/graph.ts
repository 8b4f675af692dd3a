// Collects the nodes and constants of one ONNX graph. Constants are shared, by name, with the other graph over the same weights.
import {
  attribute,
  type ElementType,
  elementType,
  encodeModel,
  type NodeProto,
  type TensorProto,
  type ValueInfoProto,
} from './onnx.js';
import type { Weights } from './weights.js';

export type Attributes = Record<string, number | string | number[] | { f: number }>;

export class Graph {
  private readonly nodes: NodeProto[] = [];
  private readonly constants = new Map<string, TensorProto>();

  /** `accuracyLevel` 0 computes in float32, 4 rounds activations to 8 bits. */
  constructor(
    private readonly weights: Weights,
    private readonly accuracyLevel: 0 | 4,
  ) {}

  /** Adds a constant; `bytes` is called only if no graph over these weights has it yet. Returns its name. */
  constant(name: string, type: ElementType, dims: number[], bytes: () => Uint8Array): string {
    if (!this.constants.has(name)) this.constants.set(name, this.weights.tensor(name, type, dims, bytes));
    return name;
  }

  /** Whole numbers; a bare number is a scalar. */
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

  /** Adds a node of the ONNX operator set. Returns its first output. */
  op(kind: string, input: string[], outputs: string | string[], attributes: Attributes = {}, domain = ''): string {
    const output = typeof outputs === 'string' ? [outputs] : outputs;
    const first = output[0] as string;
    const sorted = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
    const list = sorted.map(([name, value]) => attribute(name, value));
    this.nodes.push({ input, output, name: `${first}/${kind}`, op_type: kind, attribute: list, domain });
    return first;
  }

  /** Adds a node of ONNX Runtime's own operators. */
  microsoft(kind: string, input: string[], outputs: string | string[], attributes: Attributes = {}): string {
    return this.op(kind, input, outputs, attributes, 'com.microsoft');
  }

  /** x (…, columns) times the rows of a 4-bit matrix: scale * (code - 8). */
  matMulNBits(x: string, codes: string, scales: string, output: string, rows: number, columns: number, block: number): string {
    const name = this.microsoft('MatMulNBits', [x, codes, scales], output, { K: columns, N: rows, bits: 4, block_size: block });
    if (this.accuracyLevel) this.nodes.at(-1)?.attribute.push(attribute('accuracy_level', this.accuracyLevel));
    return name;
  }

  cast(input: string, output: string, type: ElementType): string {
    return this.op('Cast', [input], output, { to: elementType[type] });
  }

  /** The bytes of the .onnx file. */
  encode(name: string, input: ValueInfoProto[], output: ValueInfoProto[]): Uint8Array {
    return encodeModel({
      ir_version: 10,
      producer_name: 'evalbook-convert',
      graph: { node: this.nodes, name, initializer: [...this.constants.values()], input, output },
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

// An ONNX model as plain objects, encoded by the protobuf schema in onnx.proto.
import { fileURLToPath } from 'node:url';
import protobuf from 'protobufjs';

/** ONNX element type numbers. */
export const elementType = { float: 1, uint8: 2, int32: 6, int64: 7, float16: 10 } as const;
export type ElementType = keyof typeof elementType;

export interface TensorProto {
  dims: number[];
  data_type: number;
  name: string;
  raw_data?: Uint8Array;
  external_data?: { key: string; value: string }[];
  data_location?: number;
}

export interface AttributeProto {
  name: string;
  f?: number;
  i?: number;
  s?: Uint8Array;
  ints?: number[];
  type: number;
}

export interface NodeProto {
  input: string[];
  output: string[];
  name: string;
  op_type: string;
  attribute: AttributeProto[];
  domain: string;
}

export interface ValueInfoProto {
  name: string;
  type: { tensor_type: { elem_type: number; shape: { dim: ({ dim_value: number } | { dim_param: string })[] } } };
}

export interface GraphProto {
  node: NodeProto[];
  name: string;
  initializer: TensorProto[];
  input: ValueInfoProto[];
  output: ValueInfoProto[];
}

export interface ModelProto {
  ir_version: number;
  producer_name: string;
  graph: GraphProto;
  opset_import: { domain: string; version: number }[];
}

const schema = new protobuf.Root().loadSync(fileURLToPath(new URL('onnx.proto', import.meta.url)), { keepCase: true });
const model = schema.lookupType('onnx.ModelProto');

/** The bytes of an .onnx file. */
export function encodeModel(message: ModelProto): Uint8Array {
  return model.encode(message as unknown as { [field: string]: unknown }).finish();
}

/** The message of an .onnx file, with the fields that onnx.proto here lists. Errors: Error if it is not one. */
export function decodeModel(bytes: Uint8Array): ModelProto {
  return model.decode(bytes) as unknown as ModelProto;
}

/**
 * A node's attribute: integers become INT, other numbers FLOAT, strings STRING, lists of integers INTS. `{ f: x }` forces FLOAT.
 */
export function attribute(name: string, value: number | string | number[] | { f: number }): AttributeProto {
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: 3 };
  if (Array.isArray(value)) return { name, ints: value, type: 7 };
  if (typeof value === 'object') return { name, f: value.f, type: 1 };
  return { name, i: value, type: 2 };
}

/** A graph input or output; a string dimension is symbolic. */
export function valueInfo(name: string, type: ElementType, dims: (number | string)[]): ValueInfoProto {
  const dim = dims.map((size) => (typeof size === 'string' ? { dim_param: size } : { dim_value: size }));
  return { name, type: { tensor_type: { elem_type: elementType[type], shape: { dim } } } };
}

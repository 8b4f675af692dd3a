// Reads what the kernel needs of an .onnx file: nodes, and constants with where their bytes are. Protobuf by hand, as this runs in
// a page too, and the file was checked against its hash before. Field numbers: onnx.proto.

/** A constant: its bytes in the file itself, or the place in a data file. */
export interface Constant {
  dims: number[];
  /** ONNX element type: 1 float32, 2 uint8, 7 int64, 10 float16 */
  type: number;
  raw: Uint8Array | null;
  external: { location: string; offset: number; length: number } | null;
}

export interface Node {
  kind: string;
  inputs: string[];
  outputs: string[];
  attributes: Map<string, number>;
}

export interface OnnxGraph {
  constants: Map<string, Constant>;
  nodes: Node[];
}

type See = (field: number, value: number, bytes: Uint8Array) => void;

const utf8 = new TextDecoder();

/** Errors: RangeError if the bytes are no protobuf message or end too early. */
export function readOnnx(file: Uint8Array): OnnxGraph {
  const graph: OnnxGraph = { constants: new Map(), nodes: [] };
  fields(file, (field, _value, model) => {
    if (field === 7)
      fields(model, (part, _, bytes) => {
        if (part === 1) graph.nodes.push(nodeOf(bytes));
        else if (part === 5) graph.constants.set(...constantOf(bytes));
      });
  });
  return graph;
}

function nodeOf(message: Uint8Array): Node {
  const node: Node = { kind: '', inputs: [], outputs: [], attributes: new Map() };
  fields(message, (field, _, bytes) => {
    if (field === 1) node.inputs.push(utf8.decode(bytes));
    else if (field === 2) node.outputs.push(utf8.decode(bytes));
    else if (field === 4) node.kind = utf8.decode(bytes);
    else if (field === 5) {
      let name = '';
      let number: number | null = null;
      fields(bytes, (part, value, content) => {
        if (part === 1) name = utf8.decode(content);
        else if (part === 2 || part === 3) number = value;
      });
      if (number !== null) node.attributes.set(name, number);
    }
  });
  return node;
}

function constantOf(message: Uint8Array): [string, Constant] {
  const constant: Constant = { dims: [], type: 0, raw: null, external: null };
  let name = '';
  const place = new Map<string, string>();
  fields(message, (field, value, bytes) => {
    if (field === 1 && bytes.length > 0)
      for (let at = 0; at < bytes.length; ) {
        let dim: number;
        [dim, at] = varint(bytes, at);
        constant.dims.push(dim);
      }
    else if (field === 1) constant.dims.push(value);
    else if (field === 2) constant.type = value;
    else if (field === 8) name = utf8.decode(bytes);
    else if (field === 9) constant.raw = bytes;
    else if (field === 13) {
      const entry: string[] = [];
      fields(bytes, (part, _, content) => {
        entry[part] = utf8.decode(content);
      });
      place.set(entry[1] ?? '', entry[2] ?? '');
    }
  });
  if (place.size > 0)
    constant.external = {
      location: place.get('location') ?? '',
      offset: Number(place.get('offset') ?? 0),
      length: Number(place.get('length') ?? 0),
    };
  return [name, constant];
}

/** Calls `see` for each field of a message: `value` of a varint or a float, `bytes` of one with a length. */
function fields(message: Uint8Array, see: See): void {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  const none = message.subarray(0, 0);
  for (let at = 0; at < message.length; ) {
    let tag: number;
    let value = 0;
    [tag, at] = varint(message, at);
    const wire = tag & 7;
    if (wire === 0) {
      [value, at] = varint(message, at);
      see(tag >>> 3, value, none);
    } else if (wire === 2) {
      [value, at] = varint(message, at);
      if (at + value > message.length) throw new RangeError('a graph that ends early');
      see(tag >>> 3, value, message.subarray(at, at + value));
      at += value;
    } else if (wire === 5) {
      see(tag >>> 3, view.getFloat32(at, true), none);
      at += 4;
    } else if (wire === 1) at += 8;
    else throw new RangeError('bytes that are no graph');
  }
}

/** The number at `at`, as a float64 (exact up to 2^53; -1 comes out as 2^64), and where the next begins. */
function varint(bytes: Uint8Array, at: number): [number, number] {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    if (byte === undefined) throw new RangeError('a graph that ends early');
    value += (byte & 127) * scale;
    if (byte < 128) return [value, at];
  }
}

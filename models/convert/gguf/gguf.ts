// Reads the header of a GGUF file: metadata and the location of each tensor. Our own reader, since @huggingface/gguf 0.4.6 drops
// a byte order mark at the start of a string, which is a separate token in SentencePiece vocabularies. Format: ggml's
// docs/gguf.md.
import { printed, UserError } from '../../../harness/core/errors.js';
import { visible } from '../../../harness/core/quote.js';
import { ByteReader } from './bytes.js';

export type Value = number | string | boolean | Value[];

export interface Tensor {
  name: string;
  /** ggml type number */
  type: number;
  /** values per row (the fast dimension) */
  columns: number;
  /** all other dimensions multiplied */
  rows: number;
  /** byte offset from the start of the file */
  offset: number;
}

export interface Gguf {
  reader: ByteReader;
  metadata: Map<string, Value>;
  tensors: Map<string, Tensor>;
}

const limits = { entries: 100_000, tensors: 100_000, arrayLength: 4_000_000, stringBytes: 16_000_000, dimensions: 4 };

/** Opens a file; the caller closes `reader`. Errors: UserError if it is not GGUF version 2 or 3, truncated or malformed. */
export function readGguf(path: string): Gguf {
  const reader = new ByteReader(path);
  try {
    return readHead(reader);
  } catch (error) {
    reader.close();
    throw error;
  }
}

function readHead(reader: ByteReader): Gguf {
  const magic = reader.size < 4 ? '' : reader.take(4).toString('latin1');
  if (magic !== 'GGUF')
    throw new UserError(`${reader.path}: expected a GGUF file (first bytes "GGUF"), got ${JSON.stringify(magic)}`);
  const version = reader.take(4).readUInt32LE();
  if (version !== 2 && version !== 3)
    throw new UserError(`${reader.path}: expected GGUF version 2 or 3, little-endian, got version ${version}`);
  const tensorCount = count(reader, 'tensors', limits.tensors);
  const entries = count(reader, 'metadata entries', limits.entries);
  const metadata = new Map<string, Value>();
  for (let i = 0; i < entries; i++) {
    const key = text(reader);
    metadata.set(key, value(reader, reader.take(4).readUInt32LE(), 0));
  }
  const tensors = new Map<string, Tensor>();
  for (let i = 0; i < tensorCount; i++) {
    const tensor = tensorAt(reader);
    tensors.set(tensor.name, tensor);
  }
  const alignment = metadata.get('general.alignment') ?? 32;
  if (!Number.isInteger(alignment) || (alignment as number) < 1) throw malformed(reader, `an alignment of ${shown(alignment)}`);
  const start = Math.ceil(reader.at / (alignment as number)) * (alignment as number);
  for (const tensor of tensors.values()) tensor.offset += start;
  return { reader, metadata, tensors };
}

function tensorAt(reader: ByteReader): Tensor {
  const name = text(reader);
  const dimensions = reader.take(4).readUInt32LE();
  if (dimensions < 1 || dimensions > limits.dimensions)
    throw malformed(reader, `tensor ${shown(name)} with ${dimensions} dimensions`);
  const shape: number[] = [];
  for (let i = 0; i < dimensions; i++) shape.push(count(reader, `values in a dimension of ${shown(name)}`, 2 ** 32));
  const type = reader.take(4).readUInt32LE();
  const [columns = 0, ...others] = shape;
  return { name, type, columns, rows: others.reduce((a, b) => a * b, 1), offset: whole(reader.take(8).readBigUInt64LE()) };
}

function value(reader: ByteReader, type: number, depth: number): Value {
  switch (type) {
    case 0:
      return reader.take(1).readUInt8();
    case 1:
      return reader.take(1).readInt8();
    case 2:
      return reader.take(2).readUInt16LE();
    case 3:
      return reader.take(2).readInt16LE();
    case 4:
      return reader.take(4).readUInt32LE();
    case 5:
      return reader.take(4).readInt32LE();
    case 6:
      return reader.take(4).readFloatLE();
    case 7:
      return reader.take(1).readUInt8() !== 0;
    case 8:
      return text(reader);
    case 9: {
      if (depth > 2) throw malformed(reader, 'arrays nested too deep');
      const inner = reader.take(4).readUInt32LE();
      const length = count(reader, 'values in an array', limits.arrayLength);
      return Array.from({ length }, () => value(reader, inner, depth + 1));
    }
    case 10:
      return whole(reader.take(8).readBigUInt64LE());
    case 11:
      return whole(reader.take(8).readBigInt64LE());
    case 12:
      return reader.take(8).readDoubleLE();
    default:
      throw malformed(reader, `a value of type ${type}`);
  }
}

function text(reader: ByteReader): string {
  return reader.take(count(reader, 'bytes in a string', limits.stringBytes)).toString('utf8');
}

function count(reader: ByteReader, what: string, most: number): number {
  const found = whole(reader.take(8).readBigUInt64LE());
  if (found > most) throw malformed(reader, `${found} ${what}`);
  return found;
}

function whole(big: bigint): number {
  return Number(big); // above 2^53 only in a malformed file, and then far above every limit
}

/** A name or value of a file as errors show it: it may be anything, and of any length. */
export function shown(value: Value | undefined): string {
  if (Array.isArray(value)) return `a list of ${value.length} values`;
  if (typeof value !== 'string') return Number.isNaN(value) ? 'NaN' : printed(value);
  return visible(value.length > 60 ? `${value.slice(0, 60)}…` : value).replace(/\s+/g, ' ');
}

function malformed(reader: ByteReader, what: string): UserError {
  return new UserError(`${reader.path}: the GGUF file is malformed: ${what}, before byte ${reader.at}. Download it again`);
}

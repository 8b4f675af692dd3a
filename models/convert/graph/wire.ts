// The protobuf wire format, one message deep: fields are split without being interpreted, so that one part of a graph can be
// changed while everything else, known or unknown, is written back byte for byte.
import protobuf from 'protobufjs';

export interface Field {
  number: number;
  /** the whole field with its tag, a view of the message */
  raw: Uint8Array;
  /** contents of a length-delimited field, a view of the message; empty for other types */
  contents: Uint8Array;
}

/** Splits a message into its fields, in order. Errors: RangeError if the bytes are truncated or not a message. */
export function splitFields(message: Uint8Array): Field[] {
  const reader = protobuf.Reader.create(message);
  const fields: Field[] = [];
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    let contents = message.subarray(0, 0);
    if ((tag & 7) === 2) {
      const length = reader.uint32();
      contents = message.subarray(reader.pos, reader.pos + length);
      reader.skip(length);
    } else reader.skipType(tag & 7);
    fields.push({ number: tag >>> 3, raw: message.subarray(start, reader.pos), contents });
  }
  return fields;
}

/** A length-delimited field as pieces: its header, then `pieces` unchanged. */
export function field(number: number, pieces: Uint8Array[]): Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const head = protobuf.Writer.create()
    .uint32((number << 3) | 2)
    .uint32(length)
    .finish();
  return [head, ...pieces];
}

// The protobuf wire format, one message deep: fields are told apart without being understood, so that a graph can be changed in one
// place while everything else in it, known or not, is written back byte for byte.
import protobuf from 'protobufjs';

export interface Field {
  number: number;
  /** the whole field with its tag, a view of the message */
  raw: Uint8Array;
  /** contents of a length-delimited field, a view of the message; empty for others */
  contents: Uint8Array;
}

/** Splits a message into its fields, in their order. Errors: RangeError where the bytes end too early or are no message. */
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

/** The pieces of a length-delimited field: its head, then `pieces` as they are. */
export function field(number: number, pieces: Uint8Array[]): Uint8Array[] {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const head = protobuf.Writer.create()
    .uint32((number << 3) | 2)
    .uint32(length)
    .finish();
  return [head, ...pieces];
}

// Half-precision numbers as stored in GGUF and ONNX. Every half is exactly a float32.

/** The 65,536 values of IEEE 754 binary16. */
const halves = new Float32Array(65536);
for (let bits = 0; bits < 65536; bits++) {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size =
    exponent === 31
      ? fraction
        ? Number.NaN
        : Number.POSITIVE_INFINITY
      : exponent === 0
        ? fraction * 2 ** -24
        : (1 + fraction / 1024) * 2 ** (exponent - 15);
  halves[bits] = bits & 0x8000 ? -size : size;
}

/** Value of a binary16 from its 16 bits. */
export function half(bits: number): number {
  return halves[bits & 0xffff] as number;
}

/** Value of the binary16 at byte `at`, little-endian. */
export function halfAt(bytes: Uint8Array, at: number): number {
  return halves[(bytes[at] as number) | ((bytes[at + 1] as number) << 8)] as number;
}

/** bfloat16 as float32: its bits are the upper half. */
export function bfloat16(bits: Uint16Array): Float32Array {
  const wide = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) wide[i] = (bits[i] as number) << 16;
  return new Float32Array(wide.buffer);
}

// SHA-256 (FIPS 180-4), for browsers that refuse SubtleCrypto outside a secure context.

const roots = (power: number, count: number) => {
  const found: number[] = [];
  for (let n = 2; found.length < count; n++)
    if (!Array.from({ length: n - 2 }, (_, i) => i + 2).some((d) => n % d === 0)) found.push(fraction(n, power));
  return found;
};

/** The first 32 bits of the fractional part of a root: found by bisection in whole numbers, so that no engine's `pow` decides it. */
function fraction(n: number, power: number): number {
  let low = 0n;
  let high = BigInt(n) << 32n;
  const goal = BigInt(n) << BigInt(32 * power);
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(power) <= goal) low = middle;
    else high = middle;
  }
  return Number(low & 0xffffffffn);
}

const start = roots(2, 8);
const constants = roots(3, 64);

/** SHA-256 of bytes, as 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array): string {
  const size = (((bytes.length + 8) >> 6) + 1) << 6;
  const padded = new Uint8Array(size);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(size - 4, (bytes.length << 3) >>> 0);
  const hash = Int32Array.from(start);
  const w = new Int32Array(64);
  for (let at = 0; at < size; at += 64) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const [x, y] = [w[i - 15] as number, w[i - 2] as number];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = ((w[i - 16] as number) + s0 + (w[i - 7] as number) + s1) | 0;
    }
    block(hash, w);
  }
  return [...hash].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function block(hash: Int32Array, w: Int32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const one =
      (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + (constants[i] as number) + (w[i] as number)) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) hash[i] = ((hash[i] as number) + word) | 0;
}

function turn(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

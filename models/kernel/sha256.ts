// SHA-256 (FIPS 180-4) in plain JavaScript: a page opened from disk or over plain http has no SubtleCrypto, and a seed is hashed
// where nothing can be awaited.

/** The message schedule of the block at hand. */
const w = new Uint32Array(64);

/** First 32 bits of the fractional parts of the roots of the first primes: square roots start the state, cube roots are the rounds. */
const [start, rounds] = constants();

export class Sha256 {
  private readonly state = Uint32Array.from(start);
  private readonly block = new Uint8Array(64);
  private length = 0;

  update(data: Uint8Array): this {
    let at = 0;
    const filled = this.length % 64;
    this.length += data.length;
    if (filled > 0) {
      at = Math.min(64 - filled, data.length);
      this.block.set(data.subarray(0, at), filled);
      if (filled + at < 64) return this;
      this.compress(this.block, 0);
    }
    for (; at + 64 <= data.length; at += 64) this.compress(data, at);
    this.block.set(data.subarray(at));
    return this;
  }

  /** 64 hexadecimal digits. The object is used up. */
  hex(): string {
    return [...this.digest()].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }

  digest(): Uint8Array {
    const { length } = this;
    const end = new Uint8Array(((length + 72) & ~63) - length);
    end[0] = 128;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(length / 2 ** 29));
    view.setUint32(end.length - 4, (length * 8) >>> 0);
    this.update(end);
    const digest = new Uint8Array(32);
    this.state.forEach((word, i) => void new DataView(digest.buffer).setUint32(4 * i, word));
    return digest;
  }

  private compress(data: Uint8Array, at: number): void {
    const { state } = this;
    for (let i = 0; i < 16; i++, at += 4)
      w[i] =
        ((data[at] as number) << 24) |
        ((data[at + 1] as number) << 16) |
        ((data[at + 2] as number) << 8) |
        (data[at + 3] as number);
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15] as number;
      const y = w[i - 2] as number;
      const small = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
      w[i] = (w[i - 16] as number) + small + (w[i - 7] as number) + (rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
    for (let i = 0; i < 64; i++) {
      const one =
        (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + (rounds[i] as number) + (w[i] as number)) |
        0;
      const two = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [i, value] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + value;
  }
}

/** SHA-256 of text (as UTF-8) or bytes, as 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return new Sha256().update(typeof data === 'string' ? new TextEncoder().encode(data) : data).hex();
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

function constants(): [Uint32Array, Uint32Array] {
  const primes: bigint[] = [];
  for (let n = 2n; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  // whole-number roots of the prime times 2^(32 k): the lower 32 bits are the fraction
  const root = (value: bigint, k: bigint) => {
    let [low, high] = [0n, 1n << 40n];
    while (high - low > 1n) {
      const middle = (low + high) / 2n;
      if (middle ** k <= value) low = middle;
      else high = middle;
    }
    return Number(low & 0xffffffffn);
  };
  const of = (k: bigint, count: number) => Uint32Array.from(primes.slice(0, count), (p) => root(p << (32n * k), k));
  return [of(2n, 8), of(3n, 64)];
}

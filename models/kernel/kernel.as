// The arithmetic of a llama-shaped model in WebAssembly: float32, 128-bit SIMD, no relaxed instruction and no function of the
// engine, so that Node and every browser give the same bits. AssemblyScript; `usize` is an address, all numbers are float32.
//
// A matrix of N rows and K columns is kept as codes with a scale `d` and an offset `m` for each block: weight = d * code + m.
// bits 4: 16 bytes hold a block of 32 codes, byte j those of columns j (low) and j + 16 (high).
// bits 8: a signed byte a code, blocks of 16 or 32. `m` 0: no offsets.

function sum4(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** Four floats from the signed 16-bit numbers in the lower half of v. */
@inline function low(v: v128): v128 { return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(v)); }
@inline function high(v: v128): v128 { return f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(v)); }

/** e^x, at most 2 units in the last place off. x from -87 to 88; below, 0. Cody and Waite's reduction, Taylor of degree 7. */
@inline function exp4(x: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(1.44269504)));
  // ln 2 in two parts: n times the first is exact
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375))), f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.98412698e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.38888889e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.33333333e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.16666667e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.66666667e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(p, power), f32x4.ge(x, f32x4.splat(-87)));
}

/** y = e^x for `count` numbers, a multiple of 4. */
export function exp(x: usize, y: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(y + i, exp4(v128.load(x + i)));
}

/** Nibbles with neighbours in a byte, in place, into the order of bits 4. `bytes`: a multiple of 16. */
export function order4(q: usize, bytes: i32): void {
  const mask = i8x16.splat(15);
  for (const end = q + <usize>bytes; q < end; q += 16) {
    const p = v128.load(q), even = v128.and(p, mask), odd = i8x16.shr_u(p, 4);
    const first = i8x16.shuffle(even, odd, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
    const second = i8x16.shuffle(even, odd, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
    v128.store(q, v128.or(first, i8x16.shl(second, 4)));
  }
}

/** Signed bytes at `to` from two planes of nibbles (upper and lower four bits of codes), `bytes` each, less `zero`. */
export function joinPlanes(upper: usize, lower: usize, to: usize, bytes: i32, zero: i32): void {
  for (let i: usize = 0; i < <usize>bytes; i++) {
    const h = <i32>load<u8>(upper + i), l = <i32>load<u8>(lower + i);
    store<i8>(to + (i << 1), <i8>(((h & 15) << 4) + (l & 15) - zero));
    store<i8>(to + (i << 1) + 1, <i8>((h & 240) + (l >> 4) - zero));
  }
}

/** Signed bytes at `to` from nibbles with neighbours in a byte, less `zero`. */
export function widen4(q: usize, to: usize, bytes: i32, zero: i32): void {
  for (let i: usize = 0; i < <usize>bytes; i++) {
    const p = <i32>load<u8>(q + i);
    store<i8>(to + (i << 1), <i8>((p & 15) - zero)), store<i8>(to + (i << 1) + 1, <i8>((p >> 4) - zero));
  }
}

/** Signed bytes from unsigned ones less `zero`, in place. */
export function centre(q: usize, bytes: i32, zero: i32): void {
  for (const end = q + <usize>bytes; q < end; q++) store<i8>(q, <i8>(<i32>load<u8>(q) - zero));
}

/** float32 at `to` from float16. */
export function halves(from: usize, to: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const h = <u32>load<u16>(from + (i << 1)), sign = (h & 0x8000) << 16, e = (h >> 10) & 31, f = h & 1023;
    store<f32>(to + (i << 2), e == 0 ? <f32>(sign ? -1 : 1) * <f32>f * <f32>5.9604644775390625e-8 : reinterpret<f32>(sign | ((e + 112) << 23) | (f << 13)));
  }
}

/** m = -zero * d: the offsets of codes that have a zero point only. */
export function offsets(d: usize, m: usize, count: i32, zero: f32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 4) store<f32>(m + i, -zero * load<f32>(d + i));
}

/** Row n of a matrix as K floats at `to`. */
export function unpack(bits: i32, block: i32, q: usize, d: usize, m: usize, n: i32, K: i32, to: usize): void {
  const blocks = K / block, bytes = bits == 4 ? block >> 1 : block;
  q += <usize>n * <usize>(blocks * bytes), d += (<usize>n * <usize>blocks) << 2;
  if (m) m += (<usize>n * <usize>blocks) << 2;
  for (let b = 0; b < blocks; b++) {
    const dd = v128.load32_splat(d), mm = m ? v128.load32_splat(m) : f32x4.splat(0);
    for (let j = 0; j < block; j += bits == 4 ? 32 : 16) {
      const p = v128.load(q);
      q += 16;
      if (bits == 4) {
        to = sixteen(v128.and(p, i8x16.splat(15)), dd, mm, to);
        to = sixteen(i8x16.shr_u(p, 4), dd, mm, to);
      } else to = sixteen(p, dd, mm, to);
    }
    d += 4;
    if (m) m += 4;
  }
}

/** 16 weights from signed bytes; returns the address after them. */
@inline function sixteen(codes: v128, d: v128, m: v128, to: usize): usize {
  const l = i16x8.extend_low_i8x16_s(codes), h = i16x8.extend_high_i8x16_s(codes);
  v128.store(to, f32x4.add(f32x4.mul(low(l), d), m)), v128.store(to, f32x4.add(f32x4.mul(high(l), d), m), 16);
  v128.store(to, f32x4.add(f32x4.mul(low(h), d), m), 32), v128.store(to, f32x4.add(f32x4.mul(high(h), d), m), 48);
  return to + 64;
}

/** Four vectors at `to`, transposed, `step` bytes apart. */
@inline function across(a: v128, b: v128, c: v128, e: v128, to: usize, step: usize): void {
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5), ce = i32x4.shuffle(c, e, 0, 4, 1, 5);
  const ab2 = i32x4.shuffle(a, b, 2, 6, 3, 7), ce2 = i32x4.shuffle(c, e, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab, ce, 0, 2)), v128.store(to + step, i64x2.shuffle(ab, ce, 1, 3));
  v128.store(to + 2 * step, i64x2.shuffle(ab2, ce2, 0, 2)), v128.store(to + 3 * step, i64x2.shuffle(ab2, ce2, 1, 3));
}

/** Rows n to n + 7 of a matrix at `to` as K x 8: the eight weights of a column together. `rows`: room for 8 x K floats. */
function unpack8(bits: i32, block: i32, q: usize, d: usize, m: usize, n: i32, K: i32, rows: usize, to: usize): void {
  const s = <usize>K << 2;
  for (let i = 0; i < 8; i++) unpack(bits, block, q, d, m, n + i, K, rows + <usize>i * s);
  for (let half: usize = 0; half < 2; half++) {
    let r = rows + half * 4 * s, o = to + (half << 4);
    for (const end = r + s; r < end; r += 16, o += 128) across(v128.load(r), v128.load(r + s), v128.load(r + 2 * s), v128.load(r + 3 * s), o, 32);
  }
}

/** Up to four rows of x (`xs` bytes apart) at `to` as K x 4: the four numbers of a column together. Beyond R, the last row again. */
function pack4(x: usize, xs: usize, R: i32, K: i32, to: usize): void {
  const last = x + <usize>(R - 1) * xs, x1 = min(x + xs, last), x2 = min(x + 2 * xs, last), x3 = min(x + 3 * xs, last);
  for (let i: usize = 0; i < <usize>K << 2; i += 16, to += 64) {
    across(v128.load(x + i), v128.load(x1 + i), v128.load(x2 + i), v128.load(x3 + i), to, 16);
  }
}

/**
 * Four rows of x (packed by pack4) by eight columns of w (`ws` bytes from one k to the next): eight sums over k in registers. To y: the
 * first R rows of eight, `ys` bytes apart; or, for R 0, as 8 x 4. Not unrolled: engines would load everything first, and spill the sums.
 */
function tile(x: usize, w: usize, ws: usize, K: i32, y: usize, ys: usize, R: i32): void {
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  for (const end = x + (<usize>K << 4); x < end; x += 16, w += ws) {
    const u = v128.load(w), v = v128.load(w, 16);
    let s = v128.load32_splat(x);
    a0 = f32x4.add(a0, f32x4.mul(s, u)), b0 = f32x4.add(b0, f32x4.mul(s, v)), s = v128.load32_splat(x, 4);
    a1 = f32x4.add(a1, f32x4.mul(s, u)), b1 = f32x4.add(b1, f32x4.mul(s, v)), s = v128.load32_splat(x, 8);
    a2 = f32x4.add(a2, f32x4.mul(s, u)), b2 = f32x4.add(b2, f32x4.mul(s, v)), s = v128.load32_splat(x, 12);
    a3 = f32x4.add(a3, f32x4.mul(s, u)), b3 = f32x4.add(b3, f32x4.mul(s, v));
  }
  if (R == 0) {
    across(a0, a1, a2, a3, y, 16);
    across(b0, b1, b2, b3, y + 64, 16);
    return;
  }
  v128.store(y, a0), v128.store(y, b0, 16);
  if (R > 1) v128.store(y + ys, a1), v128.store(y + ys, b1, 16);
  if (R > 2) v128.store(y + 2 * ys, a2), v128.store(y + 2 * ys, b2, 16);
  if (R > 3) v128.store(y + 3 * ys, a3), v128.store(y + 3 * ys, b3, 16);
}

/**
 * T rows of y (N numbers, `ys` bytes apart) = x (T x K) times a matrix, each row of which is unpacked once. N: 8 or more. `room`:
 * (16 + T + 3) x K floats.
 */
export function product(bits: i32, block: i32, q: usize, d: usize, m: usize, x: usize, y: usize, ys: usize, T: i32, N: i32, K: i32, room: usize): void {
  const row = <usize>K << 2, columns = room + 8 * row, rows = columns + 8 * row;
  for (let t = 0; t < T; t += 4) pack4(x + <usize>t * row, row, min(4, T - t), K, rows + <usize>t * row);
  for (let i = 0; i < N; i += 8) {
    const n = min(i, N - 8); // the last eight may overlap those before: the same numbers are written twice
    unpack8(bits, block, q, d, m, n, K, room, columns);
    for (let t = 0; t < T; t += 4) tile(rows + <usize>t * row, columns, 32, K, y + <usize>t * ys + (<usize>n << 2), ys, min(4, T - t));
  }
}

/** Codes times x, 16 columns: two partial sums of four lanes each. */
@inline function dot16(codes: v128, x: usize, a: v128): v128 {
  const l = i16x8.extend_low_i8x16_s(codes), h = i16x8.extend_high_i8x16_s(codes);
  const b = f32x4.add(f32x4.mul(low(l), v128.load(x)), f32x4.mul(high(l), v128.load(x, 16)));
  return f32x4.add(a, f32x4.add(b, f32x4.add(f32x4.mul(low(h), v128.load(x, 32)), f32x4.mul(high(h), v128.load(x, 48)))));
}

/** y (N) = one row x (K) times a matrix: per block d * (codes . x) + m * (sum of x). `sums`: room for a float a block. */
export function product1(bits: i32, block: i32, q: usize, d: usize, m: usize, x: usize, y: usize, N: i32, K: i32, sums: usize): void {
  const blocks = K / block;
  if (m) for (let b = 0; b < blocks; b++) {
    let s = f32x4.splat(0);
    for (let j = 0; j < block; j += 4) s = f32x4.add(s, v128.load(x + (<usize>(b * block + j) << 2)));
    store<f32>(sums + (<usize>b << 2), sum4(s));
  }
  const zero = f32x4.splat(0), mask = i8x16.splat(15);
  for (let n = 0; n < N; n++) {
    let sum = zero, off: f32 = 0, at = x;
    for (let b = 0; b < blocks; b++) {
      let a = zero;
      if (bits == 4) {
        const p = v128.load(q);
        a = dot16(i8x16.shr_u(p, 4), at + 64, dot16(v128.and(p, mask), at, a)), q += 16, at += 128;
      } else for (let j = 0; j < block; j += 16) a = dot16(v128.load(q), at, a), q += 16, at += 64;
      sum = f32x4.add(sum, f32x4.mul(a, v128.load32_splat(d))), d += 4;
      if (m) off += load<f32>(m) * load<f32>(sums + (<usize>b << 2)), m += 4;
    }
    store<f32>(y + (<usize>n << 2), sum4(sum) + off);
  }
}

/** x += y, `count` numbers, a multiple of 4. */
export function add(x: usize, y: usize, count: i32): void {
  for (let i: usize = 0; i < <usize>count << 2; i += 16) v128.store(x + i, f32x4.add(v128.load(x + i), v128.load(y + i)));
}

/** y = x / sqrt(mean of x² + eps) * g, each of T rows. */
export function norm(x: usize, g: usize, y: usize, T: i32, K: i32, eps: f32): void {
  const bytes = <usize>K << 2;
  for (; T > 0; T--, x += bytes, y += bytes) {
    let a = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) a = f32x4.add(a, f32x4.mul(v128.load(x + i), v128.load(x + i)));
    const s = f32x4.splat(<f32>1 / sqrt<f32>(sum4(a) / <f32>K + eps));
    for (let i: usize = 0; i < bytes; i += 16) v128.store(y + i, f32x4.mul(f32x4.mul(v128.load(x + i), s), v128.load(g + i)));
  }
}

/** Rotates `heads` heads in place, halves of a head paired; rows `stride` bytes apart, position `at` first. cos, sin: dim / 2 a position. */
export function rotate(x: usize, cos: usize, sin: usize, T: i32, at: i32, heads: i32, dim: i32, stride: usize): void {
  const half = <usize>dim << 1;
  for (let t = 0; t < T; t++) for (let h = 0; h < heads; h++) {
    const r = x + <usize>t * stride + <usize>h * 2 * half, skip = <usize>(at + t) * half;
    for (let i: usize = 0; i < half; i += 16) {
      const a = v128.load(r + i), b = v128.load(r + half + i), c = v128.load(cos + skip + i), s = v128.load(sin + skip + i);
      v128.store(r + i, f32x4.sub(f32x4.mul(a, c), f32x4.mul(b, s)));
      v128.store(r + half + i, f32x4.add(f32x4.mul(b, c), f32x4.mul(a, s)));
    }
  }
}

/**
 * Keeps keys and values of T positions from `at` on. A head has `room` positions, a multiple of 8: values are position x dim, keys
 * position / 8 x dim x 8, the same number of eight positions together. rows: queries, keys, values of a position, `stride` bytes apart.
 */
export function keep(k: usize, v: usize, keys: usize, values: usize, T: i32, at: i32, heads: i32, dim: i32, stride: usize, room: i32): void {
  for (let t = 0; t < T; t++, k += stride, v += stride) for (let h = 0; h < heads; h++) {
    const p = at + t, head = (<usize>h * <usize>(room * dim)) << 2, from = <usize>(h * dim) << 2;
    memory.copy(values + head + (<usize>(p * dim) << 2), v + from, <usize>dim << 2);
    let to = keys + head + (<usize>((p >> 3) * dim * 8 + (p & 7)) << 2);
    for (let i = 0; i < dim; i++, to += 32) store<f32>(to, load<f32>(k + from + (<usize>i << 2)));
  }
}

/**
 * Softmax of each of four columns of s (n x 4) times `scale`, in place. Column c has `length` rows, or `length` + c if `causal`; those
 * after count as nothing.
 */
export function softmax4(s: usize, n: i32, length: i32, causal: bool, scale: f32): void {
  const end = s + (<usize>n << 4);
  if (causal) for (let c = 0; c < 3; c++)
    for (let p = length + c; p < n; p++) store<f32>(s + (<usize>(p * 4 + c) << 2), -Infinity);
  let top = f32x4.splat(-Infinity), total = f32x4.splat(0);
  for (let i = s; i < end; i += 16) top = f32x4.max(top, v128.load(i));
  for (let i = s; i < end; i += 16) {
    const e = exp4(f32x4.mul(f32x4.sub(v128.load(i), top), f32x4.splat(scale)));
    v128.store(i, e), total = f32x4.add(total, e);
  }
  const part = f32x4.div(f32x4.splat(1), total);
  for (let i = s; i < end; i += 16) v128.store(i, f32x4.mul(v128.load(i), part));
}

/** Up to four query rows of one key/value head, the first of which sees `length` positions; `causal`: each next one more. */
function attendRows(q: usize, qs: usize, keys: usize, values: usize, y: usize, ys: usize, R: i32, length: i32, causal: bool, dim: i32, room: usize, scale: f32): void {
  const n = causal ? length + R - 1 : length, scores = room + (<usize>dim << 4);
  pack4(q, qs, R, dim, room);
  for (let p = 0; p < n; p += 8) tile(room, keys + (<usize>(p * dim) << 2), 32, dim, scores + (<usize>p << 4), 0, 0);
  softmax4(scores, n, length, causal, scale);
  for (let i = 0; i < dim; i += 8) tile(scores, values + (<usize>i << 2), <usize>dim << 2, n, y + (<usize>i << 2), ys, R);
}

/** Attention of T positions from `at` on over all kept ones. y: T x heads * dim. room: 4 * (dim + `most`) floats, most: positions of a head. */
export function attend(q: usize, keys: usize, values: usize, y: usize, T: i32, at: i32, heads: i32, kv: i32, dim: i32, stride: usize, most: i32, room: usize, scale: f32): void {
  const group = heads / kv, head = <usize>dim << 2, ys = <usize>heads * head;
  for (let h = 0; h < heads; h++) {
    const skip = <usize>(h / group) * <usize>most * head, from = <usize>h * head;
    if (T == 1) { // the heads that share keys and values are the rows
      const rest = group - h % group, R = min(4, rest);
      attendRows(q + from, head, keys + skip, values + skip, y + from, head, R, at + 1, false, dim, room, scale);
      h += R - 1;
    } else for (let t = 0; t < T; t += 4)
      attendRows(q + from + <usize>t * stride, stride, keys + skip, values + skip, y + from + <usize>t * ys, ys, min(4, T - t), at + t + 1, true, dim, room, scale);
  }
}

/** y (T x N) = silu(gate) * up, from rows of N gates and N ups, `stride` bytes apart. N: a multiple of 4. */
export function gate(x: usize, stride: usize, y: usize, T: i32, N: i32): void {
  const bytes = <usize>N << 2;
  for (; T > 0; T--, x += stride, y += bytes)
    for (let i: usize = 0; i < bytes; i += 16) {
      // silu(g) = g / (1 + e^-g); beyond -87 the quotient is 0 in float32 all the same
      const g = v128.load(x + i), e = exp4(f32x4.neg(f32x4.max(g, f32x4.splat(-87))));
      v128.store(y + i, f32x4.mul(f32x4.div(g, f32x4.add(f32x4.splat(1), e)), v128.load(x + bytes + i)));
    }
}

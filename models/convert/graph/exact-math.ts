// Powers, sines and cosines from additions, multiplications and divisions alone, which every JavaScript engine rounds
// identically. Math.pow, Math.sin and Math.cos differ in the last digit between Node.js versions, which would change the bytes of
// a table and so a model's digest.

/** A number as the sum of two float64 (double-double), about 32 digits. */
type Double = [high: number, low: number];

/**
 * base ** (i / n) for i = 0 to n - 1, each rounded once. `base` above 0, `n` 1 or more. One Newton step in double-double
 * precision from Math.pow: whatever the last digit of the start, the error after it is below 1e-28.
 */
export function rootPowers(base: number, n: number): Float64Array {
  const start: Double = [base ** (1 / n), 0];
  const error = add(power(start, n), [-base, 0]);
  const root = add(start, [(-start[0] * (error[0] + error[1])) / (n * base), 0]);
  let value: Double = [1, 0];
  return Float64Array.from({ length: n }, () => {
    const [now] = value;
    value = multiply(value, root);
    return now;
  });
}

/** Sine and cosine of an angle from 0 to 1e6 radians; error below 1e-15. */
export function sineCosine(angle: number): [sine: number, cosine: number] {
  const quarters = Math.round(angle / (Math.PI / 2));
  // pi / 2 in two parts: the first has 33 bits, so its product with an integer below 2^20 is exact (Cody and Waite)
  const x = angle - quarters * 1.5707963267341256 - quarters * 6.0771005065061922e-11;
  const [sine, cosine] = [series(x, x, 2), series(1, x, 1)];
  if (quarters % 4 === 1) return [cosine, -sine];
  if (quarters % 4 === 2) return [-sine, -cosine];
  if (quarters % 4 === 3) return [-cosine, sine];
  return [sine, cosine];
}

/** first - first x² / (k (k + 1)) + … , ten terms, smallest first. Below pi / 4 the truncation error is below 1e-19. */
function series(first: number, x: number, k: number): number {
  const square = x * x;
  let sum = 1;
  for (let term = 9; term >= 1; term--) {
    const j = k + 2 * (term - 1);
    sum = 1 - (square / (j * (j + 1))) * sum;
  }
  return first * sum;
}

function power(base: Double, n: number): Double {
  let value: Double = [1, 0];
  for (let i = 0; i < n; i++) value = multiply(value, base);
  return value;
}

function add([a, aLow]: Double, [b, bLow]: Double): Double {
  const sum = a + b;
  const part = sum - a;
  const error = a - (sum - part) + (b - part); // Knuth's two-sum
  return normal(sum, error + aLow + bLow);
}

function multiply([a, aLow]: Double, [b, bLow]: Double): Double {
  const product = a * b;
  const [a1, a2] = split(a);
  const [b1, b2] = split(b);
  const error = a1 * b1 - product + a1 * b2 + a2 * b1 + a2 * b2; // Dekker's two-product
  return normal(product, error + a * bLow + aLow * b);
}

function split(a: number): Double {
  const scaled = a * 134217729; // 2^27 + 1
  const high = scaled - (scaled - a);
  return [high, a - high];
}

function normal(high: number, low: number): Double {
  const sum = high + low;
  return [sum, low - (sum - high)];
}

// One text per value: canonical JSON (keys in code-point order, no spaces) and its SHA-256. Keys, digests and hashes depend on
// it.
import { createHash } from 'node:crypto';

/** Canonical JSON: object keys in code-point order, no whitespace, `undefined` members omitted. Throws on NaN and infinities. */
export function canonical(value: unknown): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`expected a finite number, got ${value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** SHA-256 of UTF-8 text or bytes, as 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** From here on, UTF-16 units are not in the order of code points. */
const late = /[\ud800-\uffff]/;

/** Orders strings by code point, the same in every locale (UTF-16 order would put emoji before U+FFxx). */
export function byCodePoint(a: string, b: string): number {
  if (a === b) return 0;
  if (!late.test(a) && !late.test(b)) return a < b ? -1 : 1;
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return Buffer.compare(left, right);
}

// Conversion between JSON and Python: arguments as Python constants, results compared type by type. An integer is an int, another
// number a float, a list a list, an object a dict with string keys. What JSON cannot express is an object with one key:
// {"$float": 3} (or "nan", "inf", "-inf", "-0"), {"$int": "12345678901234567890"}, {"$tuple": […]}, {"$set": […]}, {"$frozenset":
// […]}, {"$dict": [[key, value], …]}.
import { FieldError } from '../../harness/core/errors.js';
import type { Tagged } from './sandbox/pool.js';

/** Maximum nesting of an argument or expected result. */
const deepest = 50;

/** A JSON value in the tagged form that the child returns. Errors: FieldError with `field`. */
export function tagged(value: unknown, field: string, depth = 0): Tagged {
  if (depth > deepest) throw new FieldError(field, `nested at most ${deepest} deep`, value);
  const inner = (one: unknown, key: string) => tagged(one, `${field}${key}`, depth + 1);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return numberOf(value, field);
  if (typeof value === 'string') return { s: value };
  if (Array.isArray(value)) return { l: value.map((one, i) => inner(one, `[${i}]`)) };
  if (typeof value !== 'object') throw new FieldError(field, 'a JSON value', value);
  const entries = Object.entries(value);
  const [[tag, content] = ['', undefined]] = entries;
  if (entries.length !== 1 || !tag.startsWith('$'))
    return { d: entries.map(([key, one]) => [{ s: key }, inner(one, `.${key}`)]) };
  if (tag === '$float' && typeof content === 'number') return { f: floatText(content) };
  if (tag === '$float' && typeof content === 'string' && Object.hasOwn(floats, content)) return { f: floats[content] as string };
  if (tag === '$int' && typeof content === 'string' && /^-?\d{1,4000}$/.test(content)) return { i: hex(BigInt(content)) };
  if (!Array.isArray(content))
    throw new FieldError(`${field}.${tag}`, 'one of $float, $int, $tuple, $set, $frozenset, $dict with its value', content);
  if (tag === '$dict') return { d: content.map((pair, i) => pairOf(pair, `.$dict[${i}]`, field, inner)) };
  const members = content.map((one, i) => inner(one, `.${tag}[${i}]`));
  if (tag === '$tuple') return { t: members };
  if (tag === '$set') return { e: members };
  if (tag === '$frozenset') return { z: members };
  throw new FieldError(`${field}.${tag}`, 'one of $float, $int, $tuple, $set, $frozenset, $dict', content);
}

const floats: Record<string, string> = { nan: 'NaN', inf: 'Infinity', '-inf': '-Infinity', '-0': '-0' };

function numberOf(value: number, field: string): Tagged {
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    throw new FieldError(field, 'a whole number below 2^53, or {"$int": "…"}, or {"$float": …}', value);
  return Number.isInteger(value) ? { i: hex(BigInt(value)) } : { f: floatText(value) };
}

function pairOf(pair: unknown, at: string, field: string, inner: (one: unknown, key: string) => Tagged): [Tagged, Tagged] {
  if (!Array.isArray(pair) || pair.length !== 2) throw new FieldError(`${field}${at}`, 'a pair [key, value]', pair);
  return [inner(pair[0], `${at}[0]`), inner(pair[1], `${at}[1]`)];
}

/** Inverse of `tagged`. Errors: TypeError for bytes, which JSON targets cannot express. */
export function untagged(value: Tagged): unknown {
  if (value === null || typeof value === 'boolean') return value;
  if ('i' in value)
    return Number.isSafeInteger(Number(bigint(value.i))) ? Number(bigint(value.i)) : { $int: String(bigint(value.i)) };
  if ('f' in value) {
    const name = Object.keys(floats).find((key) => floats[key] === value.f);
    return name || Number.isInteger(Number(value.f)) ? { $float: name ?? Number(value.f) } : Number(value.f);
  }
  if ('s' in value) return value.s;
  if ('l' in value) return value.l.map(untagged);
  if ('t' in value) return { $tuple: value.t.map(untagged) };
  if ('e' in value) return { $set: value.e.map(untagged) };
  if ('z' in value) return { $frozenset: value.z.map(untagged) };
  if ('d' in value) return { $dict: value.d.map(([key, one]) => [untagged(key), untagged(one)]) };
  throw new TypeError('expected a value that JSON can say, got bytes');
}

function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

/** Parses signed hexadecimal digits, which `BigInt` does not. */
function bigint(digits: string): bigint {
  return digits.startsWith('-') ? -BigInt(digits.slice(1)) : BigInt(digits);
}

function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A value as Python prints it, ints in base 10, truncated to `most` characters. */
export function shown(value: Tagged, most: number): string {
  const plain = (one: Tagged): string => {
    if (one === null || typeof one === 'boolean') return literal(one);
    if ('i' in one) return one.i.length > 300 ? one.i : String(bigint(one.i));
    if ('s' in one) return JSON.stringify(one.s);
    if ('l' in one) return `[${one.l.map(plain).join(', ')}]`;
    if ('t' in one) return `(${one.t.map(plain).join(', ')}${one.t.length === 1 ? ',' : ''})`;
    if ('d' in one) return `{${one.d.map(([key, inner]) => `${plain(key)}: ${plain(inner)}`).join(', ')}}`;
    if ('e' in one) return one.e.length === 0 ? 'set()' : `{${one.e.map(plain).join(', ')}}`;
    if ('z' in one) return `frozenset(${plain({ e: one.z })})`;
    if ('f' in one && /^-?\d+$/.test(one.f)) return `${one.f}.0`;
    return 'f' in one ? one.f.replace('Infinity', 'inf').replace('NaN', 'nan') : literal(one);
  };
  const text = plain(value);
  return text.length > most ? `${[...text.slice(0, most)].slice(0, -1).join('')}…` : text; // by whole code points
}

/** Python source of a constant. */
export function literal(value: Tagged): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if ('i' in value) return value.i;
  if ('f' in value) return floatLiteral(value.f);
  if ('s' in value) return textLiteral(value.s);
  if ('b' in value) return `b"${value.b.replace(/../g, (byte) => `\\x${byte}`)}"`;
  if ('l' in value) return `[${value.l.map(literal).join(',')}]`;
  if ('t' in value) return `(${value.t.map((one) => `${literal(one)},`).join('')})`;
  if ('d' in value) return `{${value.d.map(([key, one]) => `${literal(key)}:${literal(one)}`).join(',')}}`;
  if ('z' in value) return `frozenset(${literal({ e: value.z })})`;
  return value.e.length === 0 ? '{*()}' : `{${value.e.map(literal).join(',')}}`;
}

function floatLiteral(text: string): string {
  if (text === 'NaN') return '(1e999-1e999)';
  if (text.endsWith('Infinity')) return text.startsWith('-') ? '-1e999' : '1e999';
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function textLiteral(text: string): string {
  return `"${[...text].map((sign) => (/^[ !#-[\]-~]$/.test(sign) ? sign : `\\U${(sign.codePointAt(0) as number).toString(16).padStart(8, '0')}`)).join('')}"`;
}

/**
 * Whether two values are equal, type by type; floats within `tolerance` (absolute, default 0), NaN equal to itself; dicts and
 * sets in any order.
 */
export function equal(a: Tagged, b: Tagged, tolerance = 0): boolean {
  if (tolerance === 0) return canonicalText(a) === canonicalText(b);
  if (a === null || b === null || typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  if ('f' in a && 'f' in b) return a.f === b.f || Math.abs(Number(a.f) - Number(b.f)) <= tolerance;
  if ('l' in a && 'l' in b) return pairwise(a.l, b.l, tolerance);
  if ('t' in a && 't' in b) return pairwise(a.t, b.t, tolerance);
  if ('d' in a && 'd' in b) {
    const other = new Map(b.d.map(([key, value]) => [canonicalText(key), value]));
    return (
      a.d.length === b.d.length &&
      a.d.every(([key, value]) => {
        const text = canonicalText(key);
        return other.has(text) && equal(value, other.get(text) as Tagged, tolerance);
      })
    );
  }
  return canonicalText(a) === canonicalText(b);
}

function pairwise(a: Tagged[], b: Tagged[], tolerance: number): boolean {
  return a.length === b.length && a.every((one, i) => equal(one, b[i] as Tagged, tolerance));
}

/**
 * Whether Python's == holds between two values: 1, 1.0 and True are equal, and so are a set and a frozenset; a list and a tuple are not,
 * and NaN equals nothing. A number where either is a float: within `tolerance` (absolute, default 0).
 */
export function pythonEqual(a: Tagged, b: Tagged, tolerance = 0): boolean {
  const [left, right] = [plainNumbers(a), plainNumbers(b)];
  if (holdsNaN(left) || holdsNaN(right)) return false;
  if (tolerance === 0) return canonicalText(left) === canonicalText(right);
  return near(left, right, tolerance);
}

/** `equal` with a tolerance, but a whole number that was a float may be off, too. */
function near(a: Tagged, b: Tagged, tolerance: number): boolean {
  if (isNumber(a) && isNumber(b))
    return canonicalText(a) === canonicalText(b) || Math.abs(asNumber(a) - asNumber(b)) <= tolerance;
  if (a === null || b === null || typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  if ('l' in a && 'l' in b) return a.l.length === b.l.length && a.l.every((one, i) => near(one, b.l[i] as Tagged, tolerance));
  if ('t' in a && 't' in b) return a.t.length === b.t.length && a.t.every((one, i) => near(one, b.t[i] as Tagged, tolerance));
  if ('d' in a && 'd' in b) {
    const other = new Map(b.d.map(([key, value]) => [canonicalText(key), value]));
    return (
      a.d.length === b.d.length &&
      a.d.every(([key, value]) => {
        const found = other.get(canonicalText(key));
        return found !== undefined && near(value, found, tolerance);
      })
    );
  }
  return canonicalText(a) === canonicalText(b);
}

type Numeric = { i: string } | { f: string };

function isNumber(value: Tagged): value is Numeric {
  return value !== null && typeof value === 'object' && ('i' in value || 'f' in value);
}

function asNumber(value: Numeric): number {
  return 'i' in value ? Number(bigint(value.i)) : Number(value.f);
}

/** The value with every number that is whole as an int, and every frozenset as a set: so, what is equal is written alike. */
function plainNumbers(value: Tagged): Tagged {
  if (value === null) return value;
  if (typeof value === 'boolean') return { i: value ? '0x1' : '0x0' };
  if ('f' in value) return Number.isInteger(Number(value.f)) ? { i: hex(BigInt(Number(value.f))) } : value;
  if ('l' in value) return { l: value.l.map(plainNumbers) };
  if ('t' in value) return { t: value.t.map(plainNumbers) };
  if ('d' in value) return { d: value.d.map(([key, one]) => [plainNumbers(key), plainNumbers(one)]) };
  if ('e' in value) return { e: value.e.map(plainNumbers) };
  if ('z' in value) return { e: value.z.map(plainNumbers) };
  return value;
}

function holdsNaN(value: Tagged): boolean {
  if (value === null || typeof value === 'boolean') return false;
  if ('f' in value) return value.f === 'NaN';
  if ('d' in value) return value.d.some((pair) => pair.some(holdsNaN));
  const members = 'l' in value ? value.l : 't' in value ? value.t : 'e' in value ? value.e : 'z' in value ? value.z : [];
  return members.some(holdsNaN);
}

/** A canonical string for a value, dicts and sets sorted. */
function canonicalText(value: Tagged): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if ('i' in value) return `i${value.i}`; // already canonical
  if ('f' in value) return `f${value.f}`;
  if ('s' in value) return `s${JSON.stringify(value.s)}`;
  if ('b' in value) return `b${value.b}`;
  if ('l' in value) return `[${value.l.map(canonicalText).join(',')}]`;
  if ('t' in value) return `(${value.t.map(canonicalText).join(',')})`;
  if ('d' in value)
    return `d{${value.d
      .map(([key, one]) => `${canonicalText(key)}:${canonicalText(one)}`)
      .sort()
      .join(',')}}`;
  if ('z' in value) return `z{${value.z.map(canonicalText).sort().join(',')}}`;
  return `e{${value.e.map(canonicalText).sort().join(',')}}`;
}

const texts: Record<string, RegExp> = {
  i: /^-?0x[0-9a-f]+$/,
  f: /^(?:-?(?:\d+(?:\.\d+)?(?:e[+-]\d+)?|Infinity)|NaN)$/,
  s: /^/,
  b: /^(?:[0-9a-f]{2})*$/,
};

/** Whether a value from a child is well formed: a compromised child could send anything. */
export function isTagged(value: unknown, depth = 0): value is Tagged {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value !== 'object' || depth > 200) return false;
  const [[kind, content] = ['', undefined], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  if (Object.hasOwn(texts, kind)) return typeof content === 'string' && (texts[kind] as RegExp).test(content);
  if (!Array.isArray(content)) return false;
  if (kind === 'd')
    return content.every((pair) => Array.isArray(pair) && pair.length === 2 && pair.every((one) => isTagged(one, depth + 1)));
  return ['l', 't', 'e', 'z'].includes(kind) && content.every((one) => isTagged(one, depth + 1));
}

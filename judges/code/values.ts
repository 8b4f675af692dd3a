// Between JSON and Python: arguments as Python constants, results compared type by type. A whole number is an int, another number a float, a list a
// list, an object a dict with text keys; what JSON cannot say is tagged: {"$float": 3}, {"$tuple": […]}, {"$set": […]}, {"$int": "12345678901234567890"}.
import { FieldError } from '../../harness/errors.js';
import type { Tagged } from './sandbox/pool.js';

/** A JSON value as the child would read it. Errors: FieldError with `field`. */
export function tagged(value: unknown, field: string): Tagged {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isSafeInteger(value) ? { i: hex(BigInt(value)) } : { f: floatText(value) };
  if (typeof value === 'string') return { s: value };
  if (Array.isArray(value)) return { l: value.map((one, i) => tagged(one, `${field}[${i}]`)) };
  if (typeof value !== 'object') throw new FieldError(field, 'a JSON value', value);
  const entries = Object.entries(value as Record<string, unknown>);
  const [[tag, inner] = ['', undefined]] = entries;
  if (entries.length === 1 && tag.startsWith('$')) return special(tag, inner, field);
  return { d: entries.map(([key, one]) => [{ s: key }, tagged(one, `${field}.${key}`)]) };
}

function special(tag: string, inner: unknown, field: string): Tagged {
  const list = () => {
    if (!Array.isArray(inner)) throw new FieldError(`${field}.${tag}`, 'a list', inner);
    return inner.map((one, i) => tagged(one, `${field}.${tag}[${i}]`));
  };
  if (tag === '$tuple') return { t: list() };
  if (tag === '$set') return { e: list() };
  if (tag === '$float' && typeof inner === 'number') return { f: floatText(inner) };
  if (tag === '$int' && typeof inner === 'string' && /^-?\d{1,4000}$/.test(inner)) return { i: hex(BigInt(inner)) };
  if (tag === '$dict' && Array.isArray(inner))
    return {
      d: inner.map((pair, i) =>
        Array.isArray(pair) && pair.length === 2
          ? [tagged(pair[0], `${field}[${i}]`), tagged(pair[1], `${field}[${i}]`)]
          : pairError(`${field}.$dict[${i}]`, pair),
      ),
    };
  throw new FieldError(`${field}.${tag}`, 'one of $float, $int, $tuple, $set, $dict with its value', inner);
}

function pairError(field: string, got: unknown): never {
  throw new FieldError(field, 'a pair [key, value]', got);
}

function hex(value: bigint): string {
  return value < 0n ? `-0x${(-value).toString(16)}` : `0x${value.toString(16)}`;
}

function floatText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
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

/** Whether two values are the same, type by type; floats within `tolerance` (absolute, default 0), NaN equal to itself; dicts and sets in any order. */
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

/** One text for one value, dicts and sets sorted. */
function canonicalText(value: Tagged): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if ('i' in value) return `i${BigInt(value.i.replace('-', '')) * (value.i.startsWith('-') ? -1n : 1n)}`;
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
  return `e{${value.e.map(canonicalText).sort().join(',')}}`;
}

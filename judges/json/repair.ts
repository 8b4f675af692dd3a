// Restricted repair. A JSON repairer makes almost anything parse, so its result counts only if it is an object and every key and
// value in it occurs in the text: a repair may fix punctuation, never invent content.
import { jsonrepair } from 'jsonrepair';
import type { Found } from './find.js';
import { stringEnd } from './scan.js';

/** Longer texts are not repaired: the repairer is recursive, and not linear on every input. */
const maxCharacters = 20_000;
const maxDepth = 200;

/** The object that `text` was meant to be, or null. */
export function repair(text: string): Found | null {
  if (text.length > maxCharacters || nesting(text) > maxDepth) return null;
  let repaired: string;
  let value: unknown;
  try {
    repaired = jsonrepair(text);
    value = JSON.parse(repaired);
  } catch {
    return null; // not repairable, or too deep for the repairer
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
  const all = leaves(value);
  return all.every(holderOf(text)) && words.every((word) => said(word, all, text)) ? { value, text: repaired } : null;
}

function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (const character of text) {
    if (character === '{' || character === '[') most = Math.max(most, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return most;
}

/** All keys and scalar values of a tree. */
export function leaves(value: unknown): unknown[] {
  const all: unknown[] = [];
  const stack = [value];
  while (stack.length > 0) {
    const one = stack.pop();
    if (Array.isArray(one)) for (const item of one) stack.push(item);
    else if (one !== null && typeof one === 'object')
      for (const [key, member] of Object.entries(one)) {
        all.push(key);
        stack.push(member);
      }
    else all.push(one);
  }
  return all;
}

/** Characters that an unquoted value cannot contain: it would be several fields merged into one. */
const structure = /[:：,，;；{}[\]"“”\r\n]/;
const quotes = new Set(['"', "'", '`', '“', '”', '‘', '’', '´']);
const words = [
  { value: true, written: /\btrue\b/gi },
  { value: false, written: /\bfalse\b/gi },
  { value: null, written: /\b(?:null|none|undefined)\b/gi },
];

/** true, false and null must occur in the text as often as in the result: a repairer inserts null for every missing value. */
function said({ value, written }: (typeof words)[number], all: unknown[], text: string): boolean {
  const given = all.filter((one) => one === value).length;
  return given === 0 || given <= (text.match(written)?.length ?? 0);
}

/**
 * Returns a test whether `text` contains a value: strings as a whole token, numbers as a number; for true, false and null see
 * `said`.
 */
function holderOf(text: string): (value: unknown) => boolean {
  const plain = text.includes('\\') ? `${text}\n${unescaped(text)}` : text;
  const numbers = new Set(plain.match(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g)?.map(Number));
  const known = new Map<unknown, boolean>();
  const holds = (value: unknown): boolean => {
    if (typeof value === 'number') return numbers.has(value);
    if (typeof value === 'string') return value === '' ? /""|''|“”|‘’|``/.test(plain) : holdsToken(plain, value);
    return true;
  };
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const held = holds(value);
    known.set(value, held);
    return held;
  };
}

function holdsToken(text: string, value: string): boolean {
  const free = !structure.test(value);
  // An adversary could repeat a value thousands of times without ever making it a token, so only the first hundred occurrences
  // are checked.
  for (let at = text.indexOf(value), tries = 0; at >= 0 && tries < 100; at = text.indexOf(value, at + 1), tries++) {
    const before = text[at - 1] ?? '\n';
    const after = text[at + value.length] ?? '\n';
    if (quotes.has(before) && (quotes.has(after) || at + value.length === text.length)) return true;
    if (free && edge(before) && edge(after)) return true;
  }
  return false;
}

function edge(character: string): boolean {
  return /\s/.test(character) || quotes.has(character) || structure.test(character) || '\\(/'.includes(character);
}

/** The text with JSON's and JavaScript's single-character escapes resolved. */
function unescaped(text: string): string {
  const named: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, code: string | undefined, one: string) =>
    code ? String.fromCharCode(Number.parseInt(code, 16)) : (named[one] ?? one),
  );
}

/** The part of an answer to be repaired: the only fence, else from the first brace to the last; null without a brace. */
export function repairable(text: string, fences: string[]): string | null {
  const [fence] = fences;
  const source = fences.length === 1 && fence?.includes('{') ? fence : text;
  const start = source.indexOf('{');
  if (start < 0) return null;
  // A list of objects stays a list: its root is not an object, so it is not repaired.
  const before = source.slice(0, start).trimEnd();
  const from = before.endsWith('[') ? before.length - 1 : start;
  const end = Math.max(source.lastIndexOf('}'), source.lastIndexOf(']'));
  return insideString(source, start, end) || end < start ? source.slice(from) : source.slice(from, end + 1);
}

/** Whether the brace at `end` is inside an unclosed string. */
function insideString(text: string, start: number, end: number): boolean {
  let i = start;
  while (i < end) i = text[i] === '"' ? stringEnd(text, i) : i + 1;
  return i > end;
}

// Regular expressions of JSON Schema (ECMAScript, flag u) as automata over the text of a JSON string. What no automaton has, look
// around and back references, and what hangs on Unicode tables, are refused.
import type { Builder, Part } from './automaton.js';
import { character, common, everything, inOrder, last, others, type Ranges } from './characters.js';

const digits: Ranges = [[0x30, 0x39]];
const word: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
const space: Ranges = [
  [9, 13],
  [32, 32],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const lineEnds: Ranges = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const sets: Record<string, Ranges> = { d: digits, w: word, s: space, D: others(digits), W: others(word), S: others(space) };
const controls: Record<string, number> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

/** More copies of a part than this are refused. */
const mostCopies = 1000;

/**
 * The texts in which `source`, a valid regular expression, is found: what stands before and after is free but where `^` and `$` are.
 * Without the quotation marks. Errors: RangeError saying what is not known here.
 */
export function pattern(builder: Builder, source: string): Part {
  const characters = [...source];
  let at = 0;
  const whole = alternatives(true);
  if (at < characters.length) throw new RangeError(`has a ")" too many`);
  return whole;

  function alternatives(outer: boolean): Part {
    const all = [sequence(outer)];
    while (characters[at] === '|') {
      at++;
      all.push(sequence(outer));
    }
    return builder.either(all);
  }

  /** Anchors are known at the ends of a whole alternative alone. */
  function sequence(outer: boolean): Part {
    const anything = () => builder.repeated(() => character(builder, everything), 0, null);
    const parts: Part[] = [];
    const begins = outer && characters[at] === '^';
    if (begins) at++;
    else if (outer) parts.push(anything());
    let ends = false;
    while (at < characters.length && characters[at] !== '|' && characters[at] !== ')') {
      if (ends) throw new RangeError('has "$" in the middle');
      if (outer && characters[at] === '$') {
        ends = true;
        at++;
      } else parts.push(repeated());
    }
    if (outer && !ends) parts.push(anything());
    return builder.sequence(parts);
  }

  function repeated(): Part {
    const from = at;
    let part = atom();
    const end = at;
    const [sign, least, comma, most] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(characters.slice(at, at + 30).join('')) ?? [];
    if (sign === undefined) return part;
    const after = at + sign.length + (characters[at + sign.length] === '?' ? 1 : 0); // what is found does not hang on laziness
    const min = least === undefined ? (sign === '+' ? 1 : 0) : Number(least);
    const max = least === undefined ? (sign === '?' ? 1 : null) : comma === '' ? min : most === '' ? null : Number(most);
    if (Math.max(min, max ?? 0) > mostCopies) throw new RangeError(`has ${sign}, and at most ${mostCopies} are counted here`);
    let first = true;
    const make = () => {
      if (!first) {
        at = from;
        part = atom();
        at = end;
      }
      first = false;
      return part;
    };
    const whole = builder.repeated(make, min, max);
    at = after;
    return whole;
  }

  function atom(): Part {
    const one = characters[at++] as string;
    if (one === '(') {
      const kind = /^\?(?::|<(?![=!])[^>]*>)/.exec(characters.slice(at, at + 60).join(''))?.[0] ?? '';
      if (characters[at] === '?' && kind === '') throw new RangeError(`has (${characters.slice(at, at + 2).join('')}…)`);
      at += [...kind].length;
      const inner = alternatives(false);
      if (characters[at++] !== ')') throw new RangeError('has a "(" that is not closed');
      return inner;
    }
    if (one === '^' || one === '$') throw new RangeError(`has "${one}" in the middle`);
    if (one === '.') return character(builder, others(lineEnds));
    if (one === '[') return character(builder, bracket());
    if (one === '\\') return character(builder, escaped());
    return character(builder, [[one.codePointAt(0) as number, one.codePointAt(0) as number]]);
  }

  function bracket(): Ranges {
    const not = characters[at] === '^';
    if (not) at++;
    const all: (readonly [number, number])[] = [];
    while (at < characters.length && characters[at] !== ']') {
      const from = member();
      const isRange = characters[at] === '-' && characters[at + 1] !== ']';
      if (isRange) at++;
      const to = isRange ? member() : from;
      if (!isRange) all.push(...from);
      else all.push([from[0]?.[0] as number, to[0]?.[1] as number]);
    }
    at++;
    return not ? common(others(all), [[0, last]]) : inOrder(all);
  }

  function member(): Ranges {
    const one = characters[at++] as string;
    if (one === '\\' && characters[at] === 'b') {
      at++;
      return [[8, 8]];
    }
    return one === '\\' ? escaped() : [[one.codePointAt(0) as number, one.codePointAt(0) as number]];
  }

  function escaped(): Ranges {
    const one = characters[at++] as string;
    const set = Object.hasOwn(sets, one) ? sets[one] : undefined;
    if (set) return set;
    const rest = characters.slice(at, at + 12).join('');
    const hex =
      one === 'x'
        ? /^[\da-fA-F]{2}/.exec(rest)?.[0]
        : one === 'u'
          ? /^(?:[\da-fA-F]{4}|\{[\da-fA-F]+\})/.exec(rest)?.[0]
          : undefined;
    if (hex !== undefined) {
      at += hex.length;
      const code = Number.parseInt(hex.replace(/[{}]/g, ''), 16);
      if (code >= 0xd800 && code <= 0xdfff) throw new RangeError('has a surrogate');
      return [[code, code]];
    }
    if (Object.hasOwn(controls, one)) return [[controls[one] as number, controls[one] as number]];
    if (/^[A-Za-z0-9]$/.test(one)) throw new RangeError(`has \\${one}`);
    return [[one.codePointAt(0) as number, one.codePointAt(0) as number]];
  }
}

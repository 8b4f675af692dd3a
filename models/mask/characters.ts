// A character of a JSON string as bytes, written as JSON.stringify writes it: raw, but for the quotation mark, the backslash and
// control characters, each of which has one escape. So a text has one spelling, and lengths count characters.
import type { Builder, Part } from './automaton.js';

/** Code points, first and last. */
export type Ranges = readonly (readonly [first: number, last: number])[];

export const last = 0x10ffff;

/** Every character: surrogates are none. */
export const everything: Ranges = [
  [0, 0xd7ff],
  [0xe000, last],
];

/** The code points of `ranges`, in order and without overlap. */
export function inOrder(ranges: Ranges): [number, number][] {
  const merged: [number, number][] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const before = merged.at(-1);
    if (before && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** All others. */
export function others(ranges: Ranges): [number, number][] {
  const rest: [number, number][] = [];
  let from = 0;
  for (const [first, end] of inOrder(ranges)) {
    if (first > from) rest.push([from, first - 1]);
    from = end + 1;
  }
  if (from <= last) rest.push([from, last]);
  return rest;
}

/** What two lists have in common. */
export function common(a: Ranges, b: Ranges): [number, number][] {
  return others([...others(a), ...others(b)]);
}

const [quote, backslash] = [0x22, 0x5c];

/** One character out of `ranges`, as it stands in a JSON string. */
export function character(builder: Builder, ranges: Ranges): Part {
  const whole = { from: builder.state(), to: builder.state() };
  const add = (bytes: [number, number][]) => {
    let at = whole.from;
    for (const [i, [first, end]] of bytes.entries()) {
      const next = i === bytes.length - 1 ? whole.to : builder.state();
      builder.edge(at, first, end, next);
      at = next;
    }
  };
  for (const [first, end] of common(common(ranges, everything), [
    [0, 0x1f],
    [quote, quote],
    [backslash, backslash],
  ]))
    for (let code = first; code <= end; code++) {
      const written = JSON.stringify(String.fromCodePoint(code)).slice(1, -1);
      add([...written].map((one) => [one.charCodeAt(0), one.charCodeAt(0)]));
    }
  const raw = common(
    common(ranges, everything),
    others([
      [0, 0x1f],
      [quote, quote],
      [backslash, backslash],
    ]),
  );
  for (const range of raw) for (const bytes of utf8(range)) add(bytes);
  return whole;
}

/** Byte ranges of a range of code points: cut where the number of bytes changes, and where a byte does not run through. */
function utf8([first, end]: readonly [number, number]): [number, number][][] {
  for (const border of [0x7f, 0x7ff, 0xffff])
    if (first <= border && end > border) return [...utf8([first, border]), ...utf8([border + 1, end])];
  for (let low = 6; end > 0x7f && low <= 18; low += 6) {
    const mask = 2 ** low - 1;
    if (first >> low === end >> low) break;
    if ((first & mask) !== 0) return [...utf8([first, first | mask]), ...utf8([(first | mask) + 1, end])];
    if ((end & mask) !== mask) return [...utf8([first, (end & ~mask) - 1]), ...utf8([end & ~mask, end])];
  }
  const bytes = (code: number) => [...new TextEncoder().encode(String.fromCodePoint(code))];
  const [from, to] = [bytes(first), bytes(end)];
  return [from.map((byte, i) => [byte, to[i] as number])];
}

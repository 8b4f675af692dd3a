// Checks the arithmetic in an answer: every written equation between numbers, exactly. Skipped: expressions with an unknown or a
// word that could change the value, and rounded results (≈, 3.33…, 余).
import type Fraction from 'fraction.js';
import { expressionFrom } from './expression.js';
import { type Token, tokens } from './tokens.js';

export interface Arithmetic {
  /** equations found */
  checked: number;
  /** equations that do not hold */
  wrong: number;
}

/** Longest side that is evaluated, in tokens; no genuine one is longer. */
const longest = 200;

interface Side {
  value: Fraction;
  /** whether it contains an operation */
  computes: boolean;
  percent: boolean;
}

/** Verifies each `a op b = c` in a text; in a chain a = b = c each side is compared with the next. */
export function checkArithmetic(text: string): Arithmetic {
  const result: Arithmetic = { checked: 0, wrong: 0 };
  for (const sides of chains(tokens(text))) {
    const values = sides.map((side, i) => (i === 0 ? leftmost(side) : further(side, i === sides.length - 1)));
    for (let i = 0; i + 1 < values.length; i++) {
      const [left, right] = [values[i], values[i + 1]];
      if (!left || !right || !(left.computes || right.computes)) continue;
      result.checked++;
      if (!equal(left, right)) result.wrong++;
    }
  }
  return result;
}

/** Also accepts 10 / 40 * 100 = 25%, as taught in schools. */
function equal(left: Side, right: Side): boolean {
  return left.value.equals(right.value) || (right.percent && !left.percent && left.value.equals(right.value.mul(100)));
}

/** Splits at = signs; equations on the same line without a break between them form a chain. */
function chains(all: Token[]): Token[][][] {
  const found: Token[][][] = [];
  let sides: Token[][] = [[]];
  const close = () => {
    if (sides.length > 1) found.push(sides);
    sides = [[]];
  };
  for (const token of all) {
    const side = sides.at(-1) as Token[];
    if (token.kind === 'sign' && token.sign === '=') sides.push([]);
    else if (token.kind === 'break') {
      side.push(token);
      if (sides.length > 1) close();
      if (sides.length === 1) sides = [[token]];
    } else if (side.length < longest) side.push(token);
  }
  close();
  return found;
}

/** The expression that ends at the first =: the longest one with a valid start. */
function leftmost(side: Token[]): Side | null {
  if (side.length >= longest) return null;
  for (let i = 0; i < side.length; i++) {
    if (!startsHere(side, i)) continue;
    const read = expressionFrom(side, i);
    if (read && read.end === side.length) return sideOf(side, i, read.end, read.value);
  }
  return null;
}

function startsHere(side: Token[], i: number): boolean {
  const [before, token] = [side[i - 1], side[i]];
  if (!token || token.kind === 'break') return false;
  if (before?.kind === 'sign' && !'()'.includes(before.sign)) return false; // inside a longer expression
  if (before?.kind === 'break' && before.binds) return false; // sqrt(9), half of 10
  if (token.kind === 'sign' && token.sign !== '(')
    return token.sign === '-' && (!before || (before.kind === 'break' && !before.word));
  return true;
}

/** The expression between two =, or after the last one, where it ends at the first token that is no part of it. */
function further(side: Token[], last: boolean): Side | null {
  if (side[0]?.kind === 'break' || side.length >= longest) return null;
  const read = expressionFrom(side, 0);
  if (!read || (!last && read.end !== side.length)) return null;
  const next = side[read.end];
  if (next?.kind === 'break' && next.rounds) return null;
  return sideOf(side, 0, read.end, read.value);
}

function sideOf(side: Token[], start: number, end: number, value: Fraction): Side {
  const used = side.slice(start, end);
  return {
    value,
    computes: used.some(({ kind }, i) => kind === 'sign' && i > 0),
    percent: used.some((token) => token.kind === 'number' && token.percent),
  };
}

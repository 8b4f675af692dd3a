// Checks what an answer computes: every written equation between numbers, exactly. Words between numbers break an expression, letters
// are unknowns and are left alone, and ≈ claims nothing.
import Fraction from 'fraction.js';

type Token = { kind: 'number'; value: Fraction } | { kind: 'sign'; sign: string } | { kind: 'break' };

const lexeme =
  /(\d{1,3}(?:,\d{3})+(?![\d])(?:\.\d{1,20})?|\d{1,20}(?:\.\d{1,20})?|\.\d{1,20})(\s?%)?|[-+*/×÷()=]|(?<=[\d)]\s?)x(?=\s?[\d(])|<<|>>|[$€£¥\s]+|./gsu;

/** Longest expression that is computed, in tokens: beyond it nobody meant one. */
const longest = 200;

export interface Arithmetic {
  /** equations found */
  checked: number;
  /** those that do not hold */
  wrong: number;
}

/** Verifies each `a op b = c` of a text; in a chain a = b = c each side is held against the next. */
export function checkArithmetic(text: string): Arithmetic {
  const result: Arithmetic = { checked: 0, wrong: 0 };
  for (const chain of chains(tokens(text))) {
    const sides = chain.map(evaluate);
    for (let i = 0; i + 1 < sides.length; i++) {
      const [left, right] = [sides[i], sides[i + 1]];
      const computes = [chain[i], chain[i + 1]].some((side) => side?.some(({ kind }) => kind === 'sign'));
      if (!left || !right || !computes) continue;
      result.checked++;
      if (!left.equals(right)) result.wrong++;
    }
  }
  return result;
}

function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (const [all, digits, percent] of text.matchAll(lexeme)) {
    if (digits !== undefined) {
      const value = new Fraction(digits.replaceAll(',', ''));
      found.push({ kind: 'number', value: percent ? value.div(100) : value });
    } else if (/^[-+*/×÷()=x]$/.test(all))
      found.push({ kind: 'sign', sign: all.replace('×', '*').replace('x', '*').replace('÷', '/') });
    else if (!/^[$€£¥\s]+$/.test(all) || all.includes('\n')) found.push({ kind: 'break' });
  }
  return found;
}

/** Runs of numbers and signs with an = in them, split at =. A full stop that ends a sentence has become a break. */
function chains(all: Token[]): Token[][][] {
  const found: Token[][][] = [];
  let sides: Token[][] = [[]];
  const close = () => {
    if (sides.length > 1)
      found.push(
        sides.map((side, i) => (i === 0 ? lastExpression(side) : i === sides.length - 1 ? firstExpression(side) : side)),
      );
    sides = [[]];
  };
  for (const token of all) {
    if (token.kind === 'break') close();
    else if (token.kind === 'sign' && token.sign === '=') sides.push([]);
    else if ((sides.at(-1) as Token[]).length < longest) (sides.at(-1) as Token[]).push(token);
  }
  close();
  return found;
}

/** "3 5 + 2" before an = is the expression 5 + 2: two numbers side by side belong to different things. */
function lastExpression(side: Token[]): Token[] {
  for (let i = side.length - 1; i > 0; i--)
    if (side[i]?.kind === 'number' && side[i - 1]?.kind === 'number') return side.slice(i);
  return side;
}

function firstExpression(side: Token[]): Token[] {
  for (let i = 1; i < side.length; i++) if (side[i]?.kind === 'number' && side[i - 1]?.kind === 'number') return side.slice(0, i);
  return side;
}

/** Value of an expression by precedence climbing; null where it is none (or divides by zero). */
function evaluate(side: Token[]): Fraction | null {
  let at = 0;
  const sign = () => {
    const token = side[at];
    return token?.kind === 'sign' ? token.sign : '';
  };
  const atom = (depth: number): Fraction | null => {
    const token = side[at++];
    if (token?.kind === 'number') return token.value;
    if (token?.kind !== 'sign' || depth > 20) return null;
    if (token.sign === '-') return atom(depth + 1)?.neg() ?? null;
    if (token.sign !== '(') return null;
    const inner = sum(depth + 1);
    if (sign() !== ')') return null;
    at++;
    return inner;
  };
  const product = (depth: number): Fraction | null => {
    let value = atom(depth);
    while (value && (sign() === '*' || sign() === '/')) {
      const operator = sign();
      at++;
      const right = atom(depth);
      if (!right || (operator === '/' && right.equals(0))) return null;
      value = operator === '*' ? value.mul(right) : value.div(right);
    }
    return value;
  };
  const sum = (depth: number): Fraction | null => {
    let value = product(depth);
    while (value && (sign() === '+' || sign() === '-')) {
      const operator = sign();
      at++;
      const right = product(depth);
      if (!right) return null;
      value = operator === '+' ? value.add(right) : value.sub(right);
    }
    return value;
  };
  const value = sum(0);
  return at === side.length ? value : null;
}

/** Whether values satisfy linear equations such as "2*鸡 + 4*兔 = 94". Errors: RangeError where an equation cannot be read. */
export function satisfies(equations: string[], values: Map<string, Fraction>): Arithmetic {
  const result: Arithmetic = { checked: 0, wrong: 0 };
  for (const equation of equations) {
    const [left, right, ...more] = equation.split('=');
    if (left === undefined || right === undefined || more.length > 0) throw new RangeError(`expected one = in "${equation}"`);
    result.checked++;
    if (!linear(left, values).equals(linear(right, values))) result.wrong++;
  }
  return result;
}

function linear(side: string, values: Map<string, Fraction>): Fraction {
  return side
    .replace(/-/g, '+-')
    .split('+')
    .filter((term) => term.trim() !== '')
    .reduce((total, term) => {
      const negative = term.trim().startsWith('-');
      const factors = term
        .trim()
        .replace(/^-/, '')
        .split('*')
        .map((factor) => factor.trim());
      const product = factors.reduce(
        (value, factor) => value.mul(/^\d+(\.\d+)?(\/\d+)?$/.test(factor) ? new Fraction(factor) : valueNamed(factor, values)),
        new Fraction(1),
      );
      return negative ? total.sub(product) : total.add(product);
    }, new Fraction(0));
}

function valueNamed(name: string, values: Map<string, Fraction>): Fraction {
  const value = values.get(name);
  if (!value) throw new RangeError(`expected a number or a role, got "${name}"`);
  return value;
}

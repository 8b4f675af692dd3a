// Evaluates a written expression: + - * / and brackets, with precedence. 2(3 + 4) multiplies.
import type Fraction from 'fraction.js';
import type { Token } from './tokens.js';

/** Maximum nesting depth. */
const deepest = 20;

/**
 * Value of the expression that starts at a token, and where it ends; null if there is none, or it has an unknown or a division by
 * zero.
 */
export function expressionFrom(all: Token[], start: number): { value: Fraction; end: number } | null {
  let at = start;
  const sign = () => {
    const token = all[at];
    return token?.kind === 'sign' ? token.sign : '';
  };

  const value = sum(0);
  return value && { value, end: at };

  function atom(depth: number): Fraction | null {
    const token = all[at++];
    if (token?.kind === 'number') return token.value;
    if (token?.kind !== 'sign' || depth > deepest) return null;
    if (token.sign === '-') return atom(depth + 1)?.neg() ?? null;
    if (token.sign !== '(') return null;
    const inner = sum(depth + 1);
    if (sign() !== ')') return null;
    at++;
    return inner;
  }

  function product(depth: number): Fraction | null {
    let value = atom(depth);
    while (value && '*/('.includes(sign()) && sign() !== '') {
      const operator = sign();
      const before = at;
      if (operator !== '(') at++;
      const right: Fraction | null = atom(depth + (operator === '(' ? 1 : 0));
      if (operator === '(' && !right) {
        at = before; // 23（只）: a remark
        return value;
      }
      if (!right || (operator === '/' && right.equals(0))) return null;
      value = operator === '/' ? value.div(right) : value.mul(right);
    }
    return value;
  }

  function sum(depth: number): Fraction | null {
    let value = product(depth);
    while (value && (sign() === '+' || sign() === '-')) {
      const operator = sign();
      at++;
      const right = product(depth);
      if (!right) return null;
      value = operator === '+' ? value.add(right) : value.sub(right);
    }
    return value;
  }
}

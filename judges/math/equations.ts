// Checks numbers against a problem's linear equations, such as "2*鸡 + 4*兔 = 94". Nothing is evaluated as code.
import Fraction from 'fraction.js';
import type { Arithmetic } from './arithmetic.js';

/** Whether values satisfy linear equations such as "2*鸡 + 4*兔 = 94". Errors: RangeError if an equation cannot be parsed. */
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

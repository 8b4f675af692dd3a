// The expected result of a sample: a number, or one for each role, and the problem's equations between roles. Validated here,
// trusted elsewhere.
import Fraction from 'fraction.js';
import { FieldError } from '../../harness/core/errors.js';
import type { Sample } from '../../harness/core/types.js';
import { satisfies } from './equations.js';
import { numbersIn } from './number.js';
import { type Roles, rolesOf } from './roles.js';
import { plain } from './text.js';

export type Target = OneNumber | ByRole;

export interface OneNumber {
  kind: 'one';
  /** 1/4 for "25%" */
  value: Fraction;
  percent: boolean;
}

export interface ByRole {
  kind: 'map';
  values: Map<string, Fraction>;
  roles: Roles;
}

/** Errors: FieldError on `target`, `target.ROLE`, `roles`. */
export function targetOf({ target, roles }: Sample): Target {
  if (typeof target === 'number' || typeof target === 'string') return { kind: 'one', ...numberOf('target', target) };
  if (target === null || typeof target !== 'object' || Array.isArray(target) || Object.keys(target).length === 0)
    throw new FieldError('target', 'a number, a text such as "1/4" or "25%", or an object of them by role', target);
  const entries = Object.entries(target as Record<string, unknown>);
  const values = new Map(entries.map(([role, value]) => [role, numberOf(`target.${role}`, value).value]));
  return { kind: 'map', values, roles: rolesOf([...values.keys()], roles) };
}

function numberOf(field: string, value: unknown): { value: Fraction; percent: boolean } {
  if (typeof value === 'number' && Number.isFinite(value)) return { value: exact(value), percent: false };
  const text = typeof value === 'string' ? plain(value).trim() : '';
  const found = numbersIn(text);
  const [only] = found;
  if (!only || found.length !== 1 || only.start !== 0 || only.end !== text.length)
    throw new FieldError(field, 'a number, or a text such as "1/4" or "25%"', value);
  return { value: only.value, percent: only.percent };
}

/** The value of the number's shortest decimal form, so 0.1 is a tenth; Fraction cannot parse 1e-7. */
function exact(value: number): Fraction {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return new Fraction(digits).mul(new Fraction(10).pow(Number(exponent)) ?? 1);
}

/** The problem's equations; empty if the sample has none. Errors: FieldError on `equations`. */
export function equationsOf({ equations }: Sample, target: Target): string[] {
  if (equations === undefined) return [];
  if (target.kind !== 'map' || !Array.isArray(equations) || !equations.every((one) => typeof one === 'string'))
    throw new FieldError('equations', 'a list of texts such as "2*鸡 + 4*兔 = 94", beside a target by role', equations);
  try {
    satisfies(equations as string[], target.values);
  } catch (error) {
    throw new FieldError('equations', `equations of numbers and roles (${(error as Error).message})`, equations);
  }
  return equations as string[];
}

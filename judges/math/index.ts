// The mathematics judge: reads the final answer, compares it exactly, and says what decided. README.md has shapes and examples.
import Fraction from 'fraction.js';
import { FieldError } from '../../harness/errors.js';
import type { Grade, Judge, Sample } from '../../harness/types.js';
import { type Arithmetic, checkArithmetic, satisfies } from './arithmetic.js';
import { type Final, type From, finalOf, lastNumber, segments } from './finals.js';
import { type Found, numbersIn } from './number.js';
import { bind, bindVariables, type Roles, rolesOf } from './roles.js';
import { beforeRunOn, plain } from './text.js';

type Target = { kind: 'one'; value: Fraction; percent: boolean } | { kind: 'map'; values: Map<string, Fraction>; roles: Roles };

interface Decision {
  score: number | null;
  verdict: 'correct' | 'wrong' | 'swapped' | 'hedged' | 'unbound' | 'incomplete' | 'no answer' | 'cut off';
  why: string;
  answer: string | Record<string, string> | null;
  from: From | null;
}

/** Grades a number, or a number for each role. Score 1 or 0; null where several finals differ (`hedged`) or numbers name no role (`unbound`). */
export const math: Judge = {
  name: 'math',
  version: '1',
  grade(sample, { output, finish }): Grade {
    const target = targetOf(sample);
    const equations = equationsOf(sample, target);
    const text = beforeRunOn(plain(output));
    const decision = target.kind === 'one' ? decideOne(text, target, asksPercent(sample.input)) : decideMap(text, target);
    const cut =
      finish === 'length' &&
      (decision.from === 'last number' || decision.from === null || decision.from === 'conclusion') &&
      decision.score !== 1;
    const { score, verdict, why, answer, from } = cut
      ? { ...decision, score: 0, verdict: 'cut off', why: 'the token limit came before a final answer' }
      : decision;
    const details: Record<string, unknown> = { answer, from, arithmetic: checkArithmetic(text) };
    const held = target.kind === 'map' ? held_(equations, answer) : null;
    if (held) details.equations = held;
    return { judge: 'math', score, verdict, why, details };
  },
};

function targetOf({ target, roles }: Sample): Target {
  if (typeof target === 'number' || typeof target === 'string') return { kind: 'one', ...numberOf('target', target) };
  if (target === null || typeof target !== 'object' || Array.isArray(target) || Object.keys(target).length === 0)
    throw new FieldError('target', 'a number, a text such as "1/4" or "25%", or an object of them by role', target);
  const entries = Object.entries(target as Record<string, unknown>);
  const values = new Map(entries.map(([role, value]) => [role, numberOf(`target.${role}`, value).value]));
  return { kind: 'map', values, roles: rolesOf([...values.keys()], roles) };
}

function numberOf(field: string, value: unknown): { value: Fraction; percent: boolean } {
  if (typeof value === 'number' && Number.isFinite(value)) return { value: new Fraction(String(value)), percent: false };
  const text = typeof value === 'string' ? plain(value).trim() : '';
  const found = numbersIn(text);
  const [only] = found;
  if (!only || found.length !== 1 || only.start !== 0 || only.end !== text.length)
    throw new FieldError(field, 'a number, or a text such as "1/4" or "25%"', value);
  return { value: only.value, percent: only.percent };
}

function equationsOf({ equations }: Sample, target: Target): string[] {
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

function held_(equations: string[], answer: Decision['answer']): Arithmetic | null {
  if (equations.length === 0 || answer === null || typeof answer === 'string') return null;
  const values = new Map(Object.entries(answer).map(([role, value]) => [role, new Fraction(value)]));
  try {
    return satisfies(equations, values);
  } catch {
    return null; // a role has no number
  }
}

/** Whether the question asks for per cent, so that 25 and 25 % mean the same. */
function asksPercent(input: string): boolean {
  return /percent|%|％|百分/i.test(input);
}

function decideOne(text: string, target: { value: Fraction; percent: boolean }, percentAsked: boolean): Decision {
  const equal = (found: Found) => {
    if (found.value.equals(target.value)) return true;
    if (!percentAsked || found.percent === target.percent) return false;
    return found.percent ? found.value.mul(100).equals(target.value) : found.value.equals(target.value.mul(100));
  };
  for (const tier of segments(text)) {
    const finals = tier.map(finalOf).filter((final): final is Final & { found: Found } => final.found !== null);
    const last = finals.at(-1);
    const from = tier[0]?.from as From;
    if (!last) continue;
    // A conclusion may be an intermediate one ("so each has 5"); of the other marks every final must say the same.
    const all = from === 'conclusion' ? [last] : finals;
    const answer = shown(last.found);
    if (all.some(({ hedged }) => hedged) || all.some(({ found }) => !found.value.equals(last.found.value)))
      return {
        score: null,
        verdict: 'hedged',
        why: `several different finals: ${[...new Set(all.map(({ found }) => shown(found)))].slice(0, 4).join(', ')}`,
        answer: null,
        from,
      };
    return decided(equal(last.found), answer, target, from);
  }
  const last = lastNumber(text);
  if (!last) return { score: 0, verdict: 'no answer', why: 'there is no number in the answer', answer: null, from: null };
  return decided(equal(last), shown(last), target, 'last number');
}

function decided(right: boolean, answer: string, target: { value: Fraction; percent: boolean }, from: From): Decision {
  const wanted = target.percent ? `${target.value.mul(100).toFraction()}%` : target.value.toFraction();
  return {
    score: right ? 1 : 0,
    verdict: right ? 'correct' : 'wrong',
    why: right ? `${answer}, by ${from}` : `${answer} by ${from}, expected ${wanted}`,
    answer,
    from,
  };
}

function decideMap(text: string, { values: wanted, roles }: Target & { kind: 'map' }): Decision {
  let partial: Decision | null = null;
  for (const tier of segments(text)) {
    const from = tier[0]?.from as From;
    const bound = tier.map((segment) => bind(segment.text, roles));
    const found = new Map(bound.flatMap(({ values }) => [...values]));
    if (found.size === 0) continue;
    const hedged =
      bound.some((one) => one.hedged) ||
      (from !== 'conclusion' && bound.some(({ values }) => [...values].some(([role, value]) => !found.get(role)?.equals(value))));
    if (hedged) return { score: null, verdict: 'hedged', why: 'several different finals for one role', answer: null, from };
    if (found.size === wanted.size) return compared(found, wanted, from);
    partial ??= compared(found, wanted, from);
  }
  const anywhere = new Map([...bindVariables(text, roles), ...bind(text, roles).values]);
  const variables = bindVariables(text, roles);
  const whole = variables.size === wanted.size ? variables : anywhere;
  if (whole.size === wanted.size) return compared(whole, wanted, 'last number');
  if (partial) return partial;
  if (whole.size > 0) return compared(whole, wanted, 'last number');
  return unbound(text, wanted);
}

function compared(found: Map<string, Fraction>, wanted: Map<string, Fraction>, from: From): Decision {
  const answer = Object.fromEntries(
    [...wanted.keys()].flatMap((role) => (found.has(role) ? [[role, (found.get(role) as Fraction).toFraction()]] : [])),
  );
  const wrong = [...found].filter(([role, value]) => !wanted.get(role)?.equals(value));
  const missing = [...wanted.keys()].filter((role) => !found.has(role));
  const said = Object.entries(answer)
    .map(([role, value]) => `${role} ${value}`)
    .join(', ');
  if (wrong.length === 0 && missing.length === 0)
    return { score: 1, verdict: 'correct', why: `${said}, by ${from}`, answer, from };
  const expected = [...wanted].map(([role, value]) => `${role} ${value.toFraction()}`).join(', ');
  if (wrong.length === 0) return { score: 0, verdict: 'incomplete', why: `no number for ${missing.join(', ')}`, answer, from };
  const swapped = missing.length === 0 && sorted(found) === sorted(wanted);
  return { score: 0, verdict: swapped ? 'swapped' : 'wrong', why: `${said} by ${from}, expected ${expected}`, answer, from };
}

/** Numbers that name no role: wrong where they are not the right ones; where they are, nobody says which is which. */
function unbound(text: string, wanted: Map<string, Fraction>): Decision {
  const numbers = numbersIn(text).filter(({ weak }) => !weak);
  if (numbers.length === 0)
    return { score: 0, verdict: 'no answer', why: 'there is no number in the answer', answer: null, from: null };
  const last = numbers.slice(-wanted.size);
  const right = sorted(new Map(last.map(({ value }, i) => [String(i), value]))) === sorted(wanted);
  if (right)
    return {
      score: null,
      verdict: 'unbound',
      why: 'the right numbers, but not which is which',
      answer: null,
      from: 'last number',
    };
  return {
    score: 0,
    verdict: 'wrong',
    why: `no number is given to ${[...wanted.keys()].join(' or ')}`,
    answer: null,
    from: 'last number',
  };
}

function sorted(values: Map<string, Fraction>): string {
  return [...values.values()]
    .sort((a, b) => a.compare(b))
    .map((value) => value.toFraction())
    .join(' ');
}

function shown({ value, percent }: Found): string {
  return percent ? `${value.mul(100).toFraction()}%` : value.toFraction();
}

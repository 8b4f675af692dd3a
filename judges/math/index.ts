// The math judge: reads the final answer, compares it exactly, and reports which statement decided. Formats and examples:
// README.md.
import Fraction from 'fraction.js';
import { ofSpoken } from '../../harness/core/thinking.js';
import type { Grade, Judge } from '../../harness/core/types.js';
import { type Arithmetic, checkArithmetic } from './arithmetic.js';
import { decideByRole } from './byrole.js';
import type { Decision } from './decision.js';
import { satisfies } from './equations.js';
import { expects } from './expects.js';
import { decideOne } from './one.js';
import { equationsOf, targetOf } from './target.js';
import { beforeRunOn, plain, withoutTornNumber } from './text.js';

/**
 * Grades a number, or a number for each role. Score 1 or 0; null if several finals differ (`hedged`) or numbers have no role
 * (`unbound`). Errors: FieldError on an invalid target, roles or equations.
 */
export const math: Judge = ofSpoken({
  name: 'math',
  version: '1',
  origin: 'evalbook',
  expects,
  grade(sample, { output, finish }): Grade {
    const target = targetOf(sample);
    const equations = equationsOf(sample, target);
    const whole = plain(output);
    const read = beforeRunOn(whole);
    const cut = finish === 'length' && read === whole; // a run-on shows that the answer had already ended
    const text = cut ? withoutTornNumber(read) : read;
    const decision =
      target.kind === 'one' ? decideOne(text, target, String(sample.input ?? ''), cut) : decideByRole(text, target, cut);
    const { score, verdict, why, answer, from } = decision;
    const details: Record<string, unknown> = { answer, from, arithmetic: checkArithmetic(text) };
    const held = heldAgainst(equations, answer);
    if (held) details.equations = held;
    return { judge: 'math', score, verdict, why, details };
  },
});

/** Checks the problem's equations with the answer substituted; null if there are none, or a role has no number. */
function heldAgainst(equations: string[], answer: Decision['answer']): Arithmetic | null {
  if (equations.length === 0 || answer === null || typeof answer === 'string') return null;
  const values = new Map(Object.entries(answer).map(([role, value]) => [role, new Fraction(value)]));
  try {
    return satisfies(equations, values);
  } catch {
    return null;
  }
}

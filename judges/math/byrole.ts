// Grades answers to questions that ask for a number for each of several roles.
import type Fraction from 'fraction.js';
import { type Bound, bind, withoutDenied } from './bind.js';
import { corrections } from './correction.js';
import { cutOff, type Decision, noAnswer } from './decision.js';
import { conclusions, type From, segments } from './finals.js';
import { numbersIn } from './number.js';
import type { ByRole } from './target.js';
import { bindVariables } from './variables.js';

/**
 * `cut`: the answer was cut off at the token limit, so what it states only in a conclusion or as a last number counts only if
 * correct.
 */
export function decideByRole(text: string, target: ByRole, cut: boolean): Decision {
  const decision =
    corrections(text)
      .map((tail) => decide(tail, target))
      .find(({ answer }) => answer !== null && Object.keys(answer).length === target.values.size) ?? decide(text, target);
  return cut &&
    decision.score !== 1 &&
    (decision.from === null || decision.from === 'conclusion' || decision.from === 'last number')
    ? cutOff
    : decision;
}

function decide(text: string, { values: wanted, roles }: ByRole): Decision {
  let partial: Decision | null = null;
  for (const tier of [...segments(text), conclusions(text)]) {
    const [first] = tier;
    if (!first) continue;
    const bound = tier.map((segment) => bind(segment.text, roles));
    const found = new Map(bound.flatMap(({ values }) => [...values]));
    if (found.size === 0) continue;
    const differ = bound.some(({ values }) => [...values].some(([role, value]) => !found.get(role)?.equals(value)));
    if (bound.some(({ hedged }) => hedged) || (first.final && differ)) return hedged(first.from);
    if (found.size === wanted.size) {
      const later = first.final ? null : lastWhole(text, wanted.size, (sentence) => bind(sentence, roles));
      return later && !later.hedged && later.at > (tier.at(-1)?.at ?? 0)
        ? compared(later.values, wanted, 'last number')
        : compared(found, wanted, first.from);
    }
    partial ??= compared(found, wanted, first.from);
  }
  const variables = bindVariables(text, roles);
  const stated = lastWhole(text, wanted.size, (sentence) => bind(sentence, roles));
  if (stated && (stated.at >= variables.at || variables.values.size < wanted.size))
    return stated.hedged ? hedged('last number') : compared(stated.values, wanted, 'last number');
  if (variables.values.size === wanted.size) return compared(variables.values, wanted, 'last number');
  const anywhere = bind(text, roles);
  const whole = new Map([...variables.values, ...anywhere.values]);
  if (whole.size === wanted.size) return anywhere.hedged ? hedged('last number') : compared(whole, wanted, 'last number');
  if (partial) return partial;
  return whole.size > 0 ? compared(whole, wanted, 'last number') : unbound(text, wanted);
}

/** The last sentence, among the last 60, that gives every role a number. */
function lastWhole(text: string, size: number, read: (sentence: string) => Bound): (Bound & { at: number }) | null {
  const ends = [...text.matchAll(/[。！？!?\n]|\.(?!\d)/g)].map(({ index }) => index).slice(-60);
  let end = text.length;
  for (const start of [...ends.reverse(), -1]) {
    if (end - start > 4) {
      const bound = read(text.slice(start + 1, end));
      if (bound.values.size === size) return { ...bound, at: start + 1 };
    }
    end = start;
  }
  return null;
}

function hedged(from: From): Decision {
  return { score: null, verdict: 'hedged', why: 'several different finals for one role', answer: null, from };
}

function compared(found: Map<string, Fraction>, wanted: Map<string, Fraction>, from: From): Decision {
  const answer = Object.fromEntries(
    [...wanted.keys()].flatMap((role) => {
      const value = found.get(role);
      return value ? [[role, value.toFraction()]] : [];
    }),
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
  const swapped = missing.length === 0 && sorted([...found.values()]) === sorted([...wanted.values()]);
  return { score: 0, verdict: swapped ? 'swapped' : 'wrong', why: `${said} by ${from}, expected ${expected}`, answer, from };
}

/** Numbers without roles: wrong if they are not the expected ones; if they are, it is unknown which is which. */
function unbound(text: string, wanted: Map<string, Fraction>): Decision {
  const numbers = numbersIn(withoutDenied(text)).filter(({ weak }) => !weak);
  if (numbers.length === 0) return noAnswer;
  const last = numbers.slice(-wanted.size).map(({ value }) => value);
  const from = 'last number';
  if (sorted(last) === sorted([...wanted.values()]))
    return { score: null, verdict: 'unbound', why: 'the right numbers, but not which is which', answer: null, from };
  return { score: 0, verdict: 'wrong', why: `no number is given to ${[...wanted.keys()].join(' or ')}`, answer: null, from };
}

function sorted(values: Fraction[]): string {
  return [...values]
    .sort((a, b) => a.compare(b))
    .map((value) => value.toFraction())
    .join(' ');
}

// Binds the values of letters to roles: "x = 23" if x was introduced as the number of chickens ("设鸡有 x 只", "let r be the number
// of rabbits").
import type Fraction from 'fraction.js';
import { numbersIn } from './number.js';
import { mentions, type Roles } from './roles.js';

export interface Variables {
  values: Map<string, Fraction>;
  /** position where the last of them gets its value; -1 if none does */
  at: number;
}

/** The last value given to each letter, by the letter's role; roles without an introduced letter are matched by initial. */
export function bindVariables(text: string, roles: Roles): Variables {
  const letters = lettersOf(text, roles);
  const values = new Map<string, Fraction>();
  let at = -1;
  for (const match of text.matchAll(/(?<![a-z])(?<![-*+/×\d][ \t]?)([a-z])\s?(?:=|\bis\b|\bequals\b)/gi)) {
    const role = letters.get((match[1] as string).toLowerCase());
    if (!role) continue;
    const value = lastNumeral(text.slice(match.index + match[0].length, match.index + match[0].length + 80));
    if (!value) continue;
    values.set(role, value);
    at = match.index;
  }
  return { values, at };
}

function lettersOf(text: string, roles: Roles): Map<string, string> {
  const letters = new Map<string, string>();
  for (const { role, start, end } of mentions(text, roles)) {
    const ahead = nearest(text.slice(Math.max(0, start - 44), start));
    const behind = /^[^\d,，。.\n=]{0,12}?(?<![a-z])([a-z])(?![a-z])/i.exec(text.slice(end, end + 16))?.[1];
    const letter = [ahead, behind].map((one) => one?.toLowerCase()).find((one) => one !== undefined && !letters.has(one));
    if (letter) letters.set(letter, role);
  }
  if (letters.size > 0) return letters;
  for (const [role, names] of roles) {
    const initial = names.find((name) => /^[a-z]/i.test(name))?.[0]?.toLowerCase();
    if (initial === undefined) continue;
    if (letters.has(initial)) return new Map(); // cows and cats: ambiguous
    letters.set(initial, role);
  }
  return letters;
}

/** The last letter that stands alone in the clause before a role: the r of "c be chickens and r be rabbits". The article a is none. */
function nearest(before: string): string | undefined {
  const clause = before.slice(before.search(/[\d,，。.\n+;；][^\d,，。.\n+;；]*$/) + 1);
  return [...clause.matchAll(/(?<![a-z'’])([a-z])(?![a-z'’])/gi)]
    .filter(
      ({ 0: letter, index }) =>
        letter !== 'a' || /^\s?(?:be\b|is\b|=|for\b|represent|denote|stand|为|是)/i.test(clause.slice(index + 1)),
    )
    .at(-1)?.[1];
}

/** The 23 of "35 - r = 23 and …": the last side of a chain that is just a number. */
function lastNumeral(text: string): Fraction | null {
  const [chain = ''] = text.split(/[,，;；。\n]|\.(?!\d)|\b(?:and|so|then|which)\b/i);
  const sides = chain.split('=', 6).flatMap((side) => {
    const numbers = numbersIn(side);
    const [only] = numbers;
    return only && numbers.length === 1 && !/[a-z]/i.test(side) ? [only.value] : [];
  });
  return sides.at(-1) ?? null;
}

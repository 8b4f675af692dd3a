// Reads the result that one passage states: which of its numbers, if any.
import type Fraction from 'fraction.js';
import { expressionFrom } from './expression.js';
import type { Segment } from './finals.js';
import { inFormula, isFormula } from './formula.js';
import { type Found, numbersIn } from './number.js';
import { tokens } from './tokens.js';

export interface Final {
  found: Found | null;
  /** the passage states more than one result: "12 or 15" */
  hedged: boolean;
  /** the result is a formula that has no plain number: 2√(5), x + 3 */
  symbolic: boolean;
}

const either = /^\s?(?:[只个头元]\s?)?(?:或者|或|还是|or|\/or)\s?$/i;
/** "not 17", "instead of 17" */
const denied = /(?:\bnot|n't|\binstead of|\brather than|不是|并非|而非)\s?[$€£¥]?$/i;

/** "after 3 days", "out of 50", "to save $80": not a result if there is another number */
const aside =
  /(?:\bafter|\bper|\bevery|\beach|\bthan|\bout of|比|\bto (?:complete|save|earn|buy|afford|reach|pay|fill)(?: \p{L}{1,12}){0,4})\s?[$€£¥]?$/iu;
/** words that introduce an explanation, whose numbers are not the result */
const explanation =
  /[,，]?\s?(?:[,，;(]\s?which\b(?! (?:is|was|are|equals|gives|means|makes|comes|leaves|leave|has|rounds|simplifies|yields|totals?|adds?|sums?|implies))|\bincluding\b|\bbecause\b|\bsince\b|\bnamely\b|\bsuch that\b|\b(?:and )?(?:is |are )?(?:achieved|attained|obtained|reached) (?:when|at|if|for|by)\b|\boccurs? (?:when|at|if)\b|\b(?:when|where) (?=\$?\(?[a-z]\b ?[=,])|因为|由于|其中|[，,]比)/gi;

/**
 * The result stated by one segment: the first number after a mark, or the last number of a conclusion; only what follows the last
 * = if that has numbers. Operands ("6 * 7"), denied numbers ("not 17 but 18"), remarks in brackets and explanations do not count;
 * among several, numbers that are not given in the question take precedence.
 */
export function finalOf({ from, text }: Segment, given: () => Fraction[]): Final {
  const last = from === 'conclusion' || from === 'last number';
  const said = withoutRemarks(last ? unexplained(text) : text);
  const behind = said.slice(said.search(/[=≈≡⇒→][^=≈≡⇒→]*$/) + 1);
  const sum = sumOf(behind);
  if (sum) return { found: sum, hedged: false, symbolic: false };
  const all = numbersIn(behind);
  const [scope, numbers] = all.length > 0 ? [behind, all] : [said, numbersIn(said)];
  if (from === 'boxed' && !isPlainList(scope) && isFormula(scope)) return { found: null, hedged: false, symbolic: true };
  const usable = results(
    scope,
    kept(numbers, (number) => !inFormula(scope, number)),
  );
  const chosen = (list: Found[]) => (last ? lastOf(scope, list, scope !== said) : list[0]);
  let found = chosen(usable) ?? null;
  // A number directly after its mark or verb is the answer, even if the question contains it.
  if (usable.length > 1 && found && (last || /\p{L}/u.test(scope.slice(0, found.start)))) {
    const told = usable.findLast(({ start }) => stating.test(scope.slice(Math.max(0, start - 20), start)));
    const known = given();
    if (told && (!last || told === usable.at(-1))) found = told;
    else found = chosen(usable.filter(({ value }) => !known.some((one) => one.equals(value)))) ?? found;
  }
  if (found && inFormula(scope, found)) return { found: null, hedged: false, symbolic: true };
  const hedged =
    isPlainList(scope) ||
    (found !== null && /^,\d/.test(scope.slice(found.end, found.end + 2))) ||
    isList(scope, usable) ||
    usable.some((number, i) => {
      const next = usable[i + 1];
      return next !== undefined && either.test(scope.slice(number.end, next.start)) && !next.value.equals(number.value);
    });
  return { found, hedged, symbolic: false };
}

/** A point or a list without spaces: "(9,11)", "2,-1"; not 1,234. */
function isPlainList(scope: string): boolean {
  return /^[\s$([{]*-?[\d./]+\s?(?:,\s?-?[\d./]+\s?)+[\s$)\]}.]*$/.test(
    scope.replace(/(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])/g, '0'),
  );
}

/** "which is 128", "giving us $4$" */
const stating =
  /(?:\b(?:is|are|was|were|equals?|gives?|giving(?: us)?|totals?|total of)|得到?|等于|共有?|剩下?|[是为])\s?[^\p{L}\d]{0,3}$/iu;

/** Nothing but several numbers: "3, 5", "(2, -1)", "3 and 5". */
function isList(scope: string, numbers: Found[]): boolean {
  const [first, second] = numbers;
  if (!first || !second || numbers.every(({ value }) => value.equals(first.value))) return false;
  let rest = '';
  let at = 0;
  for (const { start, end } of numbers) {
    rest += scope.slice(at, start);
    at = end;
  }
  return /^(?:[\s$(){}[\].]|[,;，；、]|\band\b|和|与)*$/.test(rest + scope.slice(at)) && /[,;，；、]|and|和|与/.test(rest);
}

/** Blanks remarks in brackets, "(and 1 is left over)", where a number stands outside of them. */
function withoutRemarks(text: string): string {
  const blanked = text.replace(/(?<=[\s\d]|\p{Script=Han})\(([^()]{1,160})\)/gu, (all, inner: string, at: number) =>
    /(?<![\\\p{L}])\p{L}{2}|\p{Script=Han}|=/u.test(inner) && !/[*×/+=-]\s?$/.test(text.slice(Math.max(0, at - 2), at))
      ? ' '.repeat(all.length)
      : all,
  );
  return blanked !== text && numbersIn(blanked).length > 0 ? blanked : text;
}

/** "There are 3 solutions: 1, 4 and 9" */
const listed = /\b(?:there (?:are|is)|have|has|get|find)\b[^:\d]{0,40}\d[^:]{0,60}:(?=[\s$(])(?![^:]*=)/i;

/** The text before an explanation; "Since 5 are left, he has 3" gives the reason first, and then the result. */
function unexplained(all: string): string {
  const list = listed.exec(all);
  const text = list ? all.slice(0, list.index + list[0].length) : all;
  for (const { index, 0: word } of text.matchAll(explanation)) {
    if (!/\d|[一二两三四五六七八九十]/.test(text.slice(0, index))) continue;
    const rest = text.slice(index + word.length);
    if (/which|including/i.test(word) ? rest.includes('=') : reasoned.test(rest)) continue;
    return text.slice(0, index);
  }
  return text;
}

/** A clause behind a reason or a condition, which states what follows from it. */
const reasoned = /[,，]\s?(?:we|so|then|it|thus|therefore|hence|he|she|they|there|this|the|i|you|所以|因此|故)(?![a-z])/i;

/**
 * The numbers of a passage that may be its result. Each filter applies only if it leaves some; ambiguous numerals (一, "one")
 * count only if nothing else is left.
 */
function results(scope: string, numbers: Found[]): Found[] {
  const before = (number: Found) => scope.slice(Math.max(0, number.start - 48), number.start);
  const stated = kept(
    numbers,
    (number, i) => !isOperand(scope, numbers[i - 1], number, numbers[i + 1]) && !denied.test(before(number)),
  );
  const strong = kept(stated, (number) => !number.weak || toldInWords(scope, number));
  return kept(strong, (number) => !aside.test(before(number)) && !/^-\p{L}/u.test(scope.slice(number.end, number.end + 2)));
}

/** A small numeral in words that a verb states, and that ends its clause: 得到四。, "there are four." */
export function toldInWords(text: string, { value, start, end }: Found): boolean {
  const before = text.slice(Math.max(0, start - 10), start);
  if (value.equals(1) && !/(?:得到|等于|剩下?|\b(?:equals?|leaves?|total of))\s?$/i.test(before)) return false;
  return (
    /(?:得到?|[是为共剩]|等于|剩下|\b(?:is|are|has|have|gets?|makes?|gives?|equals?|leaves?|total of))\s?$/i.test(before) &&
    /^\s?(?:[只个条头元块本支张人天米斤]\s?)?(?:[。，,.;；!！)]|$| (?:left|in total|altogether)\b)/i.test(
      text.slice(end, end + 16),
    )
  );
}

function kept(numbers: Found[], keep: (number: Found, i: number) => boolean): Found[] {
  const some = numbers.filter(keep);
  return some.length > 0 ? some : numbers;
}

/**
 * The last number; after an = the first of the last clause ("= 3 bolts for 1 robe"), or one behind a verb that states it ("= 0.03,
 * and half of it is 0.015").
 */
function lastOf(scope: string, numbers: Found[], equals: boolean): Found | undefined {
  if (!equals) return numbers.at(-1);
  return numbers.reduce<Found | undefined>((chosen, number) => {
    const between = chosen && scope.slice(chosen.end, number.start);
    return between !== undefined &&
      !/[,，;；]|\band\b|\bso\b|\bbut\b|\b(?:is|are|was|gives?|equals?|giving|totals?)[^\p{L}\d]*$/u.test(between)
      ? chosen
      : number;
  }, undefined);
}

/** Whether the number is an operand of + - * / with a neighbouring number. */
function isOperand(text: string, previous: Found | undefined, number: Found, next: Found | undefined): boolean {
  const operator = /^\s?(?:[+*×÷/x]|\s-\s)\s?$/;
  return (
    (next !== undefined && operator.test(text.slice(number.end, next.start))) ||
    (previous !== undefined && operator.test(text.slice(previous.end, number.start)))
  );
}

/** The sum "9 + 9" if that is all the text says; "2-3" is a range. */
function sumOf(text: string): Found | null {
  const end = text.replace(/[\s.$]{1,9}$/, '').length;
  if (end > 60 || !/\d\s?[+*×÷(]|\d - \d|\)\//.test(text)) return null;
  const written = tokens(text.slice(0, end)).slice(1); // skip the line start
  const read = expressionFrom(written, 0);
  return read && read.end === written.length ? { value: read.value, percent: false, start: 0, end, weak: false } : null;
}

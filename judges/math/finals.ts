// Finds where an answer marks its result: boxed, ####, 答案/Answer, 答. The first of these that contains a number decides, and the
// grade records which one it was. Answers without a mark are read by statement.ts.
import type Fraction from 'fraction.js';
import { expressionFrom } from './expression.js';
import { inFormula, isFormula } from './formula.js';
import { type Found, numbersIn } from './number.js';
import { tokens } from './tokens.js';

export type From = 'boxed' | '####' | 'answer' | 'conclusion' | 'last number';

/** A passage that states a result. */
export interface Segment {
  from: From;
  text: string;
  /** whether it follows a mark that is only used before a final answer; 所以 and "so" can also introduce a step on the way */
  final: boolean;
  /** index of its mark */
  at: number;
}

/** Marked results grouped by kind of mark, each in order of position; kinds that do not occur are left out. */
export function segments(text: string): Segment[][] {
  return [boxed(text), hashes(text), answers(text), after(text, 'conclusion', reply)].filter((found) => found.length > 0);
}

const answerMark =
  /(?:(?:final |correct )?answers?\s?(?:(?:is|are|was)(?! (?:correct|right|wrong|incorrect|not (?:correct|right))\b)|would be|should be|:|=)(?: therefore| thus| simply)?\s?:?|^[ \t]{0,4}ans[ \t]?[.:=]|(?:最终|最后|正确)?(?:的)?答案(?:应该|应)?(?:是|为|[:：=])[:：]?|^[ \t]{0,4}a[ \t]?[:：](?![^\n]*\n[ \t]*b[ \t]?[:：]))/gim;
const finalMark =
  /\b(?:final|correct) answers?\s?(?:is|are|was|would be|:|=)(?: therefore| thus| simply)?\s?:?|(?:最终|最后|正确)(?:的)?答案(?:应该|应)?(?:是|为|[:：=])[:：]?/gim;
const reply = /(?:^|[。.!?！？，,;；\n\s])答[:：]/g;
/** What 所以, therefore and the like introduce, unless 答 states the result; each may be a step on the way. */
export function conclusions(text: string): Segment[] {
  if (after(text, 'conclusion', reply).some((segment) => numbersIn(segment.text).length > 0)) return [];
  return after(text, 'conclusion', conclusionMark).map((segment) => ({ ...segment, final: false }));
}

/** Words that introduce a conclusion, which may be a step on the way. */
export const conclusionMark =
  /(?:^|[。.!?！？，,;；\n\s])(?:因此|所以|因而|故而|综上|总之|于是|(?:therefore|thus|hence|so|in conclusion|in total|altogether)(?![a-z]))/gi;

/** Balanced \boxed{…}; an unbalanced one ends with its line. */
function boxed(text: string): Segment[] {
  return [...text.matchAll(/\\f?boxed\s?\{|\\fbox\s?\{/g)].slice(-50).map(({ index, 0: mark }) => {
    const start = index + mark.length;
    let depth = 1;
    let end = start;
    while (end < text.length && end - start < 400 && depth > 0 && text[end] !== '\n') {
      if (text[end] === '{') depth++;
      if (text[end] === '}') depth--;
      end++;
    }
    return { from: 'boxed', text: text.slice(start, depth === 0 ? end - 1 : end), final: true, at: index };
  });
}

const heading =
  /^\s?(?:\d+[.)、]\s?\p{L}|(?:step|part|method|case|option|question|problem|stage|example|check|verif)|第|步骤|方法|情况|例|问题|解法|验证|检验)/iu;

/** Lines "#### 42"; a level-4 heading ("#### 2. Check", "#### Step 1: …") is not one. */
function hashes(text: string): Segment[] {
  return [...text.matchAll(/^[ \t]{0,3}####[ \t]?([^\n#]{1,80})$/gm)]
    .map(({ 1: line = '', index }): Segment => ({ from: '####', text: line, final: true, at: index }))
    .filter((segment) => numbersIn(segment.text).length > 0 && !heading.test(segment.text));
}

/** What follows 答案 or Answer; a last "final answer" or "correct answer" goes before plain ones. */
function answers(text: string): Segment[] {
  const all = after(text, 'answer', answerMark);
  const last = after(text, 'answer', finalMark).filter((segment) => numbersIn(segment.text).length > 0);
  return last.length > 0 ? last : all;
}

/** "A. 18", "(1) 18", "1. 18": an item label, not the answer */
const item = /^(?:\(\d{1,2}\)\s{0,3}(?=\S)|\d{1,2}[.、)]\s{1,3}(?=[$€£¥]?\d)|\(?[A-E][.)]\s{0,3})/;

/** The sentence after each mark, which may start on the next line. */
function after(text: string, from: From, mark: RegExp): Segment[] {
  return [...text.matchAll(mark)].slice(-50).flatMap(({ index, 0: found }) => {
    const rest = text.slice(index + found.length, index + found.length + 400).replace(/^\s+/, '');
    const stated = sentence(rest.replace(item, ''));
    return stated === '' ? [] : [{ from, text: stated, final: true, at: index }];
  });
}

/** Where sentences and lines end; a decimal point and a factorial end none. */
export const sentenceEnd = () => /[。！？?\n]|!(?=\s*$|\s+[\p{Lu}\p{Script=Han}])|\.(?!\d)/gu;

/** Text up to the end of the sentence or line. */
function sentence(text: string): string {
  const end = sentenceEnd().exec(text);
  return (end ? text.slice(0, end.index) : text).trim();
}

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

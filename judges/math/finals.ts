// Finds where an answer states its result: boxed, ####, 答案/Answer, 答/所以/therefore, else the last number. The first of these that
// contains a number decides, and the grade records which one it was.
import type Fraction from 'fraction.js';
import { expressionFrom } from './expression.js';
import { type Found, numbersIn } from './number.js';
import { tokens } from './tokens.js';

export type From = 'boxed' | '####' | 'answer' | 'conclusion' | 'last number';

/** A passage that states a result. */
export interface Segment {
  from: From;
  text: string;
  /** whether it follows a mark that is only used before a final answer; 所以 and "so" can also introduce an intermediate step */
  final: boolean;
}

/** Results grouped by kind of statement, each in order of position; kinds that do not occur are left out. */
export function segments(text: string): Segment[][] {
  return [boxed(text), hashes(text), after(text, 'answer', answerMark), conclusions(text)].filter((found) => found.length > 0);
}

const answerMark =
  /(?:(?:final |correct )?answers?\s?(?:is|are|was|:|=)(?: therefore| thus| simply)?\s?:?|(?:最终|最后|正确)?答案(?:应该)?(?:是|为|[:：=])[:：]?|^[ \t]{0,4}a[ \t]?[:：])/gim;
const reply = /(?:^|[。.!?！？，,;；\n\s])答[:：]/g;
const conclusionMark =
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
    return { from: 'boxed', text: text.slice(start, depth === 0 ? end - 1 : end), final: true };
  });
}

const heading =
  /^\s?(?:\d+[.)、]\s?\p{L}|(?:step|part|method|case|option|question|problem|stage|example|check|verif)|第|步骤|方法|情况|例|问题|解法|验证|检验)/iu;

/** Lines "#### 42"; a level-4 heading ("#### 2. Check", "#### Step 1: …") is not one. */
function hashes(text: string): Segment[] {
  return [...text.matchAll(/^[ \t]{0,3}####[ \t]?([^\n#]{1,80})$/gm)]
    .map(([, line = '']): Segment => ({ from: '####', text: line, final: true }))
    .filter((segment) => numbersIn(segment.text).length > 0 && !heading.test(segment.text));
}

/** What follows 答：, or if there is none, 所以 and the like. */
function conclusions(text: string): Segment[] {
  const replies = after(text, 'conclusion', reply);
  return replies.some((segment) => numbersIn(segment.text).length > 0)
    ? replies
    : after(text, 'conclusion', conclusionMark).map((segment) => ({ ...segment, final: false }));
}

/** "A. 18", "(1) 18", "1. 18": an item label, not the answer */
const item = /^(?:\(\d{1,2}\)\s{0,3}(?=\S)|\d{1,2}[.、)]\s{1,3}(?=[$€£¥]?\d)|\(?[A-E][.)]\s{0,3})/;

/** The sentence after each mark, which may start on the next line. */
function after(text: string, from: From, mark: RegExp): Segment[] {
  return [...text.matchAll(mark)].slice(-50).flatMap(({ index, 0: found }) => {
    const rest = text.slice(index + found.length, index + found.length + 400).replace(/^\s+/, '');
    const stated = sentence(rest.replace(item, ''));
    return stated === '' ? [] : [{ from, text: stated, final: true }];
  });
}

/** Text up to the end of the sentence or line; a decimal point does not end it. */
function sentence(text: string): string {
  const end = /[。！？!?\n]|\.(?!\d)/.exec(text);
  return (end ? text.slice(0, end.index) : text).trim();
}

export interface Final {
  found: Found | null;
  /** the passage states more than one result: "12 or 15" */
  hedged: boolean;
}

const either = /^\s?(?:[只个头元]\s?)?(?:或者|或|还是|or|\/or)\s?$/i;
const denied = /(?:\bnot|n't|不是|并非)\s?[$€£¥]?$/;

/** "after 3 days", "out of 50": not a result if there is another number */
const aside = /(?:\bafter|\bper|\bevery|\beach|\bthan|\bout of|比)\s?[$€£¥]?$/i;
/** words that introduce an explanation, whose numbers are not the result */
const explanation =
  /[,，]?\s?(?:\bwhich\b(?! (?:is|was|are|equals|gives|means|makes|comes|leaves))|\bincluding\b|\bbecause\b|\bsince\b|因为|由于|其中|[，,]比)/gi;

/**
 * The result stated by one segment: the first number after a mark, or the last number of a conclusion; only what follows the last
 * = if that has numbers. Operands ("6 * 7"), denied numbers ("not 17 but 18") and explanations do not count; among several,
 * numbers that are not given in the question take precedence.
 */
export function finalOf({ from, text }: Segment, given: () => Fraction[]): Final {
  const last = from === 'conclusion' || from === 'last number';
  const said = last ? unexplained(text) : text;
  const behind = said.slice(said.lastIndexOf('=') + 1);
  const sum = sumOf(behind);
  if (sum) return { found: sum, hedged: false };
  const all = numbersIn(behind);
  const [scope, numbers] = all.length > 0 ? [behind, all] : [said, numbersIn(said)];
  const usable = results(scope, numbers);
  const chosen = (list: Found[]) => (last ? lastOf(scope, list, scope !== said) : list[0]);
  let found = chosen(usable) ?? null;
  // A number directly after its mark is the answer, even if the question contains it.
  if (usable.length > 1 && found && (last || /\p{L}/u.test(scope.slice(0, found.start)))) {
    const known = given();
    found = chosen(usable.filter(({ value }) => !known.some((one) => one.equals(value)))) ?? found;
  }
  const hedged = usable.some((number, i) => {
    const next = usable[i + 1];
    return next !== undefined && either.test(scope.slice(number.end, next.start)) && !next.value.equals(number.value);
  });
  return { found, hedged };
}

function unexplained(text: string): string {
  for (const { index } of text.matchAll(explanation))
    if (/\d|[一二两三四五六七八九十]/.test(text.slice(0, index))) return text.slice(0, index);
  return text;
}

/**
 * The numbers of a passage that may be its result. Each filter applies only if it leaves some; ambiguous numerals (一, "one")
 * count only if nothing else is left.
 */
function results(scope: string, numbers: Found[]): Found[] {
  const before = (number: Found) => scope.slice(Math.max(0, number.start - 8), number.start);
  const stated = kept(
    numbers,
    (number, i) => !isOperand(scope, numbers[i - 1], number, numbers[i + 1]) && !denied.test(before(number)),
  );
  const strong = kept(stated, ({ weak }) => !weak);
  return kept(strong, (number) => !aside.test(before(number)));
}

function kept(numbers: Found[], keep: (number: Found, i: number) => boolean): Found[] {
  const some = numbers.filter(keep);
  return some.length > 0 ? some : numbers;
}

/** The last number; after an = the first of the last clause: "= 3 bolts for 1 robe". */
function lastOf(scope: string, numbers: Found[], equals: boolean): Found | undefined {
  if (!equals) return numbers.at(-1);
  return numbers.reduce<Found | undefined>(
    (chosen, number) =>
      chosen && !/[,，;；]|\band\b|\bso\b|\bbut\b/.test(scope.slice(chosen.end, number.start)) ? chosen : number,
    undefined,
  );
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
  if (end > 60 || !/\d\s?[+*×÷(]|\d - \d/.test(text)) return null;
  const written = tokens(text.slice(0, end)).slice(1); // skip the line start
  const read = expressionFrom(written, 0);
  return read && read.end === written.length ? { value: read.value, percent: false, start: 0, end, weak: false } : null;
}

/** The sentence or line with the last unambiguous number; if there is none, with the last ambiguous numeral. */
export function lastStatement(text: string): Segment | null {
  const read = text.replace(/\((?:see |as in |from |refer |step |第|见|参见)[^()]{0,40}\)/gi, (aside) =>
    ' '.repeat(aside.length),
  );
  const numbers = numbersIn(read);
  const last = numbers.filter(({ weak }) => !weak).at(-1) ?? numbers.at(-1);
  if (!last) return null;
  const before = read.slice(Math.max(0, last.start - 400), last.start);
  const start =
    last.start - before.length + Math.max(...[...before.matchAll(/[。！？!?\n]|\.(?!\d)/g)].map(({ index }) => index + 1), 0);
  const rest = sentence(read.slice(last.end, last.end + 400));
  return { from: 'last number', text: `${read.slice(start, last.end)}${rest === '' ? '' : ` ${rest}`}`, final: false };
}

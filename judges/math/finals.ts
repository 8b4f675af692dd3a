// Where an answer says its result: boxed, ####, 答案/Answer, 答/所以/therefore, else the last number. The first of these that holds a number
// decides, and which it was is recorded.
import type Fraction from 'fraction.js';
import { type Found, numbersIn } from './number.js';

export type From = 'boxed' | '####' | 'answer' | 'conclusion' | 'last number';

/** A stretch of text that states a result. */
export interface Segment {
  from: From;
  text: string;
}

/** Results stated in each way, in order of place; only ways that are there. */
export function segments(text: string): Segment[][] {
  return [boxed(text), hashes(text), after(text, 'answer', answerMark), after(text, 'conclusion', conclusionMark)].filter(
    (found) => found.length > 0,
  );
}

const answerMark =
  /(?:(?:final |correct )?answers?\s?(?:is|are|was|:|=)(?: therefore| thus| simply)?\s?:?|(?:最终|最后|正确)?答案(?:应该)?(?:是|为|[:：=])[:：]?|^[ \t]{0,4}a[ \t]?[:：])/gim;
const conclusionMark =
  /(?:^|[。.!?！？，,;；\n\s])(?:答[:：]|(?:因此|所以|因而|故而|综上|总之|于是|therefore|thus|hence|so|in conclusion|in total|altogether)(?![a-z]))/gi;

/** Balanced \boxed{…}; an unbalanced one ends with its line. */
function boxed(text: string): Segment[] {
  return [...text.matchAll(/\\boxed\s?\{/g)].slice(-50).map(({ index, 0: mark }) => {
    const start = index + mark.length;
    let depth = 1;
    let end = start;
    while (end < text.length && end - start < 400 && depth > 0 && text[end] !== '\n') {
      if (text[end] === '{') depth++;
      if (text[end] === '}') depth--;
      end++;
    }
    return { from: 'boxed', text: text.slice(start, depth === 0 ? end - 1 : end) };
  });
}

/** Lines "#### 42"; a heading of that level ("#### 2. Check") is none, as words of prose follow its number. */
function hashes(text: string): Segment[] {
  return [...text.matchAll(/^[ \t]{0,3}####[ \t]?([^\n#]{1,80})$/gm)]
    .map(([, line = '']): Segment => ({ from: '####', text: line }))
    .filter((segment) => numbersIn(segment.text).length > 0 && !/^\s?\d+[.)、]\s?\p{L}/u.test(segment.text));
}

/** Sentences that follow a mark; an empty rest of the line means the next one. */
function after(text: string, from: From, mark: RegExp): Segment[] {
  return [...text.matchAll(mark)].slice(-50).flatMap(({ index, 0: found }) => {
    const rest = text.slice(index + found.length, index + found.length + 400).replace(/^\s+/, '');
    return sentence(rest) === '' ? [] : [{ from, text: sentence(rest) }];
  });
}

/** Up to the end of the sentence or line; a point within a number ends nothing. */
function sentence(text: string): string {
  const end = /[。！？!?\n]|\.(?!\d)/.exec(text);
  return (end ? text.slice(0, end.index) : text).trim();
}

export interface Final {
  found: Found | null;
  /** null: this stretch says more than one result, e.g. "12 or 15" */
  hedged: boolean;
}

const either = /^\s?(?:或者|或|还是|or|\/or)\s?$/i;

/** The result that one segment states: behind its last =, or the first number after a mark, or the last of a conclusion. */
export function finalOf({ from, text }: Segment): Final {
  const equals = text.lastIndexOf('=');
  const numbers = numbersIn(equals >= 0 && numbersIn(text.slice(equals + 1)).length > 0 ? text.slice(equals + 1) : text);
  const scope = equals >= 0 && numbersIn(text.slice(equals + 1)).length > 0 ? text.slice(equals + 1) : text;
  const strong = numbers.filter(({ weak }) => !weak);
  const usable = strong.length > 0 ? strong : numbers;
  const found = (from === 'conclusion' ? usable.at(-1) : usable[0]) ?? null;
  const hedged = usable.some((number, i) => {
    const next = usable[i + 1];
    return next !== undefined && either.test(scope.slice(number.end, next.start)) && !next.value.equals(number.value);
  });
  return { found, hedged };
}

/** The last number of a text that is surely one; in a text without any, the last lone numeral before a measure word. */
export function lastNumber(text: string): Found | null {
  const numbers = numbersIn(text.slice(-4000)).map((number) => ({ ...number, start: number.start, end: number.end }));
  const aside = /\((?:see |step |第)[^()]{0,30}\)\s*[.。]?\s*$/i.exec(text.slice(-4000));
  const counted = aside ? numbers.filter(({ start }) => start < aside.index) : numbers;
  return counted.filter(({ weak }) => !weak).at(-1) ?? counted.at(-1) ?? null;
}

/** Whether two found numbers say the same. */
export function same(a: Fraction, b: Fraction): boolean {
  return a.equals(b);
}

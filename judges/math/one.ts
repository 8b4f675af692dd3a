// Grades answers to questions that ask for one number.
import type Fraction from 'fraction.js';
import { corrections } from './correction.js';
import { cutOff, type Decision, noAnswer } from './decision.js';
import { type Final, finalOf } from './final-of.js';
import { type From, segments } from './finals.js';
import { type Found, numbersIn } from './number.js';
import { lastStatement } from './statement.js';
import type { OneNumber } from './target.js';
import { plain } from './text.js';

/** Whether the question asks for a percentage, so that 25 and 25 % are equal; merely mentioning per cent is not enough. */
const asksPercent =
  /\b(?:what|which|how many|find|calculate|compute)\b[^.?!\d]{0,40}\bper ?cent|\bas an? (?:[a-z]+ )?per ?cent|百分之(?:几|多少)|百分(?:比|数|率)|[几多少?？_]\s?[%％]/i;

/** `cut`: the answer was cut off at the token limit, so a bare last number is not an answer. */
export function decideOne(text: string, target: OneNumber, question: string, cut: boolean): Decision {
  let numbers: Fraction[] | null = null;
  const given = () => {
    numbers ??= numbersIn(plain(question)).map(({ value }) => value);
    return numbers;
  };
  const percentAsked = asksPercent.test(question);
  for (const read of [...corrections(text), text]) {
    const decision = byMark(read, target, percentAsked, given) ?? byStatement(read, target, percentAsked, given, cut);
    if (decision) return decision;
  }
  return cut ? cutOff : noAnswer;
}

type Stated = Final & { found: Found };

/** The decision by the first kind of mark that has a number or a formula; null if none has. All finals of the kind must agree. */
function byMark(text: string, target: OneNumber, percentAsked: boolean, given: () => Fraction[]): Decision | null {
  for (const tier of segments(text)) {
    const [first] = tier;
    const read = tier.map((segment) => finalOf(segment, given));
    const finals = read.filter((final): final is Stated => final.found !== null);
    const last = finals.at(-1);
    if (!first || (!last && !read.some(({ symbolic }) => symbolic))) continue;
    if (!last || read.at(-1)?.symbolic) return symbolic(tier.at(-1)?.text ?? '', first.from);
    const differ = finals.some(({ hedged }) => hedged) || finals.some(({ found }) => !found.value.equals(last.found.value));
    return differ ? hedged(finals, first.from) : decided(last.found, target, percentAsked, first.from);
  }
  return null;
}

/** The decision by the last statement. A conclusion of an answer that was cut counts only if it is right. */
function byStatement(
  text: string,
  target: OneNumber,
  percentAsked: boolean,
  given: () => Fraction[],
  cut: boolean,
): Decision | null {
  const statement = lastStatement(text, given);
  const last = statement && finalOf(statement, given);
  if (!statement || !last || (last.found === null && !last.symbolic)) return null;
  const { from } = statement;
  if (cut && from === 'last number') return cutOff;
  const decision = last.symbolic
    ? symbolic(statement.text, from)
    : last.hedged
      ? hedged([last as Stated], from)
      : decided((last as Stated).found, target, percentAsked, from);
  return cut && decision.score !== 1 ? cutOff : decision;
}

/**
 * The decision on an answer that was cut within its marked or bold result, where that result repeats the statement before it: "She
 * makes 18 dollars. \\boxed{18". Null where it does not.
 */
export function decideRepeated(text: string, target: OneNumber, question: string, bold: boolean): Decision | null {
  const start = text.search(openMark);
  const from = start >= 0 ? start : bold ? text.lastIndexOf('\n') : -1;
  if (from < 0) return null;
  const given = () => [];
  const statement = lastStatement(text.slice(0, from), given);
  const before = statement && finalOf(statement, given).found;
  const torn = numbersIn(text.slice(from)).at(-1);
  return statement && before && torn?.value.equals(before.value)
    ? decided(before, target, asksPercent.test(question), statement.from)
    : null;
}

/** A mark of a result that runs to the end of the text. */
const openMark = /(?:\\f?boxed\s?\{|\banswers?\s?(?:is|:)|答案?(?:是|为|[:：])|####)[^\n{}。]{0,80}$/i;

function symbolic(text: string, from: From): Decision {
  const said = text.trim().slice(0, 80);
  return { score: null, verdict: 'symbolic', why: `the final is no plain number: ${said}`, answer: null, from };
}

function hedged(finals: (Final & { found: Found })[], from: From): Decision {
  const said = [...new Set(finals.map(({ found }) => shown(found)))].slice(0, 4);
  const why = said.length > 1 ? `several different finals: ${said.join(', ')}` : `one final among several: ${said.join()}`;
  return { score: null, verdict: 'hedged', why, answer: null, from };
}

function decided(found: Found, target: OneNumber, percentAsked: boolean, from: From): Decision {
  const answer = shown(found);
  const wanted = target.percent ? `${target.value.mul(100).toFraction()}%` : target.value.toFraction();
  return equal(found, target, percentAsked)
    ? { score: 1, verdict: 'correct', why: `${answer}, by ${from}`, answer, from }
    : { score: 0, verdict: 'wrong', why: `${answer} by ${from}, expected ${wanted}`, answer, from };
}

function equal(found: Found, target: OneNumber, percentAsked: boolean): boolean {
  if (found.value.equals(target.value)) return true;
  if (!percentAsked || found.percent === target.percent) return false;
  return found.percent ? found.value.mul(100).equals(target.value) : found.value.equals(target.value.mul(100));
}

function shown({ value, percent }: Found): string {
  return percent ? `${value.mul(100).toFraction()}%` : value.toFraction();
}

// Grades answers to questions that ask for one number.
import type Fraction from 'fraction.js';
import { cutOff, type Decision, noAnswer } from './decision.js';
import { type Final, type From, finalOf, lastStatement, segments } from './finals.js';
import { type Found, numbersIn } from './number.js';
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
  for (const tier of segments(text)) {
    const finals = tier
      .map((segment) => finalOf(segment, given))
      .filter((final): final is Final & { found: Found } => final.found !== null);
    const last = finals.at(-1);
    const [first] = tier;
    if (!last || !first) continue;
    // A conclusion may be intermediate ("so each has 5"), so only the last one counts; after all other marks every final must
    // agree.
    const all = first.final ? finals : [last];
    const differ = all.some(({ hedged }) => hedged) || all.some(({ found }) => !found.value.equals(last.found.value));
    const decision = differ ? hedged(all, first.from) : decided(last.found, target, percentAsked, first.from);
    return cut && !first.final && decision.score !== 1 ? cutOff : decision;
  }
  if (cut) return cutOff;
  const statement = lastStatement(text);
  const last = statement && finalOf(statement, given);
  if (!last?.found) return noAnswer;
  return last.hedged
    ? hedged([last as Final & { found: Found }], 'last number')
    : decided(last.found, target, percentAsked, 'last number');
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

// The statement that ends an answer without a mark: its last sentence with a number, passing over checks and remarks behind it.
import type Fraction from 'fraction.js';
import { toldInWords } from './final-of.js';
import { conclusionMark, type Segment, sentenceEnd } from './finals.js';
import { type Found, numbersIn } from './number.js';

/** Sentences looked at, from the end. */
const most = 40;

interface Sentence {
  text: string;
  start: number;
  numbers: Found[];
}

/** A sentence that proves or explains what was said before: its numbers are no result. */
const remark =
  /^\s{0,8}\(\p{L}[^()]*\)?\s*$|^[\s*#>(–-]{0,8}(?:p\.?s\.?|note|n\.b|remember|remark|explanation|reason(?:ing)?:|this is because|(?:because|since)\b[^,，]*$|for example|for instance|e\.g|hint|source|i hope|let me know|if you (?:have (?:any|more|further|other)|need|would|'d|want me)|feel free|alternatively|more generally|in general|to (?:say|put) it|as an extra|for these values|an example|注[:：意]|备注|说明|解释|(?:因为|由于)[^，,]*$|其中|例如|比如|提示)/iu;
/** From here on the answer is only checked. */
const check =
  /(?:^|[.。!！\n]\s{0,3})[\s*#>(]{0,8}(?:(?:to |let'?s |let us |we can |let me |i'?ll |now )?(?:double[- ]?check|verif(?:y|ication)|check(?=[:：]| (?:our|the|this|that|if|whether|by)\b))|proof[:：]|checking\b|note[:：]|alternatively,|验证|检验|验算|检查[:：一]|核对|代入)/gi;

/**
 * The last statement, or null if the text has no number. A sentence about the beginning yields to a conclusion before it.
 */
export function lastStatement(text: string, given: () => Fraction[]): Segment | null {
  const read = withoutCheck(withoutDrawings(text).replace(reference, (aside) => ' '.repeat(aside.length)));
  let weak: Sentence | null = null;
  let last: Sentence | null = null;
  const unnumbered: Sentence[] = [];
  for (const sentence of backwards(read)) {
    if (sentence.numbers.length === 0) continue;
    if (sentence.numbers.every((number) => number.weak) && !countsInWords(sentence)) {
      weak ??= sentence;
      continue;
    }
    if (remark.test(sentence.text)) {
      unnumbered.push(sentence);
      continue;
    }
    if (!last) {
      last = sentence;
      if (concluded(last) || !tellsOfBefore(last, given)) break;
    } else if (concluded(sentence)) {
      last = sentence;
      break;
    }
  }
  const chosen = last ?? unnumbered[0] ?? weak;
  if (!chosen) return null;
  const mark = [...chosen.text.matchAll(conclusionMark)].at(-1);
  const behind = mark ? chosen.text.slice(mark.index + mark[0].length) : '';
  return mark && numbersIn(behind).length > 0
    ? { from: 'conclusion', text: behind.trim(), final: false, at: chosen.start }
    : { from: 'last number', text: chosen.text, final: false, at: chosen.start };
}

/** "(see step 3)" */
const reference = /\((?:see |as in |from |refer |step |第|见|参见)[^()]{0,40}\)/gi;

/** Drawings and programs are no statements; what a program printed may be one. */
function withoutDrawings(text: string): string {
  if (!text.includes('[asy]')) return text;
  return text.replace(/\[asy\][\s\S]*?(?:\[\/asy\]|$)/g, '\n');
}

function withoutCheck(text: string): string {
  for (const { index } of text.matchAll(check)) {
    const before = text.slice(0, index);
    if (/\d/.test(before) && /\d/.test(text.slice(index))) return before;
  }
  return text;
}

/** "So there are four.", 由此得到四。: a small numeral in words that is the result, not "one of them". */
function countsInWords(sentence: Sentence): boolean {
  return sentence.numbers.some(
    (number) => toldInWords(sentence.text, number) || (concluded(sentence) && !number.value.equals(1)),
  );
}

function concluded({ text }: Sentence): boolean {
  return text.search(conclusionMark) >= 0;
}

/** "She had started with 50": a sentence about the beginning, with no number but those of the question. */
function tellsOfBefore({ text, numbers }: Sentence, given: () => Fraction[]): boolean {
  if (
    !/\b(?:start(?:ed|s)|began|begins|original(?:ly)?|initial(?:ly)?|at first|at the beginning)\b|原来|原有|原本|最初|起初|一开始/i.test(
      text,
    )
  )
    return false;
  const known = given();
  return !/[=≈≡⇒→]/.test(text) && numbers.every(({ weak, value }) => weak || known.some((one) => one.equals(value)));
}

/** The sentences of the end of a text, the last first. A full stop within a number ends none. */
function* backwards(text: string): Generator<Sentence> {
  const ends = [...text.matchAll(sentenceEnd())].map(({ index }) => index);
  let end = text.length;
  for (let i = ends.length - 1, seen = 0; i >= -1 && seen < most; i--) {
    const start = i < 0 ? 0 : (ends[i] as number) + 1;
    const sentence = text.slice(start, end).slice(-1000);
    end = start - 1;
    if (sentence.trim() === '') continue;
    const numbers = numbersIn(sentence);
    if (numbers.length > 0) seen++;
    yield { text: sentence, start, numbers };
  }
}

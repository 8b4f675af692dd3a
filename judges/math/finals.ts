// Finds where an answer marks its result: boxed, ####, 答案/Answer, 答. The first of these that contains a number decides, and the
// grade records which one it was. Answers without a mark are read by statement.ts.
import { numbersIn } from './number.js';

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

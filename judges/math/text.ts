// Normalises digits and signs of an answer, and cuts off what a model wrote after it while playing the next user.
import { asciiDigits } from './digits.js';
import { withoutLatex } from './latex.js';
import { withoutMyriads } from './myriads.js';
import { hasDecimalCommas, separated } from './separators.js';

const vulgar: Record<string, string> = {
  '½': '1/2',
  '⅓': '1/3',
  '⅔': '2/3',
  '¼': '1/4',
  '¾': '3/4',
  '⅕': '1/5',
  '⅖': '2/5',
  '⅗': '3/5',
  '⅘': '4/5',
  '⅙': '1/6',
  '⅚': '5/6',
  '⅛': '1/8',
  '⅜': '3/8',
  '⅝': '5/8',
  '⅞': '7/8',
};

/** Maximum text length read; of a longer text the end, where answers are stated. */
const longest = 40_000;

/**
 * The text with ASCII digits, LaTeX written out, decimal points, and bold marks removed. `question` helps to tell the language,
 * where the text alone does not.
 */
export function plain(text: string, question = ''): string {
  const written = withoutLatex(
    asciiDigits(text.slice(-longest).replace(/[\u200b-\u200d\u2060\ufeff]/g, ''))
      .replace(/(\d?)([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])/g, (_, digit: string, sign: string) => `${digit ? `${digit} ` : ''}${vulgar[sign]}`)
      .replace(/\\(?:text|mathrm|mathbf|textbf)\s?\{([^{}]{0,200})\}/g, ' $1')
      .replace(/\s?\\!\s?/g, '')
      .replace(/\{,\}/g, ','),
  )
    .replace(/(\d{1,9})又(\d{1,9})分之(\d{1,9})/g, '$1 $3/$2')
    .replace(/百分之(\d{1,9}(?:\.\d{1,9})?)/g, '$1%')
    .replace(/(\d{1,9})分之(\d{1,9})/g, '$2/$1')
    .replace(/\\([%$#&])/g, '$1')
    .replace(/\\[,;: ]/g, '')
    .replace(/\\(?:times|cdot)(?![a-z])/g, '×')
    .replace(/\\div(?![a-z])/g, '÷')
    .replace(/\\approx(?![a-z])/g, '≈')
    .replace(/\\equiv(?![a-z])/g, '≡')
    .replace(/\\(?:implies|Rightarrow|Longrightarrow|rightarrow|iff)(?![a-z])/g, '⇒')
    .replace(/\\pmod\s?(?:\{[^{}]{0,40}\}|\d)/g, '')
    .replace(/\\(?:left|right)(?![a-z])/g, '')
    .replace(/\\[()[\]]/g, ' ')
    .replace(/(\d)\*\*(?=\d)/g, '$1^')
    .replace(/\*\*|__|`/g, ' ')
    .replace(/[−–]/g, '-')
    .replace(/^([ \t]{0,8})[-+•·][ \t]+/gm, '$1'); // "- 23 chickens" is a list item, not minus 23
  return withoutMyriads(separated(written, hasDecimalCommas(written) ?? hasDecimalCommas(question)));
}

/** The text without the calculator notes of GSM8K: "9 * 2 = <<9*2=18>>18". */
export function withoutNotes(text: string): string {
  return text.replace(/<<[^<>\n]{0,200}>>/g, '');
}

/** Whether a text as written ends within a number; "**18**" and "$18$" have closed theirs. */
export function endsInNumber(text: string): boolean {
  return /[\p{Nd}.,/%．，零〇一二两三四五六七八九十百千万亿点分之]$/u.test(text.slice(-2));
}

/** Whether the last line of a text has opened a bold passage and not closed it. */
export function inBold(text: string): boolean {
  return text.slice(text.lastIndexOf('\n') + 1).split('**').length % 2 === 0;
}

/** Removes a final number that the token limit may have cut: "18" at the very end could have become 180, "18." could be 18.50. */
export function withoutTornNumber(text: string): string {
  let end = text.length;
  while (end > 0 && '0123456789.,/%'.includes(text[end - 1] as string)) end--;
  while (end > 0 && '零〇一二两三四五六七八九十百千万亿点分之'.includes(text[end - 1] as string)) end--;
  return text.slice(0, end);
}

/** Where the model continues as somebody else: the next question, a chat token, an instruction. */
const runOn =
  /<\|[a-z_]{1,30}\|>|<\/?s>|\[INST\]|^[ \t>*#-]{0,8}(?:(?:next )?question|q|problem|exercise|example|human|user|instruction|问题|题目|问|用户|例题?)[ \t]{0,3}\d{0,4}[ \t]{0,3}[:：]/gim;

/** The text before the first such place that is preceded by a number: a question restated at the start is not cut off. */
export function beforeRunOn(text: string): string {
  for (const [i, { index, 0: heading }] of [...text.matchAll(runOn)].entries()) {
    const before = text.slice(0, index);
    if (/\d|[一二两三四五六七八九十]/.test(before) && before.trim().length > 0 && (i >= 50 || !isNextPart(before, heading)))
      return before;
  }
  return text;
}

/** "Question 2:" behind "Question 1:" and no marked answer yet: the parts of one solution. */
function isNextPart(before: string, heading: string): boolean {
  const [, word = '', number = ''] = /(\p{L}+)\s{0,3}(\d{1,4})/u.exec(heading) ?? [];
  return (
    Number(number) > 1 &&
    new RegExp(`${word}\\s{0,3}${Number(number) - 1}\\s{0,3}[:：]`, 'iu').test(before) &&
    !/boxed|####|\banswers?\s?(?:is|:)|^\s?a\s?:|答案|答[:：]/im.test(before)
  );
}

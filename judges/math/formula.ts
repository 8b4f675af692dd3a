// Whether a number is only a part of a formula that this judge does not evaluate: the 5 of 2√(5), the 3 of x^2 + 3, the 40 of 40_9.
import type { Found } from './number.js';

/** Characters beside a number that are looked at. */
const reach = 60;

const unknown = new RegExp(
  [
    '[√π∞∪∩∫∑θ±]',
    '\\\\(?:sqrt|pi|theta|alpha|beta|phi|infty|cup|cap|d?binom|begin|sin|cos|tan|log|ln|pm|mp|sum|int|vec|overline|omega|lfloor|lceil)(?![a-z])',
    '(?<![\\p{L}\\\\])(?:sqrt|pi|sin|cos|tan|log|ln)(?![\\p{L}])',
    '(?<![\\p{L}\\\\])\\p{Script=Latin}\\s?(?:[\\^_]|\\*\\*)', // x^2
    '[\\d)](?:[abnijqruvwyz](?!\\p{L})|x(?!\\s?[\\p{L}\\d($]))', // 3y, 2x; not 3x4
    "(?<![\\p{L}\\\\'’$€£¥])[b-wyz]\\s?[-+*/×·]\\s?[\\d(√]", // y - 3
    '[\\d)]\\s?[-+*/×·]\\s?[b-wyz](?!\\p{L})',
    '(?<!\\p{L})x\\s?[-+*/]\\s?[\\d(√]|[\\d)]\\s?[-+*/]\\s?x(?!\\p{L})',
    '\\d_\\{?\\d',
    '\\d\\)?\\^\\{?[-\\d]*\\p{L}', // 2^n
  ].join('|'),
  'u',
);

/** What an expression ends at: an equals sign, a clause, a word of two letters or more that is no function. */
const edge =
  /[=≈≡⇒→,，;；。!！?？\n:：<>≤≥|&]|\.(?!\d)|\p{Script=Han}|(?<![\\\p{L}])(?!(?:sqrt|sin|cos|tan|log|ln|pi)(?!\p{L}))\p{L}{2,}/gu;

/** Whether the expression around a number holds a root, an unknown, a function, or another base. */
export function inFormula(text: string, { start, end }: Pick<Found, 'start' | 'end'>): boolean {
  const before = text.slice(Math.max(0, start - reach), start);
  const after = text.slice(end, end + reach);
  const left = [...before.matchAll(edge)].at(-1);
  const right = after.search(edge);
  const side = `${before.slice(left ? left.index + left[0].length : 0)}1${right < 0 ? after : after.slice(0, right)}`;
  return unknown.test(side);
}

/** Whether a box holds a formula, a letter, or an inequality rather than a number or words. */
export function isFormula(content: string): boolean {
  return unknown.test(content) || /^\W*[a-z]\W*$/i.test(content) || /[<>≤≥]|\\(?:[lg]eq?|neq?|in)(?![a-z])/.test(content);
}

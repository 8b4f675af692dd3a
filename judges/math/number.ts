// Finds the numbers in a text, exactly: 1,234 / -3.50 / 3/4 / 2 1/2 / 25 % / 1.2万 / 1.2 × 10^3 / 三十五 / twenty-three.
import Fraction from 'fraction.js';
import { chineseNumbers } from './chinese.js';
import { wordNumbers } from './words.js';

export interface Found {
  /** for a percentage, the number divided by 100 */
  value: Fraction;
  percent: boolean;
  start: number;
  /** index after the number and its percent sign */
  end: number;
  /** a single Chinese digit or an English word up to ten: counts as a number only if there is no other */
  weak: boolean;
}

// A minus sign counts after a word and a space ("is -7"), and in Chinese after a verb or before degrees; "covid-19" and "x -3" have none.
// At most 40 digits: longer runs are not meaningful numbers, and their arithmetic would be slow.
const western =
  /(?<![\d.]|\d,)(?:(?:(?<![\d)\]\p{L}]\s?)-\s?|(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{2}[ \t]{1,3}|\p{Script=Han}[ \t]{1,3}|[是为到得于达至即成])-(?=[$€£¥]?[\d.])|(?<=\p{Script=Han})-(?=\d{1,9}(?:\.\d{1,9})?\s?[°℃度])))?(?:[$€£¥]\s?)?(?:(?:\d{1,3}(?:,\d{3})+(?![\d]|,\d)|\d{1,40}(?!\d))(?:\.\d{1,40}(?!\d))?|\.\d{1,40}(?!\d))/gu;
const scale: Record<string, number> = { 万: 1e4, 亿: 1e8, 千: 1e3, 百万: 1e6, thousand: 1e3, million: 1e6, billion: 1e9 };
const tail =
  /^(?:\s?[×*x·]\s?10\^\{?(-?\d{1,2})\}?(?!\d)|e\+?(-?\d{1,2})(?!\w|\.\d)|\^\{?(\d{1,2})\}?(?!\d)|\s?(百万|万|亿|千(?![克米瓦])|thousand|million|billion)|\s?(个半| and a half\b))?(\s?(?:%|percent\b|per cent\b))?/i;
/** "cm2", "m^3": not counts */
const ofUnit = /(?:[ckdm]?m|ft|in)\^?\{?$/;

/** All numbers, in order of position. */
export function numbersIn(text: string): Found[] {
  const words = wordNumbers(text).map((word) => ({ ...word, percent: false }));
  const found = apart([...westernNumbers(text), ...words].sort(byPlace));
  return merged(found, chineseNumbers(text)).map((number) =>
    number.value.compare(0) > 0 && belowZero(text, number) ? { ...number, value: number.value.neg() } : number,
  );
}

/** "minus 7", 负 7, 零下 7 度, "7 degrees below zero" */
function belowZero(text: string, { start, end }: Found): boolean {
  return (
    /(?:\bminus|\bnegative|负|零下)\s?$/i.test(text.slice(Math.max(0, start - 9), start)) ||
    /^\s?(?:°\s?[CF]?|degrees?(?: Celsius| Fahrenheit)?) below zero\b/i.test(text.slice(end, end + 36))
  );
}

/** Drops numbers that lie within the previous one: the 3 of 1.2 × 10^3. */
function apart(numbers: Found[]): Found[] {
  let end = 0;
  return numbers.filter((number) => {
    if (number.start < end) return false;
    end = number.end;
    return true;
  });
}

/** Adds Chinese numerals at positions without another number; both lists are in order. */
function merged(found: Found[], chinese: ReturnType<typeof chineseNumbers>): Found[] {
  const all: Found[] = [];
  let at = 0;
  for (const { lone, ...number } of chinese) {
    while (at < found.length && (found[at] as Found).end <= number.start) all.push(found[at++] as Found);
    const other = found[at];
    if (!other || other.start >= number.end) all.push({ ...number, weak: lone });
  }
  return [...all, ...found.slice(at)];
}

function byPlace(a: Found, b: Found): number {
  return a.start - b.start;
}

function westernNumbers(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(western)) {
    const digits = match[0].replace(/[$€£¥\s,]/g, '');
    const signless = match[0].trimStart();
    const start = match.index + match[0].length - signless.length;
    if (/^[23]$/.test(digits) && ofUnit.test(text.slice(Math.max(0, start - 6), start))) continue;
    found.push({ value: new Fraction(digits), percent: false, start, end: match.index + match[0].length, weak: false });
  }
  return withTails(text, withFractions(text, found));
}

/** Joins a/b, and a b/c if b/c is below one. */
function withFractions(text: string, numbers: Found[]): Found[] {
  const joined: Found[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const above = numbers[i] as Found;
    const below = numbers[i + 1];
    const before = joined.at(-1);
    if (!below || !/^\s?\/\s?$/.test(text.slice(above.end, below.start)) || !positiveWhole(below.value)) {
      joined.push(above);
      continue;
    }
    const part = { ...above, value: above.value.div(below.value), end: below.end };
    i++;
    const mixed =
      before &&
      positiveWhole(above.value) &&
      isWhole(before.value) &&
      part.value.compare(1) < 0 &&
      text.slice(before.end, above.start) === ' ';
    if (mixed)
      joined[joined.length - 1] = {
        ...part,
        start: before.start,
        value: before.value.compare(0) < 0 ? before.value.sub(part.value) : before.value.add(part.value),
      };
    else joined.push(part);
  }
  return joined;
}

function withTails(text: string, numbers: Found[]): Found[] {
  return numbers.map((number) => {
    const [all, tenTo, e, power, times, half, percent] = tail.exec(text.slice(number.end, number.end + 16)) ?? [''];
    let { value } = number;
    if (tenTo ?? e) value = value.mul(new Fraction(10).pow(Number(tenTo ?? e)) ?? 1);
    else if (power) value = value.n < 1000n && value.d < 1000n ? (value.pow(Number(power)) ?? value) : value;
    else if (times) value = value.mul(scale[times.toLowerCase()] as number);
    else if (half) value = value.add(new Fraction(1, 2));
    if (percent) value = value.div(100);
    return { ...number, value, percent: percent !== undefined, end: number.end + all.length };
  });
}

function isWhole(value: Fraction): boolean {
  return value.d === 1n;
}

function positiveWhole(value: Fraction): boolean {
  return isWhole(value) && value.compare(0) > 0;
}

// Finds the numbers of a text, exactly: 1,234 / -3.50 / 3/4 / 2 1/2 / 25 % / 1.2万 / 三十五 / twenty-three.
import Fraction from 'fraction.js';
import { chineseNumbers } from './chinese.js';

export interface Found {
  /** a percentage is its number over 100 */
  value: Fraction;
  percent: boolean;
  start: number;
  /** behind the number and its percent sign */
  end: number;
  /** a lone Chinese digit or English "one": a number only where an answer is expected */
  weak: boolean;
}

// At most 40 digits: a longer run is no number that anyone means, and its arithmetic would be slow.
const western =
  /(?<![\d.]|\d,)(?:(?<![\d)\]\p{L}]\s?)-\s?)?(?:[$€£¥]\s?)?(?:(?:\d{1,3}(?:,\d{3})+(?![\d]|,\d)|\d{1,40}(?!\d))(?:\.\d{1,40}(?!\d))?|\.\d{1,40}(?!\d))/gu;
const scale: Record<string, number> = { 万: 1e4, 亿: 1e8, 千: 1e3, 百万: 1e6, thousand: 1e3, million: 1e6, billion: 1e9 };
const tail = /^(?:\s?(百万|万|亿|千(?![克米瓦])|thousand|million|billion))?(\s?(?:%|percent\b|per cent\b))?/i;

/** All numbers in order of place. */
export function numbersIn(text: string): Found[] {
  const found = [...westernNumbers(text), ...wordNumbers(text)].sort(byPlace);
  let at = 0;
  for (const { lone, ...number } of chineseNumbers(text)) {
    while (at < found.length && (found[at] as Found).end <= number.start) at++;
    const other = found[at];
    if (!other || other.start >= number.end) found.splice(at, 0, { ...number, weak: lone });
  }
  return found;
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
    found.push({ value: new Fraction(digits), percent: false, start, end: match.index + match[0].length, weak: false });
  }
  return withTails(text, withFractions(text, found));
}

/** Joins a/b, and a b/c where b/c is below one. */
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
    const [all, times, percent] = tail.exec(text.slice(number.end, number.end + 14)) ?? [''];
    let value = times ? number.value.mul(scale[times.toLowerCase()] as number) : number.value;
    if (percent) value = value.div(100);
    return { ...number, value, percent: percent !== undefined, end: number.end + all.length };
  });
}

const units: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const words = new RegExp(
  `\\b(?:(${Object.keys(tens).join('|')})(?:[- ](${Object.keys(units).slice(0, 9).join('|')}))?|(${Object.keys(units).join('|')}))\\b`,
  'gi',
);

function wordNumbers(text: string): Found[] {
  return [...text.matchAll(words)].map((match) => {
    const [all, ten, unit, alone] = match.map((word) => word?.toLowerCase());
    const value =
      alone !== undefined ? (units[alone] as number) : (tens[ten as string] as number) + (unit ? (units[unit] as number) : 0);
    return {
      value: new Fraction(value),
      percent: false,
      start: match.index,
      end: match.index + (all as string).length,
      weak: true,
    };
  });
}

function isWhole(value: Fraction): boolean {
  return value.d === 1n;
}

function positiveWhole(value: Fraction): boolean {
  return isWhole(value) && value.compare(0) > 0;
}

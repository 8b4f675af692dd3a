// Chinese numerals: 三十五, 两千零八, 一万二千, 五分之三, 百分之二十, 一个半.
import Fraction from 'fraction.js';

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const myriads: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** The whole number that a run of numerals says, or null where it says none (十十, 万一). Digits alone (二〇〇八) are read one by one. */
export function wholeNumber(text: string): number | null {
  if (text === '' || text.length > 15) return null; // beyond, a double is not exact
  if ([...text].every((sign) => sign in digits))
    return text.length === 1 || /^[零〇一二三四五六七八九]+$/.test(text)
      ? Number([...text].map((sign) => digits[sign]).join(''))
      : null;
  let total = 0;
  let section = 0; // below the next 万 or 亿
  let digit: number | null = null;
  let lastPlace = Number.POSITIVE_INFINITY;
  let lastMyriad = Number.POSITIVE_INFINITY;
  let gap = false; // 零 stands for left-out places
  for (const sign of text) {
    if (sign in digits) {
      if (digit !== null && digit !== 0) return null;
      digit = digits[sign] as number;
      if (digit === 0) gap = true;
    } else if (sign in places) {
      const place = places[sign] as number;
      if (place >= lastPlace) return null;
      section += (digit ?? (place === 10 && section === 0 ? 1 : 0)) * place;
      if (digit === null && place !== 10) return null;
      [digit, lastPlace, gap] = [null, place, false];
    } else {
      const myriad = myriads[sign] as number;
      section += digit ?? 0;
      if (section === 0 || myriad >= lastMyriad) return null;
      total += section * myriad;
      [section, digit, lastPlace, lastMyriad, gap] = [0, null, Number.POSITIVE_INFINITY, myriad, false];
    }
  }
  if (digit) {
    // 一万二 is 12,000 and 三百五 is 350: a last digit without 零 belongs to the next place
    const below =
      lastPlace !== Number.POSITIVE_INFINITY ? lastPlace / 10 : lastMyriad !== Number.POSITIVE_INFINITY ? lastMyriad / 10 : 1;
    section += gap || below < 1 ? digit : digit * Math.max(1, below);
  }
  return total + section;
}

export interface ChineseNumber {
  value: Fraction;
  percent: boolean;
  start: number;
  end: number;
  /** a lone digit, which is often no number: 一样, 一起 */
  lone: boolean;
}

const numeral = '[零〇一二两三四五六七八九十百千万亿]';
const pattern = new RegExp(`百分之(${numeral}{1,12})|(${numeral}{1,12})分之(${numeral}{1,12})|(${numeral}{1,24})(个半)?`, 'g');

/** All Chinese numerals of a text, in order. */
export function chineseNumbers(text: string): ChineseNumber[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [all, hundredth, denominator, numerator, whole, half] = match;
    const span = {
      start: match.index,
      end: match.index + all.length,
      percent: hundredth !== undefined,
      lone: whole?.length === 1 && !half,
    };
    if (hundredth !== undefined) return found(wholeNumber(hundredth), 100, span);
    if (denominator !== undefined && numerator !== undefined)
      return found(wholeNumber(numerator), wholeNumber(denominator), span);
    const value = wholeNumber(whole ?? '');
    if (value === null) return [];
    return [{ value: half ? new Fraction(value * 2 + 1, 2) : new Fraction(value), ...span }];
  });
}

function found(above: number | null, below: number | null, span: Omit<ChineseNumber, 'value'>): ChineseNumber[] {
  return above === null || !below ? [] : [{ value: new Fraction(above, below), ...span }];
}

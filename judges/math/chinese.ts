// Chinese numerals: 三十五, 两千零八, 一万二千, 三点五, 五分之三, 一又四分之三, 百分之二十, 一个半, 负五, 叁拾伍.
import Fraction from 'fraction.js';

const digits: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const places: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const myriads: Record<string, number> = { 万: 10_000, 亿: 100_000_000 };

/** Formal (banknote) and traditional characters → the plain ones. */
const formal: Record<string, string> = Object.fromEntries(
  [...'壹贰叁肆伍陆柒捌玖拾佰仟萬億兩'].map((sign, i) => [sign, [...'一二三四五六七八九十百千万亿两'][i] as string]),
);

/** The integer that a run of numerals denotes, or null if it denotes none (十十, 万一). Plain digits (二〇〇八) are read one by one. */
export function wholeNumber(run: string): number | null {
  // beyond 15 digits a double is inexact; a single formal numeral may be a name (陆), so it is not read as a number
  if (run === '' || run.length > 15 || (run.length === 1 && run in formal)) return null;
  const text = [...run].map((sign) => formal[sign] ?? sign).join('');
  if ([...text].every((sign) => sign in digits))
    return text.length === 1 || /^[零〇一二三四五六七八九]+$/.test(text)
      ? Number([...text].map((sign) => digits[sign]).join(''))
      : null;
  let total = 0;
  let section = 0; // the part below the next 万 or 亿
  let digit: number | null = null;
  let lastPlace = Number.POSITIVE_INFINITY;
  let lastMyriad = Number.POSITIVE_INFINITY;
  let gap = false; // 零 marks skipped places
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
  /** a single digit or a half, which is often not a count: 一样, 一起, 一半 */
  lone: boolean;
}

const numeral = '[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億兩]';
const point = '(?:点([零〇一二三四五六七八九]{1,12}))?';
const pattern = new RegExp(
  `(负)?(?:百分之(${numeral}{1,12})${point}|(?:(${numeral}{1,12})又)?(${numeral}{1,12})分之(${numeral}{1,12})|一半|半(?=个|小时|天|年|斤|米|公斤|千克|吨)|(${numeral}{1,24})(?:${point.slice(0, -1)}|(个半))?)`,
  'g',
);

/** All Chinese numerals of a text, in order. */
export function chineseNumbers(text: string): ChineseNumber[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [all, minus, hundredth, hundredthPoint, wholes, denominator, numerator, whole, wholePoint, half] = match;
    let value: Fraction | null;
    if (hundredth !== undefined) value = decimal(hundredth, hundredthPoint)?.div(100) ?? null;
    else if (denominator !== undefined && numerator !== undefined) value = mixed(wholes, denominator, numerator);
    else if (whole !== undefined) value = decimal(whole, wholePoint)?.add(half ? new Fraction(1, 2) : 0) ?? null;
    else value = new Fraction(1, 2);
    if (value === null) return [];
    return [
      {
        value: minus ? value.neg() : value,
        percent: hundredth !== undefined,
        start: match.index,
        end: match.index + all.length,
        lone: (whole === undefined ? denominator === undefined && hundredth === undefined : all.length === 1) && !half,
      },
    ];
  });
}

function decimal(whole: string, after: string | undefined): Fraction | null {
  const above = wholeNumber(whole);
  if (above === null) return null;
  return new Fraction(after === undefined ? above : `${above}.${[...after].map((sign) => digits[sign]).join('')}`);
}

function mixed(wholes: string | undefined, denominator: string, numerator: string): Fraction | null {
  const [whole, below, above] = [
    wholes === undefined ? 0 : wholeNumber(wholes),
    wholeNumber(denominator),
    wholeNumber(numerator),
  ];
  return whole === null || above === null || !below ? null : new Fraction(above, below).add(whole);
}

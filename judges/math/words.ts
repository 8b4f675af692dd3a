// English numbers in words: twelve, twenty-three, two thousand and five, one half, two and a half.
import Fraction from 'fraction.js';

const ones =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const small = new Map<string, number>([
  ['zero', 0],
  ...ones.split(' ').map((word, i): [string, number] => [word, i + 1]),
  ...'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ').map((word, i): [string, number] => [word, 20 + 10 * i]),
]);
const large = new Map([
  ['thousand', 1_000],
  ['million', 1_000_000],
  ['billion', 1_000_000_000],
]);
const parts = new Map([
  ['half', 2],
  ['halves', 2],
  ['third', 3],
  ['thirds', 3],
  ['quarter', 4],
  ['quarters', 4],
  ['fourths', 4],
  ['fifth', 5],
  ['fifths', 5],
]);
const known = new RegExp(
  `\\b(?:${[...small.keys(), ...large.keys(), ...parts.keys(), 'hundred', 'and', 'a'].join('|')})\\b`,
  'gi',
);

export interface WordNumber {
  value: Fraction;
  start: number;
  end: number;
  /** ten or less, which is often not a count: "one of them" */
  weak: boolean;
}

interface Word {
  word: string;
  start: number;
  end: number;
}

/** All numbers in words, in order. "five six" is two numbers. */
export function wordNumbers(text: string): WordNumber[] {
  const words = [...text.matchAll(known)].map(
    ({ 0: word, index }): Word => ({ word: word.toLowerCase(), start: index, end: index + word.length }),
  );
  const found: WordNumber[] = [];
  for (let i = 0; i < words.length; ) {
    const read = readAt(text, words, i);
    if (read) found.push(read.number);
    i += read ? read.length : 1;
  }
  return found;
}

/** The longest number that starts at word i. */
function readAt(text: string, words: Word[], i: number): { number: WordNumber; length: number } | null {
  const first = words[i] as Word;
  let at = i;
  const joined = () => at === i || /^[-\s]$/.test(text.slice((words[at - 1] as Word).end, words[at]?.start));
  const next = () => (at < words.length && joined() ? (words[at] as Word).word : '');
  const article = next() === 'a';
  if (article) at++;
  let value: Fraction | null = null;
  if (article && next() === 'hundred') value = new Fraction(1);
  if (!article) value = below100();
  if (value === null && !article) return null;
  if (next() === 'hundred' && value !== null && value.compare(0) > 0) {
    at++;
    value = value.mul(100).add(rest(100));
  } else if (article && large.has(next())) value = new Fraction(1);
  for (let above = Number.POSITIVE_INFINITY; value !== null && large.has(next()); ) {
    const scale = large.get(next()) as number;
    if (scale >= above) break;
    at++;
    above = scale;
    value = value.mul(scale).add(rest(scale));
  }
  const part = parts.get(next());
  if (part !== undefined && (article || (value !== null && value.compare(20) < 0))) {
    at++;
    value = (value ?? new Fraction(1)).div(part);
  } else if (value !== null && next() === 'and') {
    const before = at;
    at++;
    if (next() === 'a') at++;
    if (next() === 'half' && at === before + 2) {
      at++;
      value = value.add(new Fraction(1, 2));
    } else at = before;
  }
  if (value === null) return null;
  const number = { value, start: first.start, end: (words[at - 1] as Word).end, weak: value.compare(10) <= 0 };
  return { number, length: at - i };

  function below100(): Fraction | null {
    const tens = small.get(next());
    if (tens === undefined) return null;
    at++;
    const unit = tens >= 20 ? small.get(next()) : undefined;
    if (unit === undefined || unit < 1 || unit > 9) return new Fraction(tens);
    at++;
    return new Fraction(tens + unit);
  }
  /** what follows a hundred or a thousand: "and twenty-three", "three hundred and five" */
  function rest(limit: number): Fraction {
    const before = at;
    if (next() === 'and') at++;
    let more = below100();
    if (more !== null && limit > 100 && next() === 'hundred') {
      at++;
      more = more.mul(100).add(rest(100));
    }
    if (more === null) {
      at = before;
      return new Fraction(0);
    }
    return more;
  }
}

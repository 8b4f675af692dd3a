// Splits a text into the numbers and signs of its arithmetic. Units after a number are skipped ("12 只", "70（条）"); other words
// break expressions, and the kind of break is recorded.
import Fraction from 'fraction.js';

export type Token =
  | { kind: 'number'; value: Fraction; percent: boolean }
  | { kind: 'sign'; sign: string }
  | {
      kind: 'break';
      /** a word or an unknown, after which + and - continue an expression with its value */
      word: boolean;
      /** what follows is its argument: sqrt(, half of */
      binds: boolean;
      /** the number before it is rounded */
      rounds: boolean;
    };

/** Words between a number and a sign that change the number's value. */
const worth = 'and|or|dozen|hundred|thousand|million|billion|percent|of|is|times|plus|minus|more|less';
const han = '(?:(?![万亿千百十半分成折点又余倍乘除加减等])\\p{Script=Han}){1,3}';
const unit = `[ \\t]?(?:${han}|\\((?:\\p{Script=Han}{1,4}|[a-zA-Z]{2,12})\\)|(?!(?:${worth})\\b)[a-zA-Z]{2,12})(?=[ \\t]?[-+*/×÷=)])`;
const digits = '\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d{1,20}(?!\\d))?|\\d{1,20}(?!\\d)(?:\\.\\d{1,20}(?!\\d))?|\\.\\d{1,20}(?!\\d)';
/** not the number it seems to be: x1, 3.5.6, 10^2 on the left; 2x, 5², 5e3 on the right */
const whole = [
  '(?:(?<![\\w.^\\\\{])|(?<=\\d[xX]))',
  '(?![a-zA-Z]?[\\^²³]|[a-zA-Z](?![a-zA-Z])(?<![mgLl])(?<![xX](?=\\d))|e\\d|\\.\\d)',
];

const lexeme = new RegExp(
  [
    `${whole[0]}(?<number>${digits})${whole[1]}(?<percent>[ \\t]?%)?(?:${unit})?`,
    '(?<rounds>…|\\.{3}|余|remainder|R(?=\\s?\\d)|≈)',
    '\\n[ \\t]{0,9}[-*+][ \\t]+', // a list item
    '(?<sign>[-+*/×÷()=]|(?<=[\\d)]\\s?)[xX](?=\\s?[\\d(]))',
    '(?<blank>[$€£¥ \\t]+)',
    '(?<binds>(?:of|twice|half|double|triple)[ \\t]+|[a-zA-Z_\\\\^]{1,20}(?=\\())',
    '(?<word>\\p{L}+|[\\d^²³_!])',
    '.',
  ].join('|'),
  'gsu',
);

/** The tokens of a text normalised by `plain`. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  const written = `\n${text}`.replace(/\n[ \t]{0,20}&?[ \t]{0,5}=/g, ' =').replace(/==/g, '=');
  for (const { groups = {} } of written.matchAll(lexeme)) {
    const { number, percent, sign, blank, word, binds, rounds } = groups;
    if (number !== undefined) {
      const value = new Fraction(number.replaceAll(',', ''));
      found.push({ kind: 'number', value: percent ? value.div(100) : value, percent: percent !== undefined });
    } else if (sign !== undefined) found.push({ kind: 'sign', sign: sign.replace(/[×xX]/, '*').replace('÷', '/') });
    else if (blank === undefined)
      found.push({ kind: 'break', word: word !== undefined, binds: binds !== undefined, rounds: rounds !== undefined });
  }
  return found;
}

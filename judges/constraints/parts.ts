// Kinds that require parts: separated by dividers, or sections under numbered headings.
import { caseless, linesOf } from './answer.js';
import type { Kind } from './kind.js';

const parts: Kind = (fields) => {
  const n = fields.count('n', 1);
  const divider = fields.text('divider').trim();
  const inline = fields.flag('inline');
  return ({ text }) => {
    const pieces: string[][] = [[]];
    for (const line of linesOf(text))
      for (const [i, part] of (inline ? dividedLine(line, divider) : line.trim() === divider ? ['', ''] : [line]).entries()) {
        if (i > 0) pieces.push([]);
        pieces.at(-1)?.push(part);
      }
    const whole = pieces.map((lines) => lines.join('\n').trim());
    const trimmed = whole.filter((piece, i) => piece !== '' || (i > 0 && i < whole.length - 1)); // a divider may also frame the whole
    if (trimmed.length !== n) return { holds: false, why: `${trimmed.length} parts, not ${n}` };
    if (trimmed.includes('')) return { holds: false, why: 'a part is blank' };
    const alike = new Set(trimmed).size < n;
    return { holds: !alike, why: alike ? 'two parts are alike' : `${n} parts` };
  };
};

/** A line cut at the divider wherever it stands between white space. */
function dividedLine(line: string, divider: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let at = line.indexOf(divider); at >= 0; at = line.indexOf(divider, at + divider.length)) {
    const end = at + divider.length;
    if (!/^\s?$/.test(line.slice(Math.max(0, at - 1), at)) || !/^\s?$/.test(line.slice(end, end + 1))) continue;
    parts.push(line.slice(from, at));
    from = end;
  }
  return [...parts, line.slice(from)];
}

const sections: Kind = (fields) => {
  const n = fields.count('n', 1);
  const before = fields.text('before').trim();
  const after = fields.anyText('after').trim();
  const folded = caseless(before + after);
  const fold = (text: string) => (folded ? text.toLowerCase() : text);
  return ({ lines }) => {
    const numbers = lines.flatMap((line) => headingNumber(fold(line), fold(before), fold(after)) ?? []);
    const inOrder = numbers.every((number, i) => number === i + 1);
    return {
      holds: inOrder && numbers.length === n,
      why: `${numbers.length} headings${inOrder ? '' : ', not in order from 1'}${numbers.length === n ? '' : `, not ${n}`}`,
    };
  };
};

/** The number of a heading line, else null. Markdown's # and * are ignored. */
function headingNumber(line: string, before: string, after: string): number | null {
  const text = line.replace(/[#*]/g, '').trim();
  if (!text.startsWith(before)) return null;
  const [, number = '', rest = ''] =
    /^\s*([0-9０-９]+|[一二三四五六七八九十]{1,3})\s*(.*)$/.exec(text.slice(before.length)) ?? [];
  if (number === '' || !rest.startsWith(after)) return null;
  return /^\s*(?:$|[:：])/.test(rest.slice(after.length)) ? numberOf(number) : null;
}

/** Value of digits, or of a Chinese number up to 99; else NaN. */
function numberOf(number: string): number {
  if (/^[0-9０-９]/.test(number)) return Number(number.normalize('NFKC'));
  const [, tens = '', ten = '', ones = ''] = /^([二三四五六七八九]?)(十?)([一二三四五六七八九]?)$/.exec(number) ?? [];
  const digit = (sign: string) => '一二三四五六七八九'.indexOf(sign) + 1;
  if (ten === '') return number.length === 1 ? digit(number) : Number.NaN;
  return (tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones));
}

export const partition: Record<string, Kind> = { parts_exactly: parts, sections_exactly: sections };

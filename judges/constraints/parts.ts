// Kinds that require parts: separated by dividers, or sections under numbered headings.
import { caseless, linesOf } from './answer.js';
import type { Kind } from './kind.js';

const parts: Kind = (fields) => {
  const n = fields.count('n', 1);
  const divider = fields.text('divider').trim();
  return ({ text }) => {
    const pieces: string[] = [''];
    for (const line of linesOf(text)) {
      if (line.trim() === divider) pieces.push('');
      else pieces[pieces.length - 1] += `${line}\n`;
    }
    const trimmed = pieces.map((piece) => piece.trim());
    if (trimmed.length !== n) return { holds: false, why: `${trimmed.length} parts, not ${n}` };
    if (trimmed.includes('')) return { holds: false, why: 'a part is blank' };
    const alike = new Set(trimmed).size < n;
    return { holds: !alike, why: alike ? 'two parts are alike' : `${n} parts` };
  };
};

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

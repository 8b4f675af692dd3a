// Kinds that require a list: bulleted, numbered, or items on one line.
import { counted, type Kind } from './kind.js';

const bullets = counted('bullets', ({ lines }) => lines.filter((line) => /^[-*•]\s/.test(line)).length);

/** Markdown may make a heading of the line, or set its number in bold: "**1.** one". */
const numberedLine = /^(?:#{1,6}\s+)?[*_]{0,3}([0-9０-９]+)[*_]{0,3}\\?[.)、．]/;

const numbered: Kind = (fields) => {
  const n = fields.count('n', 1);
  return ({ lines }) => {
    const numbers = lines.flatMap((line) => numberedLine.exec(line)?.[1] ?? []);
    const inOrder = numbers.every((number, i) => Number(number.normalize('NFKC')) === i + 1);
    return {
      holds: inOrder && numbers.length === n,
      why: `${numbers.length} numbered lines${inOrder ? '' : ', not in order from 1'}${numbers.length === n ? '' : `, not ${n}`}`,
    };
  };
};

const items: Kind = (fields) => {
  const n = fields.count('n', 1);
  const mark = fields.text('mark');
  return ({ text, lines }) => {
    if (lines.length > 1) return { holds: false, why: `${lines.length} lines, not one` };
    const pieces = text.replace(/[.。]$/, '').split(mark === ',' ? /[,，]/ : mark);
    if (pieces.some((piece) => piece.trim() === '')) return { holds: false, why: 'an item is empty' };
    return { holds: pieces.length === n, why: `${pieces.length} items${pieces.length === n ? '' : `, not ${n}`}` };
  };
};

export const list: Record<string, Kind> = {
  bullets_exactly: bullets.exactly,
  numbered_exactly: numbered,
  items_exactly: items,
};

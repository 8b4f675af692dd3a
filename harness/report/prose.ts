// Reads a script as an article: prose in // comments at the start of a line, code in between.

import { levelText } from '../stats/level.js';

export interface Passage {
  kind: 'prose' | 'code';
  /** first and last line in the script, from 1 */
  from: number;
  to: number;
  text: string;
}

/** Splits a script into prose and code, in order; leading and trailing blank lines are dropped. */
export function passages(script: string): Passage[] {
  const found: Passage[] = [];
  for (const [i, line] of script.split('\n').entries()) {
    const kind = line.startsWith('//') ? 'prose' : 'code';
    const text = kind === 'prose' ? line.replace(/^\/\/ ?/, '') : line;
    const last = found.at(-1);
    if (last && (last.kind === kind || line.trim() === '')) {
      last.text += `\n${text}`;
      last.to = i + 1;
    } else if (line.trim() !== '') found.push({ kind, from: i + 1, to: i + 1, text });
  }
  return found.map((passage) => ({ ...passage, text: passage.text.trim() }));
}

/** The first heading of the script's prose. */
export function titleOf(script: string): string | undefined {
  return /^\/\/ # (.+)$/m.exec(script)?.[1]?.trim();
}

/** The level of intervals, the one number that prose of Results may hold; with or without its space. */
const levelInProse = new RegExp(`\\b${levelText.replace(' ', ' ?')}`, 'g');

/** A number typed into the prose of a Results section. */
export interface TypedNumber {
  line: number;
  text: string;
}

/**
 * Numbers typed into the prose of sections headed Results (or 结果), including subsections: a result belongs in `show`, where it
 * is computed from the rows. Exempt: headings, dates (2026-11-24, 2026), the confidence level "95 %", names with digits (`C12`,
 * `smollm2`), code in backticks, links, and lines that end with the mark <!-- fixed -->.
 */
export function typedNumbers(script: string): TypedNumber[] {
  let within = 0; // level of the enclosing Results heading, 0 if none
  return script.split('\n').flatMap((line, i) => {
    if (!line.startsWith('//')) return [];
    const text = line.replace(/^\/\/ ?/, '');
    const [, marks = '', heading] = /^(#{1,6}) (.+)$/.exec(text) ?? [];
    const above = heading !== undefined && (within === 0 || marks.length <= within); // a deeper heading belongs to its section
    if (above) within = /^(Results|结果)/.test(heading) ? marks.length : 0;
    if (within === 0 || heading !== undefined || /<!-- fixed -->\s*$/.test(text)) return [];
    const prose = text
      .replace(/`[^`]*`/g, '')
      .replace(/\]\([^)]*\)/g, ']')
      .replace(levelInProse, '')
      .replace(/\b\d{4}-\d\d-\d\d\b|\b(19|20)\d\d\b/g, '');
    return [...prose.matchAll(/(?<![\p{L}\d_.-])\d[\d.,]*/gu)].map(([number]) => ({ line: i + 1, text: number }));
  });
}

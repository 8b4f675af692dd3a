// Tables as data, and as GitHub Markdown in which no cell can break the table.
import type { Estimates } from './estimate.js';
import { visible } from './quote.js';
import type { Statistic } from './statistics.js';
import type { Judge } from './types.js';

export interface Table {
  /** grey: numbers that are not reliable, in small type */
  columns: { title: string; align?: 'left' | 'right'; grey?: boolean }[];
  /** texts, one per column in each row */
  rows: string[][];
  /** a line below the table */
  caption?: string;
  /** whose grades it counts: on a page, the reliability of that judge, or of each, is stated below */
  judge?: Judge | string | (Judge | string)[];
  /** which model, field or side named in it has no rows, as in a draft of only some; a report refuses it */
  missing?: string;
  /** the numbers with intervals that it shows, for predictions about them */
  estimates?: Estimates;
  /** the rates in it, for a check from the CSV */
  statistics?: readonly Statistic[];
  /** files that it depends on besides the rows, relative to the project folder */
  inputs?: string[];
}

/**
 * A table as GitHub Markdown. Cells may contain our own links and emphasis; bars, line breaks, HTML and hidden characters are
 * escaped.
 */
export function markdown({ columns, rows, caption }: Table): string {
  const lines = [
    columns.map(({ title }) => cell(title)),
    columns.map(({ align }) => (align === 'right' ? '---:' : '---')),
    ...rows.map((row) => row.map((text, i) => (columns[i]?.grey ? `<sub>${cell(text)}</sub>` : cell(text)))),
  ].map((cells) => `| ${cells.join(' | ')} |`);
  return [lines.join('\n'), ...(caption ? [caption] : [])].join('\n\n');
}

function cell(text: string): string {
  return visible(text)
    .replace(/\s*\n\s*/g, ' ')
    .replace(/[|<>]/g, (character) => `&#${character.codePointAt(0)};`);
}

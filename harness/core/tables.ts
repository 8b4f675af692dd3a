// Tables as data, and as GitHub Markdown in which no cell can break the table.
import { visible } from './quote.js';
import type { Judge } from './types.js';

export interface Table {
  /** grey: numbers not to be relied on, set small */
  columns: { title: string; align?: 'left' | 'right'; grey?: boolean }[];
  /** texts, as many in a row as there are columns */
  rows: string[][];
  /** a line below the table */
  caption?: string;
  /** whose grades it counts: on a page, how far that judge can be trusted stands below */
  judge?: Judge | string;
  /** which model, field or side that it names has no rows, as in a draft of some of them: a report refuses it */
  missing?: string;
  /** files that it rests on besides the rows, from the project's folder */
  inputs?: string[];
}

/** A table as GitHub Markdown. Cells may hold links and emphasis of ours; bars, line breaks, HTML and hidden characters are escaped. */
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

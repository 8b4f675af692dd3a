// Reads the CSV files that we write: what keeps a spreadsheet from running a cell as a formula is taken off again.
import { parse } from 'csv-parse/sync';

/** The rows of a CSV of ours, cells by column. */
export function readCsv(csv: Buffer | string): Record<string, string>[] {
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[];
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, bare(cell)])));
}

/**
 * A cell without the apostrophe that csv-stringify puts before = + - @, tab, carriage return and the full-width forms of the four signs
 * (`escape_formulas`). A text that itself begins with an apostrophe and one of them looks the same in a CSV, and loses it: what was
 * answered, to the letter, is in the records.
 */
export function bare(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

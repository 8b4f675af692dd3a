// Reads the CSV files that we write: removes the escape that stops a spreadsheet from running a cell as a formula.
import { parse } from 'csv-parse/sync';

/** The rows of a CSV written by us, cells by column. */
export function readCsv(csv: Buffer | string): Record<string, string>[] {
  return readCells(csv).map((row) => Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, bare(cell)])));
}

/** The same with its cells as they stand in the file, apostrophes included. */
export function readCells(csv: Buffer | string): Record<string, string>[] {
  return parse(csv, { columns: true, bom: true }) as Record<string, string>[];
}

/**
 * A cell without the apostrophe that csv-stringify puts before = + - @, tab, carriage return and the full-width forms of the four
 * signs (`escape_formulas`). A text that itself begins with an apostrophe and one of these looks the same in a CSV and loses its
 * apostrophe: the exact answers are in the records.
 */
export function bare(cell: string): string {
  return /^'[=+\-@\t\r＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

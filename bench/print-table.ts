// A table of the simulation on standard output.
import { markdown } from '../harness/core/tables.js';

/** A share as a percentage with one decimal. */
export const percent = (share: number) => (100 * share).toFixed(1);

/** A titled table, every column flush right. */
export function print(title: string, columns: string[], rows: string[][]) {
  process.stdout.write(`## ${title}\n\n${markdown({ columns: columns.map((title) => ({ title, align: 'right' })), rows })}\n\n`);
}

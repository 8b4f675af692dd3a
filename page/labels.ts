// Labels by hand: kept in the browser, written as the lines that `evalbook label --from` and `evalbook calibrate --labels` read.
import { answerId, type Row } from './rows.js';

export type Choice = 'good' | 'poor' | 'undecided';

export interface Labelled {
  label: Choice;
  note: string;
}

/** By `answerId`. */
export type Labels = Record<string, Labelled>;

/** A line of an exported file. */
interface Line extends Labelled {
  id: string;
  input: string;
  output: string;
  expected?: string;
  rater: string;
  report: string;
}

/** Where a report's labels are kept. */
export function storeKey(report: string): string {
  return `evalbook labels ${report}`;
}

function firstRows(rows: readonly Row[]): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) if (!found.has(answerId(row))) found.set(answerId(row), row);
  return found;
}

function textOf({ prompt, input }: Row): string {
  const [first, ...more] = prompt;
  return more.length === 0 ? (first?.content ?? input) : prompt.map(({ role, content }) => `${role}: ${content}`).join('\n');
}

/** JSON lines of the labelled answers; `report`: its citation id. */
export function exported(rows: readonly Row[], labels: Labels, rater: string, report: string): string {
  const answers = firstRows(rows);
  return Object.entries(labels)
    .flatMap(([id, { label, note }]) => {
      const row = answers.get(id);
      return row ? [JSON.stringify({ ...answerLine(id, row), label, ...(note ? { note } : {}), rater, report })] : [];
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** JSON lines of all answers, each once, without labels: the file that two raters' labels are about. */
export function answersFile(rows: readonly Row[]): string {
  return [...firstRows(rows)].map(([id, row]) => `${JSON.stringify(answerLine(id, row))}\n`).join('');
}

function answerLine(id: string, row: Row) {
  return { id, input: textOf(row), ...(row.target ? { expected: row.target } : {}), output: row.output };
}

export type Imported = { labels: Labels; rater: string } | { problem: 'another report' | 'no labels'; what: string };

/** Reads an exported file. A file of another report, or with answers that are not here, is refused as a whole. */
export function imported(text: string, rows: readonly Row[], report: string): Imported {
  const answers = firstRows(rows);
  const labels: Labels = {};
  let rater = '';
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let one: Partial<Line>;
    try {
      one = JSON.parse(line) as Partial<Line>;
    } catch {
      return { problem: 'no labels', what: `${i + 1}` };
    }
    if (
      one === null ||
      typeof one !== 'object' ||
      typeof one.id !== 'string' ||
      !['good', 'poor', 'undecided'].includes(`${one.label}`)
    )
      return { problem: 'no labels', what: `${i + 1}` };
    if (one.report !== report) return { problem: 'another report', what: String(one.report ?? one.id).slice(0, 80) };
    const row = answers.get(one.id);
    if (!row || row.output !== one.output) return { problem: 'another report', what: one.id.slice(0, 80) };
    labels[one.id] = { label: one.label as Choice, note: typeof one.note === 'string' ? one.note : '' };
    rater = typeof one.rater === 'string' ? one.rater.slice(0, 40) : '';
  }
  return Object.keys(labels).length > 0 ? { labels, rater } : { problem: 'no labels', what: '1' };
}

/** Cohen's kappa (Cohen 1960) of what both decided; NaN if both gave one label only. */
export function agreement(a: Labels, b: Labels): { both: number; alike: number; kappa: number } {
  const decided = Object.keys(a).filter((id) => b[id] && a[id]?.label !== 'undecided' && b[id]?.label !== 'undecided');
  const share = (labels: Labels) => decided.filter((id) => labels[id]?.label === 'good').length / decided.length;
  const alike = decided.filter((id) => a[id]?.label === b[id]?.label).length;
  const chance = share(a) * share(b) + (1 - share(a)) * (1 - share(b));
  return { both: decided.length, alike, kappa: (alike / decided.length - chance) / (1 - chance) };
}

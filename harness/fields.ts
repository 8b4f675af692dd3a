// A field or a judge that no row has would put all rows into one nameless group, or into none: it is a slip of the script.
import { byCodePoint } from './canonical.js';
import { UserError } from './errors.js';
import { currentPage } from './notebook.js';
import { gradeOf } from './question.js';
import type { Row } from './types.js';

/**
 * Holds the fields that the option `option` names against the rows: each is 'model' or a field that at least one sample has, or had in the
 * whole of a dataset of which a draft has a part. Without rows nothing is checked. Errors: UserError (exit 2) that lists what there is.
 */
export function checkFields(rows: readonly Row[], fields: readonly string[], option: string): void {
  if (rows.length === 0) return;
  const has = (field: string) => field === 'model' || rows.some(({ sample }) => (sample[field] ?? '') !== '');
  const missing = fields.filter((field) => !has(field));
  if (missing.length === 0) return;
  const datasets = currentPage().ran.flatMap(({ dataset }) => dataset.samples);
  const there = [
    'model',
    ...new Set([...rows.map(({ sample }) => sample), ...datasets].flatMap((sample) => Object.keys(sample))),
  ];
  for (const field of missing)
    if (!there.includes(field))
      throw new UserError(
        `expected \`${option}\` to name 'model' or a field of the samples (${nearestFirst(field, there).join(', ')}), got "${field}"`,
      );
}

/** Errors: UserError (exit 2) that lists the judges of the rows, where none of them was graded by `judge`. Without rows nothing is checked. */
export function checkJudge(rows: readonly Row[], judge: string): void {
  if (rows.length === 0 || rows.some((row) => gradeOf(row, judge))) return;
  const there = [...new Set(rows.flatMap(({ grades }) => grades.map((grade) => grade.judge)))];
  throw new UserError(
    `expected a judge that graded these rows, one of ${nearestFirst(judge, there).join(', ') || '(none did)'}, got "${judge}"`,
  );
}

/** Names in the order of how few letters must change to make `name` of them; equals by code point. */
export function nearestFirst(name: string, names: readonly string[]): string[] {
  const known = names.map((one) => ({ one, far: distance(name, one) }));
  return known.sort((a, b) => a.far - b.far || byCodePoint(a.one, b.one)).map(({ one }) => one);
}

/** Levenshtein distance: letters added, dropped or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(letter !== b[j - 1])));
    row = next;
  }
  return row[b.length] ?? 0;
}

// A field or judge that no row has would put all rows into one unnamed group, or into none: it is a mistake in the script.
import { byCodePoint } from '../core/canonical.js';
import { gradeOf } from '../core/cluster.js';
import { UserError } from '../core/errors.js';
import type { Row } from '../core/types.js';

/**
 * Says which of `fields`, passed as the option `option`, no row has: each is 'model', 'condition' or a field of a sample.
 * undefined if all exist, or there are no rows. Not an error yet: a draft of some samples may lack a field that the others have.
 */
export function missingField(rows: readonly Row[], fields: readonly string[], option: string): string | undefined {
  if (rows.length === 0) return undefined;
  const samples = new Set(rows.map(({ sample }) => sample)); // far fewer than rows
  const there = ['model', 'condition', ...new Set([...samples].flatMap((sample) => Object.keys(sample)))];
  const field = fields.find((one) => !there.includes(one));
  if (field === undefined) return undefined;
  return `expected \`${option}\` to name 'model', 'condition' or a field of the samples (${nearestFirst(field, there).join(', ')}), got "${field}"`;
}

/** Errors: UserError (exit 2) listing the judges of the rows, if none was graded by `judge`. Without rows nothing is checked. */
export function checkJudge(rows: readonly Row[], judge: string): void {
  if (rows.length === 0 || rows.some((row) => gradeOf(row, judge))) return;
  const there = [...new Set(rows.flatMap(({ grades }) => grades.map((grade) => grade.judge)))];
  throw new UserError(
    `expected a judge that graded these rows, one of ${nearestFirst(judge, there).join(', ') || '(none did)'}, got "${judge}"`,
  );
}

/** Names sorted by edit distance to `name`; ties by code point. */
export function nearestFirst(name: string, names: readonly string[]): string[] {
  const known = names.map((one) => ({ one, far: distance(name, one) }));
  return known.sort((a, b) => a.far - b.far || byCodePoint(a.one, b.one)).map(({ one }) => one);
}

/** Levenshtein distance: letters added, removed or changed. */
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

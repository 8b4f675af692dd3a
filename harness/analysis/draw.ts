// Draws answers for readers from a report's rows: seeded, stratified by what the judge said, and spread over models and languages.
import { byCodePoint } from '../core/canonical.js';
import { fieldOf, gradeOf } from '../core/cluster.js';
import { seeded, shuffled } from '../core/random.js';
import type { Row } from '../core/types.js';
import { type Draw, strata, type Verdict } from '../records/draws.js';

/** What the judge said of a row; null if it did not grade it. */
export function verdictOf(row: Row, judge: string): Verdict | null {
  const grade = gradeOf(row, judge);
  if (!grade) return null;
  if (grade.score === null) return 'unscored';
  return grade.score === 1 ? 'passed' : 'failed';
}

/**
 * The answers that readers can be asked about, one row for each record key: those that a judge graded, that are answers (not
 * errors), and that this project's models were asked for (not ones that were printed elsewhere or given in a dataset).
 */
export function readable(rows: readonly Row[], judge: string): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const { key, finish } = row.generation;
    if (key === '' || finish === 'error' || row.model.covers || !verdictOf(row, judge)) continue;
    if (!byKey.has(key)) byKey.set(key, row);
  }
  return [...byKey.values()];
}

/**
 * Draws `count` of the readable `rows`, all if they are fewer. Unscored answers get their share, at least one; passed and failed
 * ones half of the rest each, as far as there are so many. Within a verdict every answer is as likely: a systematic draw (each
 * N/n-th from a random start) from a list by model and the samples' `lang`, shuffled within these, so that each is drawn as often
 * as it occurs, give or take one (implicit stratification). The result is in a random order. The same rows, seed and names give
 * the same draw, in whatever order the rows come.
 */
export function drawRows(
  rows: readonly Row[],
  { judge, count, seed, ...names }: Pick<Draw, 'report' | 'dataset' | 'judge' | 'seed' | 'count'>,
): { draw: Draw; rows: Row[] } {
  const where = `${names.report} ${names.dataset}`;
  const ordered = [...rows].sort((a, b) => byCodePoint(a.generation.key, b.generation.key));
  const of = (verdict: Verdict) => ordered.filter((row) => verdictOf(row, judge) === verdict);
  const sizes = Object.fromEntries(strata.map((verdict) => [verdict, of(verdict).length])) as Record<Verdict, number>;
  const shares = allocate(sizes, count);
  const parts = strata.map((verdict) => ({
    verdict,
    rows: systematic(of(verdict), shares[verdict], `draw ${seed} ${where} ${verdict}`),
  }));
  return {
    draw: {
      ...names,
      judge,
      seed,
      count,
      strata: parts.map(({ verdict, rows }) => ({ verdict, answers: sizes[verdict], drawn: rows.length })),
      drawn: Object.fromEntries(
        parts
          .flatMap(({ verdict, rows }) => rows.map((row) => [row.generation.key, verdict] as const))
          .sort(([a], [b]) => byCodePoint(a, b)),
      ),
    },
    rows: shuffled(
      seeded(`order ${seed} ${where}`),
      parts.flatMap(({ rows }) => rows),
    ),
  };
}

/** How many to draw of each verdict; together `count`, or all there are. */
function allocate({ passed, failed, unscored }: Record<Verdict, number>, count: number): Record<Verdict, number> {
  const all = passed + failed + unscored;
  if (all <= count) return { passed, failed, unscored };
  const open = Math.min(unscored, Math.max(1, Math.round((count * unscored) / all)));
  const rest = count - open;
  const half = Math.min(passed, Math.ceil(rest / 2));
  const fails = Math.min(failed, rest - half);
  const passes = Math.min(passed, rest - fails);
  return { passed: passes, failed: fails, unscored: count - passes - fails };
}

function systematic(rows: Row[], n: number, seed: string): Row[] {
  if (n === 0) return [];
  const random = seeded(seed);
  const place = (row: Row) => `${fieldOf(row, 'model')}\n${fieldOf(row, 'lang')}`;
  const listed = shuffled(random, rows).sort((a, b) => byCodePoint(place(a), place(b)));
  const start = random();
  return Array.from({ length: n }, (_, i) => listed[Math.floor(((start + i) * listed.length) / n)] as Row);
}

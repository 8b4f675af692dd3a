// What counts as one question, and what a judge said about a row: rates and comparisons access rows through these functions.
import { UserError } from './errors.js';
import type { Grade, Judge, Row, Sample } from './types.js';

/** The cluster of a sample: its field `pair` (shared by the translations of one question), else its id. */
export function clusterOf({ pair, id }: Sample): string {
  return typeof pair === 'string' || typeof pair === 'number' ? `pair ${pair}` : id;
}

/**
 * The cluster of a row's sample by a field, e.g. 'family', for a claim about more than the questions asked; without one its
 * question. Errors: UserError (exit 2) if the answers to one question have two values of the field, as each question must lie in
 * one cluster.
 */
export function clusteredBy(rows: readonly Row[], field?: string): (sample: Sample) => string {
  if (field === undefined) return clusterOf;
  const value = (sample: Sample) => `${field} ${String(sample[field] ?? '')}`;
  const found = new Map<string, string>();
  for (const { sample } of rows) {
    const before = found.get(clusterOf(sample)) ?? value(sample);
    if (before !== value(sample))
      throw new UserError(
        `expected \`clusters\` to name a field that all samples of a question share, got "${field}": sample ${sample.id} has ${value(sample)}, another of its question ${before}`,
      );
    found.set(clusterOf(sample), before);
  }
  return value;
}

/** The value of 'model', 'condition' or a field of the sample, as text; '' if absent. */
export function fieldOf(row: Row, field: string): string {
  if (field === 'model') return row.model.id;
  return field === 'condition' ? row.condition : String(row.sample[field] ?? '');
}

/** What prose and figures call the models of `rows`, by id. */
export function modelTitles(rows: readonly Row[]): Record<string, string> {
  return Object.fromEntries(rows.map(({ model }) => [model.id, model.title ?? model.id]));
}

export function judgeName(judge: Judge | string): string {
  return typeof judge === 'string' ? judge : judge.name;
}

export function gradeOf(row: Row, judge: string): Grade | undefined {
  return row.grades.find((grade) => grade.judge === judge);
}

/** Groups values into clusters, in order of first appearance. */
export function clustered<T>(items: readonly T[], cluster: (item: T) => string): T[][] {
  const clusters = new Map<string, T[]>();
  for (const item of items) {
    const found = clusters.get(cluster(item));
    if (found) found.push(item);
    else clusters.set(cluster(item), [item]);
  }
  return [...clusters.values()];
}

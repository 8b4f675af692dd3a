// Counts each model's grades by verdict, or by one field of the details.
import { byCodePoint } from '../core/canonical.js';
import { inline } from '../core/quote.js';
import type { Table } from '../core/tables.js';
import type { Judge, Row } from '../core/types.js';
import { checkJudge } from './fields.js';

/** A table of counts: one row per verdict (or value of `detail`), in code-point order, one column per model. */
export function verdictCounts(rows: Row[], { judge, detail }: { judge: Judge; detail?: string }): Table {
  checkJudge(rows, judge.name);
  const graded = rows.flatMap(({ model, grades }) =>
    grades
      .filter((grade) => grade.judge === judge.name)
      .map((grade) => ({
        model: model.id,
        value: detail === undefined ? grade.verdict : String(grade.details?.[detail] ?? 'none'),
      })),
  );
  const values = [...new Set(graded.map(({ value }) => value))].sort(byCodePoint);
  const models = [...new Set(graded.map(({ model }) => model))];
  const count = (model: string, value: string) => graded.filter((one) => one.model === model && one.value === value).length;
  return {
    columns: [{ title: detail ?? 'verdict' }, ...models.map((title) => ({ title, align: 'right' as const }))],
    rows: values.map((value) => [inline(value), ...models.map((model) => String(count(model, value)))]),
  };
}

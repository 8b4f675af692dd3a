// Rates beside each other: one line a group, and no cell that another column lends.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { passRate } from '../../../harness/analysis/rates.js';
import { passRates, sideBySide } from '../../../harness/analysis/side-by-side.js';
import type { Judge, Row } from '../../../harness/core/types.js';
import { row } from '../rows.js';

const right: Judge = { name: 'right', version: '1', grade: () => ({ judge: 'right', score: 1, verdict: '', why: '' }) };
const short: Judge = { ...right, name: 'short' };

/** A row with a second grade, by `short`. */
function twice(model: string, id: string, first: number | null, second: number | null): Row {
  const made = row(model, id, first, { pair: id.slice(0, 2) });
  return { ...made, grades: [...made.grades, { judge: 'short', score: second, verdict: '', why: '' }] };
}

const rows = [twice('m', 'q1', 1, 0), twice('m', 'q2', 1, null), twice('m', 'q3', 0, 0), row('k', 'q1', 1), row('k', 'q2', 0)];

test('a line a group, a column a judge; empty where a judge graded none of the group', () => {
  const table = sideBySide(passRates(rows, { judges: { right, brief: short }, by: ['model'] }));
  assert.equal(
    table.columns.map(({ title }) => title),
    ['model', 'right, %', 'brief, %'],
  );
  assert.equal(table.rows, [
    ['m', '66.7 (21–94), 2/3', '0.0 (0–66), 0/2, 1 unscored'],
    ['k', '50.0 (9–91), 1/2', ''],
  ]);
  assert.match(table.caption ?? '', '2 to 3 questions a rate.');
  assert.equal(table.judge, [right, short]);
});

test('a single answer passed or did not pass: it has no percentage', () => {
  const one = sideBySide({ right: passRate([row('m', 'q1', 1), row('k', 'q1', 0)], { judge: right, by: ['model'] }) });
  assert.equal(one.rows, [
    ['m', 'passed'],
    ['k', 'did not pass'],
  ]);
});

test('columns of different rows share their groups; columns grouped otherwise are refused', () => {
  const a = passRate([row('m', 'q1', 1), row('m', 'q2', 1)], { judge: right, by: ['model'] });
  const b = passRate([row('k', 'q1', 0), row('k', 'q2', 0)], { judge: right, by: ['model'] });
  assert.equal(sideBySide({ a, b }).rows, [
    ['m', '100.0 (34–100), 2/2', ''],
    ['k', '', '0.0 (0–66), 0/2'],
  ]);
  const c = passRate([row('k', 'q1', 0, { lang: 'en' })], { judge: right, by: ['lang'] });
  assert.throws(() => sideBySide({ a, c }), /expected "c" to be grouped by model, got lang/);
});

test('a field that no row has is said, as by the rates', () => {
  assert.match(sideBySide(passRates(rows, { judges: { right }, by: ['depth'] })).missing ?? '', 'got "depth"');
});

test.run();

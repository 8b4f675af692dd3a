import { stringify } from 'csv-stringify/sync';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { bare, readCsv } from '../../../harness/core/read-csv.js';

test('what the writer puts before a formula is taken off, and nothing else', () => {
  const cells = ['=1', '+1', '-1', '@a', '\ta', '\ra', '＝1', '＋1', '－1', '＠a', "'a'", "'", "''=", '', '1', 'a=1', '，'];
  const csv = stringify([{ n: -5 }, ...cells.map((n) => ({ n }))], { header: true, bom: true, escape_formulas: true });
  assert.equal(
    readCsv(csv).map(({ n }) => n),
    ['-5', ...cells],
  );
  assert.is(bare("'=1"), '=1');
});

test.run();

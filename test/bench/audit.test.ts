// The tables of docs/audit.md are what the measured answers give, and the threshold stands where the page says.
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pageWith } from '../../bench/audit-table.js';
import { decide, threshold } from '../../cli/support/audit-verdict.js';

const lines = readFileSync('bench/audit/measured.jsonl', 'utf8');

test('the tables of the page are those of the measured cases', () => {
  const page = readFileSync('docs/audit.md', 'utf8');
  assert.is(page, pageWith(page, lines), 'npx tsx bench/audit-table.ts writes them');
});

test('the threshold lies between the cases that it was chosen by', () => {
  const cases = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  const learn = cases.filter(({ use }) => use === 'learn');
  const means = (same: boolean) => learn.filter((one) => one.same === same).map(({ answers }) => decide(answers).shortfall.mean);
  assert.ok(Math.max(...means(true)) < threshold, String(means(true)));
  assert.ok(Math.min(...means(false)) > threshold, String(means(false)));
});

test.run();

import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { markdown } from '../../../harness/core/tables.js';
import { claimsLedger, type Finding } from '../../../harness/report/claims.js';

const claims = [
  { id: 'C1', input: '', about: 'size', decides: 'the file', a: '1 GB', b: '2 GB' },
  { id: 'C2', input: '', about: 'speed', decides: 'a run', a: '9 tokens/s', b: null },
];
const holds: Finding = { verdict: 'reproduced', why: 'the file has 1 GB' };
const fails: Finding = { verdict: 'contradicted', why: 'the file has 3 GB' };
const evidence = [{ title: 'listing', path: '../models/README.md' }];

test('a line a claim, and how many verdicts there are of each kind', () => {
  const book = claimsLedger(claims, { a: 'Model A', b: 'Model B' });
  book.rule('C1', { a: holds, b: fails, evidence });
  book.rule('C2', { a: { verdict: 'not testable here', why: 'no machine' }, b: null, evidence: [] });
  const table = markdown(book.table());
  assert.match(
    table,
    '| C1 | size | 1 GB | **reproduced**: the file has 1 GB | 2 GB | **contradicted**: the file has 3 GB | [listing](../models/README.md) | the file |',
  );
  assert.match(table, '| C2 | speed | 9 tokens/s | **not testable here**: no machine | – | – | – | a run |');
  assert.match(markdown(book.counts()), '| contradicted | 0 | 1 |');
});

test('no claim is left out, ruled on twice, or ruled on beyond what it says', () => {
  const book = claimsLedger(claims, { a: 'Model A', b: 'Model B' });
  book.rule('C1', { a: holds, b: fails, evidence });
  assert.throws(() => book.table(), /none on C2/);
  assert.throws(() => book.rule('C1', { a: holds, b: fails, evidence }), /not ruled on yet, got C1/);
  assert.throws(() => book.rule('C9', { a: holds, b: fails, evidence }), /got C9/);
  assert.throws(() => book.rule('C2', { a: holds, b: fails, evidence }), /C2 for b/);
  assert.throws(() => book.rule('C2', { a: null, b: null, evidence }), /C2 for a/);
});

test.run();

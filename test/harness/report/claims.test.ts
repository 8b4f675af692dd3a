// A ledger of claims: sound findings are tabled and counted; each unsound one is an error in one line.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { markdown } from '../../../harness/core/tables.js';
import type { Evidence, Finding } from '../../../harness/report/claim.js';
import { claimsLedger, together } from '../../../harness/report/claims.js';
import { projectIn } from '../../fixtures/projects.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-claims-'));
const project = projectIn(folder);
test.before(() => {
  mkdirSync(join(folder, 'experiments'));
  writeFileSync(join(folder, 'experiments/02-speed.ts'), '');
  writeFileSync(join(folder, 'listing.json'), '{}');
});
test.after(() => rmSync(folder, { recursive: true }));

const both = (a: unknown, b: unknown) => ({ a, b });
const samples = [
  {
    ...{ id: 'C1', input: '', about: 'size', a: '1 GB', b: '2 GB' },
    ...{ words: both(['一 GB'], ['二 GB', '2G']), thing: both('file-a', null), decides: both('the file', 'which file it is') },
  },
  {
    ...{ id: 'C2', input: '', about: 'speed', a: '9 tokens/s', b: null },
    ...{ words: both(['九'], null), thing: both('file-a', null), decides: both('a run', null) },
  },
];
const dataset = (of: typeof samples) => ({ name: 'claims', path: 'datasets/claims/data.jsonl', sha256: '', samples: of });
const ledger = (options = {}) => claimsLedger(project, dataset(samples), { a: 'Model A', b: 'Model B' }, options);

const file: Evidence = { title: 'listing', path: 'listing.json', of: 'file-a' };
const holds: Finding = { verdict: 'reproduced', why: 'the file has 1 GB', evidence: [file] };
const fails: Finding = { verdict: 'contradicted', why: 'the file has 3 GB', evidence: [file] };
const unnamed: Finding = { verdict: 'not decidable', why: 'no file is named', evidence: [{ ...file, of: 'the source' }] };
const untested: Finding = { verdict: 'not testable here', why: 'no machine', evidence: [file] };

test('a line a claim and subject with its own words, and how many verdicts there are of each kind', () => {
  const book = ledger();
  const [tally, counts] = [book.tally(), book.counts()]; // shown at the top, before any ruling
  book.rule('C1', { a: holds, b: unnamed });
  book.rule('C2', { a: untested, b: null, see: [{ title: 'speed', path: 'reports/02-speed.md' }] });
  const table = book.table('a');
  assert.equal(table.inputs, ['datasets/claims/data.jsonl', 'listing.json'], 'what decides is covered by the evidence hash');
  assert.match(
    markdown(table),
    '| C1 size | 1 GB | 一 GB | **reproduced**: the file has 1 GB | [listing](../listing.json) | the file |',
  );
  assert.match(markdown(table), '| a run; with other models: [speed](02-speed.md) |');
  assert.match(markdown(book.table('b')), '| C1 size | 2 GB | 二 GB; 2G | **not decidable**: no file is named |');
  assert.not.match(markdown(book.table('b')), 'C2');
  assert.match(markdown(counts.table()), '| not testable here | 1 | 0 |');
  const sentence =
    '2 claims (2 about Model A, 1 about Model B): 1 reproduced, 0 contradicted, 1 not decidable, 1 not testable here; neither model was asked here.';
  assert.is(tally.text(), sentence);
  assert.is(book.says.brief('en'), sentence);
  assert.is(
    book.says.brief('zh'),
    '2 条说法（关于 Model A 的 2 处，关于 Model B 的 1 处）：属实 1 处，不符 0 处，无法判定 1 处，此处无法检验 1 处；这些模型都没有在这里提问。',
  );
});

test('a model that was asked is named, and does not decide', () => {
  const book = ledger({ asked: ['model-a'] });
  book.rule('C1', { a: holds, b: unnamed });
  book.rule('C2', { a: untested, b: null });
  assert.match(book.says.brief('en'), /; model-a asked here, but no verdict rests on that\.$/);
  assert.match(book.says.brief('zh'), /；这里问过 model-a，但判定不以此为据。$/);
});

test('parts of one claim: one contradicts it, all reproduce it, otherwise it is open', () => {
  assert.is(together(holds, holds).verdict, 'reproduced');
  const against = together({ ...untested, evidence: [{ ...file, of: 'file-b' }] }, fails, holds);
  assert.is(against.verdict, 'contradicted');
  assert.equal(against.evidence, fails.evidence, 'only by the evidence on that part');
  const { verdict, why, evidence } = together(holds, untested, unnamed);
  assert.is(verdict, 'not testable here');
  assert.is(why, 'the file has 1 GB (reproduced); no machine; no file is named (not decidable)');
  assert.is(evidence.length, 3);
  assert.throws(() => together(), /got none/);
});

test('what is unsound is an error in one line: expected, got, where', () => {
  const where = 'datasets/claims/data.jsonl: ';
  const refused = (act: () => unknown, text: string) =>
    assert.throws(act, (error: unknown) => {
      assert.instance(error, UserError);
      assert.is((error as Error).message, where + text);
      return true;
    });
  const book = ledger();
  const rule = (finding: Finding) => () => book.rule('C1', { a: finding, b: unnamed });
  refused(rule({ ...holds, evidence: [] }), 'expected evidence for the verdict "reproduced", got none (C1, a)');
  refused(rule({ ...unnamed, evidence: [] }), 'expected evidence for the verdict "not decidable", got none (C1, a)');
  refused(
    rule({ ...fails, evidence: [{ ...file, of: 'file-b' }] }),
    'expected evidence about file-a for the verdict "contradicted", got some about file-b (C1, a)',
  );
  refused(
    rule(together(holds, { ...holds, evidence: [{ ...file, of: 'file-b' }] })),
    'expected evidence about file-a for the verdict "reproduced", got some about file-b (C1, a)',
  );
  refused(
    rule({ ...holds, evidence: [{ ...file, path: 'gone.json' }] }),
    'expected the evidence on C1 at gone.json, found no such file',
  );
  refused(
    () => book.rule('C1', { a: holds, b: fails }),
    'expected a verdict that stays open, as the source does not say exactly what it means, got "contradicted" (C1, b)',
  );
  refused(() => book.rule('C1', { a: holds, b: null }), 'expected a finding, as the claim speaks of it, got none (C1, b)');
  refused(
    () => book.rule('C2', { a: holds, b: fails }),
    'expected no finding, as the claim does not speak of it, got "contradicted" (C2, b)',
  );
  refused(
    rule({ ...holds, evidence: [{ ...file, path: 'reports/09-gone.md' }] }),
    'expected the evidence on C1 at reports/09-gone.md, found no such file',
  );
  refused(() => book.rule('C9', { a: holds, b: null }), 'expected the id of a claim, C1 to C2, got "C9"');
  book.rule('C1', { a: holds, b: unnamed });
  refused(() => book.rule('C1', { a: holds, b: unnamed }), 'expected one ruling on C1, got a second one');
  for (const act of [() => book.table('a'), () => book.says.brief('en'), () => book.counts().table()])
    refused(act, 'expected a ruling on every claim, got none on C2');
});

test('a claim without its words, its thing or what would decide it', () => {
  const [first] = samples;
  const withField = (field: object) => () =>
    claimsLedger(project, dataset([{ ...first, ...field } as (typeof samples)[number]]), { a: 'Model A', b: 'Model B' });
  for (const [field, text] of [
    [{ words: both([], ['二 GB']) }, 'expected `words.a` to be a list of passages, got [] in C1'],
    [{ words: undefined }, 'expected `words.a` to be a list of passages, got nothing in C1'],
    [{ thing: both('file-a', undefined) }, 'expected `thing.b` to be a text, or null, got nothing in C1'],
    [{ decides: both('', 'x') }, 'expected `decides.a` to be a text, got "" in C1'],
    [{ about: 1 }, 'expected `about` to be a text, got 1 in C1'],
    [{ a: undefined }, 'expected `a` to be a text, or null, got nothing in C1'],
  ] as const)
    assert.throws(withField(field), (error: unknown) => (error as Error).message === `datasets/claims/data.jsonl: ${text}`);
});

test.run();

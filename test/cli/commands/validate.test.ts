// The validate command: hashes first, then the checks, then the report.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { main } from '../../../cli/commands/validate.js';
import { cards, corpusHash } from '../../../validation/corpora.js';
import type { Check, Corpora } from '../../../validation/types.js';
import { projectIn } from '../../fixtures/projects.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-validate-'));
const anyCorpora: Corpora = { read: async () => Buffer.alloc(0) };

function check(passed: boolean): Check {
  return {
    judge: 'fake',
    corpora: ['gsm8k', 'cmath'],
    measure: 'a | b',
    reaches: '100 %',
    run: async () => ({ n: 3, value: passed ? '3/3' : '2/3', passed, misses: passed ? [] : ['one\n`two`'] }),
  };
}

async function run(args: string[], checks: Check[], corpora = anyCorpora) {
  const output = new PassThrough();
  const code = await main(args, {
    corpora,
    loaders: { fake: async () => checks },
    project: projectIn(folder),
    output,
    errors: new PassThrough(),
  });
  return { code, said: String(output.read()) };
}

const report = (name: string) => readFileSync(join(folder, 'reports', name), 'utf8');

test('every pass mark reached: exit 0, a report with source, commit, hash, licence, n and mark', async () => {
  const { code, said } = await run([], [check(true)]);
  assert.is(code, 0);
  assert.match(said, 'passed  fake  a | b  n 3  3/3 (100 %)');
  assert.match(report('judge-validation.md'), '| fake | a \\| b | gsm8k, cmath | 3 | 100 % | 3/3 | yes |');
  for (const [name, card] of Object.entries(cards))
    for (const part of [name, card.repository, card.commit, card.licence, corpusHash(card)])
      assert.ok(report('judge-validation.md').includes(part), part);
  const csv = report('judge-validation.csv').split('\n');
  assert.is(csv[0], '\uFEFFjudge,measure,corpus,repository,commit,sha256,licence,n,pass_mark,measured,passed');
  assert.match(csv[1] as string, 'fake,a | b,gsm8k,openai/grade-school-math,3101c7d5072418e28b9008a6636bde82a006892c,');
  assert.match(csv[2] as string, ',cmath,XiaoMi/cmath,');
});

test('--json: the results as values, with the same exit code', async () => {
  const { code, said } = await run(['--json'], [check(true), check(false)]);
  assert.is(code, 1);
  const [first, second] = JSON.parse(said);
  assert.equal([first.judge, first.n, first.value, first.passed], ['fake', 3, '3/3', true]);
  assert.equal([second.passed, second.misses], [false, ['one\n`two`']]);
});

test('a pass mark missed: exit 1, and the items that went wrong', async () => {
  const { code, said } = await run([], [check(true), check(false)]);
  assert.is(code, 1);
  assert.match(said, 'MISSED');
  assert.match(report('judge-validation.md'), '1 of 2 pass marks');
  assert.match(report('judge-validation.md'), "- fake, a | b: `one 'two'`");
  assert.match(report('judge-validation.csv'), ',2/3,no');
});

test('the same measurements give the same bytes', async () => {
  await run([], [check(false)]);
  const before = [report('judge-validation.md'), report('judge-validation.csv')];
  await run([], [check(false)]);
  assert.equal([report('judge-validation.md'), report('judge-validation.csv')], before);
});

test('--judge prints and writes nothing; a wrong name or flag is exit 2; no check at all is not a pass', async () => {
  rmSync(join(folder, 'reports'), { recursive: true });
  const { code } = await run(['--judge', 'fake'], [check(true)]);
  assert.is(code, 0);
  assert.not.ok(existsSync(join(folder, 'reports')));
  for (const args of [['--judge', 'maths'], ['--speed'], ['extra']])
    await run(args, []).then(
      () => assert.unreachable(),
      (error) => assert.is(error.code, 2),
    );
  assert.is((await run(['--judge', 'fake'], [])).code, 1);
  assert.is((await run([], [])).code, 1);
  assert.not.ok(existsSync(join(folder, 'reports')));
  assert.match((await run(['--help'], [])).said, 'usage: npx evalbook validate');
});

test.after(() => rmSync(folder, { recursive: true }));
test.run();

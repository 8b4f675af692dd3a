// A report's answers in the terminal, and rates that are held against a threshold.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const test = suite<{ project: Project }>('answers');
test.before(async (context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  assert.is((await context.project.run('experiments/01-scripted.ts')).code, 0);
});
test.after(({ project }) => project.remove());

test('by model, verdict, text and sample; as text, list or JSON', async ({ project }) => {
  const failed = await project.command('answers', '01', '--model', 'care', '--failed', '--list');
  assert.is(failed.code, 0, failed.stderr);
  assert.equal(
    failed.stdout.split('\n').map((line) => line.split('  ')[1]),
    ['sum-6', undefined],
  );
  const one = await project.command('answers', '1', '--model', 'careless', '--filter', 'id=sum-6');
  assert.match(one.stdout, 'careless on sum-6 · sum: failed, wrong: 14 against 13');
  assert.match(one.stdout, 'records/careless/sums.jsonl:6');
  assert.match(one.stdout, 'prompt:\n  6 + 7');
  const json = await project.command('answers', '01', '--grep', '^1\\d', '--passed', '--json');
  const rows = JSON.parse(json.stdout) as Record<string, string>[];
  assert.ok(rows.length > 0 && rows.every(({ output = '', score }) => /^1\d/.test(output) && score === '1'));
  const unscored = await project.command('answers', '01', '--unscored', '--list');
  assert.match(unscored.stdout, /^careless {2}sum-3 {2}sum unscored unreadable/);
  const two = JSON.parse((await project.command('answers', '01', '--json', '--limit', '2')).stdout) as unknown[];
  assert.is(two.length, 2);
});

test('hostile answers stay text: no escape reaches the terminal', async ({ project }) => {
  const { stdout } = await project.command('answers', '01');
  assert.not.match(stdout, /[\u0000-\u0008\u001b\u202e]/);
});

test('what nothing matches is said in one line', async ({ project }) => {
  const cases: [string[], number, string][] = [
    [['99'], 2, 'expected the number of a report, one of 01-scripted, got "99"'],
    [['01', '--model', 'gpt'], 2, 'expected --model to be part of right, careless, got "gpt"'],
    [['01', '--judge', 'x'], 2, 'expected --judge to be one of sum, got "x"'],
    [['01', '--filter', 'lng=zh'], 2, 'expected --filter to name a field, one of id, model, judge, verdict, finish'],
    [['01', '--grep', '('], 2, 'expected --grep to be a regular expression of RE2, got "("'],
    [['01', '--limit', '0'], 2, 'expected --limit to be a whole number, 1 or more, got "0"'],
    [['01', '--limit', 'x'], 2, 'expected --limit to be a whole number, 1 or more, got "x"'],
    [['01', '--wrong'], 2, "Unknown option '--wrong'"],
    [['01', '--grep', 'no such text'], 1, '01-scripted: no answer is left by these flags'],
  ];
  for (const [args, code, text] of cases) {
    const ended = await project.command('answers', ...args);
    assert.is(ended.code, code, args.join(' '));
    assert.match(ended.stderr, text);
    assert.is(ended.stderr.trim().split('\n').length, 1, ended.stderr);
    assert.is(ended.stdout, '');
  }
});

test('--fail-under holds headline rates against a threshold, --filter makes a draft of some samples', async ({ project }) => {
  assert.is((await project.command('report', '01', '--fail-under', '60', '--quiet')).code, 0);
  const under = await project.command('report', '01', '--fail-under', '90', '--quiet');
  assert.is(under.code, 1);
  assert.match(under.stderr, /^01-scripted: careless: 80\.0 % \[\d+\.\d–\d+\.\d\] of 5, expected 90 % or more\n$/);
  const draft = await project.command('report', '01', '--filter', 'id=sum-3|sum-6', '--fail-under', '10', '--quiet');
  assert.is(draft.code, 1);
  assert.match(draft.stderr, 'careless: 0.0 % [0.0–79.3] of 1, expected 10 % or more');
  assert.is(project.read('reports/draft/01-scripted.csv').trim().split('\n').length, 5);
  const none = await project.command('report', '01', '--filter', 'id=prod-*');
  assert.is(none.code, 2);
  assert.match(none.stderr, 'sums: expected --filter id= one of sum-1');
  assert.match(none.stderr, 'there is none; a draft of some samples');
  for (const text of ['', '101', '-1', 'x']) assert.is((await project.command('report', '--fail-under', text)).code, 2, text);
});

test.run();

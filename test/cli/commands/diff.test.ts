// Two commits of a project: the numbers that moved are named, with what moved them.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

test('a changed target and a changed judge are told apart; equal commits move nothing', async () => {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: project.folder, stdio: 'pipe' });
  const commit = async () => {
    assert.is((await project.run('experiments/01-scripted.ts')).code, 0);
    git('add', '-A');
    git('commit', '-qm', 'x');
  };
  git('init', '-q');
  await commit();
  project.write('datasets/sums/data.jsonl', sums.replace('"target":3', '"target":4'));
  await commit();
  const adder = readFileSync('test/fixtures/adder.ts', 'utf8');
  project.write('adder.ts', adder.replace("version: '1'", "version: '2'").replace('score: right ? 1 : 0', 'score: 1'));
  await commit();
  const data = await project.command('diff', 'HEAD~2', 'HEAD~1');
  assert.match(data.stdout, '01-scripted: right, sums, sum: 6/6 → 5/6 (data: sums; 1 answers turned)');
  const judge = await project.command('diff', 'HEAD~1', 'HEAD');
  assert.match(judge.stdout, '01-scripted: right, sums, sum: 5/6 → 6/6 (judge: sum 1 → 2; 1 answers turned)');
  assert.is((await project.command('diff', 'HEAD', 'HEAD')).stdout, 'no number moved\n');
  const unknown = await project.command('diff', 'HEAD', 'nowhere');
  assert.is(unknown.code, 2);
  assert.match(unknown.stderr, 'got "nowhere"');
  const rows = await project.command('diff', 'HEAD~2', 'HEAD~1', '--rows');
  assert.match(rows.stdout, '(data: sums; 1 answers turned)\n    sum-1: 1 right → 0 wrong\n');
  project.write('adder.ts', adder);
  assert.is((await project.command('diff')).stdout, 'no number moved\n');
  assert.is((await project.run('experiments/01-scripted.ts')).code, 0);
  assert.match(
    (await project.command('diff')).stdout,
    '01-scripted: right, sums, sum: 6/6 → 5/6 (judge: sum 2 → 1; 1 answers turned)',
  );
  const clone = `${project.folder}/../clone`;
  git('clone', '-q', '.', clone);
  assert.match((await project.command('diff', clone, '.')).stdout, 'right, sums, sum: 6/6 → 5/6');
  assert.is((await project.command('diff', clone, 'HEAD')).stdout, 'no number moved\n');
  assert.is((await project.command('diff', '-x', 'HEAD')).code, 2);
  project.remove();
});

test.run();

// From a number to its evidence, as a reader goes: report, row, record line, prompt.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../fixtures/project.js';

test('trace lists the rows of a report, and shows where an answer is recorded', async () => {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  await project.run('experiments/01-scripted.ts');
  const list = await project.command('trace', '01');
  assert.is(list.stdout.trim().split('\n').length, 12);
  assert.match(list.stdout, 'careless  sum-6  0  sum  0  wrong');
  const { stdout } = await project.command('trace', '01', 'sum-6', 'careless');
  assert.match(stdout, 'recorded at records/careless/sums.jsonl:6');
  assert.match(stdout, 'prompt: 6 + 7');
  assert.match(stdout, 'judge sum 1 says wrong (0): 14 against 13');
  assert.ok(project.read('records/careless/sums.jsonl').split('\n')[5]?.includes('"sum-6"'));
  for (const args of [['99'], ['01', 'nothing'], []]) assert.is((await project.command('trace', ...args)).code, 2);
  project.remove();
});

test.run();

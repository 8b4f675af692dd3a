// What git knows of predictions and answers: which was committed first.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const script = 'experiments/04-predicted.ts';

const test = suite<{ project: Project }>('predictions in git');
test.before.each((context) => {
  context.project = new Project().experiment('04-predicted.ts').write('datasets/sums/data.jsonl', sums);
  git(context.project, 'init', '-q');
});
test.after.each(({ project }) => project.remove());

function git({ folder }: Project, ...args: string[]): void {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.org'];
  execFileSync('git', ['-C', folder, ...who, ...args]);
}

function commit(project: Project, ...paths: string[]): void {
  git(project, 'add', ...paths);
  git(project, 'commit', '-qm', paths.join(' '));
}

async function answered(project: Project): Promise<void> {
  const { code, stderr } = await project.run(script, ['--quiet']);
  assert.is(code, 0, stderr);
}

async function orders(project: Project) {
  const { code, stdout } = await project.command('verify', '--no-rerun', '--json');
  const { faults, predictions } = JSON.parse(stdout);
  return { code, faults, orders: predictions?.map(({ order }: { order: string }) => order) ?? null };
}

const all = (order: string) => Array(3).fill(order);

test('a prediction that was committed first is older, whether its answers are committed yet or not', async ({ project }) => {
  commit(project, script);
  await answered(project);
  assert.equal(await orders(project), { code: 0, faults: [], orders: all('before') });
  commit(project, 'records', 'reports');
  assert.equal(await orders(project), { code: 0, faults: [], orders: all('before') });
  const { stdout } = await project.command('verify', '--no-rerun');
  assert.match(stdout, 'predictions: by git 3 of 3 are older than their answers, 0 are not, 0 cannot be told');
});

test('both in one commit, or neither committed: git cannot tell, and that is no fault', async ({ project }) => {
  git(project, 'commit', '-q', '--allow-empty', '-m', 'empty');
  await answered(project);
  assert.equal(await orders(project), { code: 0, faults: [], orders: all('open') });
  commit(project, '.');
  assert.equal(await orders(project), { code: 0, faults: [], orders: all('open') });
});

test('answers that were committed first contradict a page that says otherwise; a page that says so is right', async ({
  project,
}) => {
  await answered(project);
  commit(project, 'records/right', 'records/careless');
  commit(project, '.');
  const { code, faults, orders: found } = await orders(project);
  assert.equal([code, found], [4, all('after')]);
  assert.equal(faults[0], {
    where: script,
    what: 'expected “The right one solves most sums.” to be committed before its answers, as the report says, got answers in an older commit',
  });
  project.remove('records/hypotheses.jsonl');
  await answered(project);
  assert.match(project.read('reports/04-predicted.md'), 'all were registered after the first answers.');
  assert.equal(await orders(project), { code: 0, faults: [], orders: all('after') });
});

test('a call that was changed since is as old as its change, unless it says the same', async ({ project }) => {
  commit(project, script);
  await answered(project);
  commit(project, 'records');
  const whole = project.read(script);
  project.write(script, whole.replace("'<', 0.5", "'<', 0.75").replaceAll('difference', 'gap'));
  await answered(project);
  commit(project, '.');
  const { code, orders: found } = await orders(project);
  assert.equal([code, found], [0, ['before', 'after', 'open']]);
});

test('without a whole history nothing is checked', async ({ project }) => {
  commit(project, script);
  await answered(project);
  commit(project, '.');
  const clone = new Project();
  clone.remove('evalbook.json');
  execFileSync('git', ['clone', '-q', '--depth', '1', `file://${project.folder}`, join(clone.folder, 'clone')]);
  for (const path of ['adder.ts', 'scripted.ts', 'hostile.ts']) clone.remove(path);
  execFileSync('sh', ['-c', 'mv clone/* . && mv clone/.git .'], { cwd: clone.folder });
  assert.equal(await orders(clone), { code: 0, faults: [], orders: null });
  clone.remove();
});

test.run();

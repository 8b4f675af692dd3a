// `report` deletes what the manifest says it wrote and nothing else; --check names the same files and deletes none.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Manifest, manifestText } from '../../../harness/report/manifest.js';
import { Project, sums } from '../../fixtures/project.js';

const front = 'experiments/03-front.ts';
const figures = ['reports/03-front/figure-1.light.svg', 'reports/03-front/figure-1.dark.svg'];

const test = suite<{ project: Project }>('report');
test.before.each(async (context) => {
  const project = new Project().experiment('01-scripted.ts').experiment('03-front.ts').write('datasets/sums/data.jsonl', sums);
  context.project = project;
  assert.is((await project.command('report')).code, 0);
});
test.after.each(({ project }) => project.remove());

test("a script that is gone takes its outputs along, and leaves a user's files", async ({ project }) => {
  project.write('reports/notes.md', 'mine').write('reports/03-front/notes.txt', 'mine').write('reports/extra/notes.md', 'mine');
  rmSync(join(project.folder, front));
  const gone = ['reports/03-front.md', 'reports/03-front.csv', ...figures];

  const check = await project.command('report', '--check');
  assert.is(check.code, 1);
  for (const path of [...gone, 'reports/manifest.json', 'reports/README.md']) assert.match(check.stderr, `  ${path}\n`);
  assert.not.match(check.stderr, 'notes');
  for (const path of gone) assert.ok(project.has(path), path);

  const { code, stderr } = await project.command('report');
  assert.is(code, 0, stderr);
  for (const path of gone) assert.not(project.has(path), path);
  for (const path of ['reports/notes.md', 'reports/03-front/notes.txt', 'reports/extra/notes.md', 'reports/01-scripted.md'])
    assert.ok(project.has(path), path);
  assert.equal(Object.keys(manifestOf(project).reports), ['01-scripted']);
  assert.is((await project.command('report', '--check')).code, 0);
});

test('the folder of a report that is gone goes too where nothing else is in it', async ({ project }) => {
  rmSync(join(project.folder, front));
  await project.command('report');
  assert.not(project.has('reports/03-front'));
});

test('the report of a script without a number stays as long as its script', async ({ project }) => {
  project.write('experiments/my-question.ts', project.read('experiments/01-scripted.ts'));
  await project.run('experiments/my-question.ts');
  await project.command('report');
  assert.ok(project.has('reports/my-question.md') && project.has('reports/my-question.csv'));
  assert.ok(manifestOf(project).reports['my-question']);
  rmSync(join(project.folder, 'experiments/my-question.ts'));
  await project.command('report');
  assert.not(project.has('reports/my-question.md') || project.has('reports/my-question.csv'));
});

test("a figure that a script draws no more is deleted, a user's file beside it is not", async ({ project }) => {
  project.write('reports/03-front/notes.txt', 'mine');
  project.write(front, project.read(front).replace('show(bars);\n', '').replace(', picture: bars', ''));
  const check = await project.command('report', '--check');
  for (const path of figures) assert.match(check.stderr, `  ${path}\n`);
  assert.not.match(check.stderr, 'notes');
  const { code, stderr } = await project.command('report');
  assert.is(code, 0, stderr);
  for (const path of figures) assert.not(project.has(path), path);
  assert.ok(project.has('reports/03-front/notes.txt'));
});

test('a manifest that claims files which are not the report’s deletes none of them', async ({ project }) => {
  const theirs = [
    'records/right/sums.jsonl',
    'reports/01-scripted.md',
    'reports/03-front/../01-scripted.csv',
    'reports/03-front',
  ];
  const manifest = manifestOf(project);
  for (const path of theirs) manifest.reports['03-front']?.outputs.push({ path, sha256: '' });
  project.write('reports/manifest.json', manifestText(manifest));
  rmSync(join(project.folder, front));
  const before = project.read('reports/01-scripted.csv');
  // held against the files as they are: the scripts themselves would only write them again
  const check = await project.command('report', '--check');
  for (const path of theirs) assert.not.match(check.stderr, `  ${path}\n`);
  await project.command('report');
  assert.is(project.read('reports/01-scripted.csv'), before);
  for (const path of ['records/right/sums.jsonl', 'reports/01-scripted.md', 'reports/01-scripted.csv'])
    assert.ok(project.has(path), path);
});

test('one report by its number, several, or one without a number by its name', async ({ project }) => {
  const written = async (...args: string[]) => {
    for (const name of ['01-scripted', '03-front', 'my-question'])
      rmSync(join(project.folder, `reports/${name}.md`), { force: true });
    const { code, stderr } = await project.command('report', '--quiet', ...args);
    assert.is(code, 0, stderr);
    return ['01-scripted', '03-front', 'my-question'].filter((name) => project.has(`reports/${name}.md`));
  };
  project.write('experiments/my-question.ts', project.read('experiments/01-scripted.ts'));
  assert.equal(await written('3'), ['03-front']);
  assert.equal(await written('03', '01-scripted'), ['01-scripted', '03-front']);
  assert.equal(await written('my-question'), ['my-question']);
  const { code, stderr } = await project.command('report', '7');
  assert.is(code, 2);
  assert.match(stderr, 'expected the number or name of a report, one of 01, 03, got "7"');
});

function manifestOf(project: Project): Manifest {
  return JSON.parse(project.read('reports/manifest.json'));
}

test.run();

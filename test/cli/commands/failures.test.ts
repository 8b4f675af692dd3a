// One experiment that cannot be read, or throws, does not keep the others from their reports.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const test = suite<{ project: Project }>('failures');
test.before.each((context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
});
test.after.each(({ project }) => project.remove());

test('a syntax error is named with its line, and the others are built', async ({ project }) => {
  project.write('experiments/00-broken.ts', '// # Broken?\n\nconst x: number = = 1;\n');
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 1, stderr);
  assert.is(stderr, 'experiments/00-broken.ts:3: Unexpected "="\n');
  assert.ok(project.has('reports/01-scripted.md'));
});

test('an error that is a bug is named with its line, its stack below', async ({ project }) => {
  project.write('experiments/00-bug.ts', '// # A bug?\n\ninterface A { b: number }\nconst x = JSON.parse("null") as A;\nx.b;\n');
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 1, stderr);
  const [first, second, ...rest] = stderr.trimEnd().split('\n');
  assert.is(first, "experiments/00-bug.ts:5: TypeError: Cannot read properties of null (reading 'b')");
  assert.match(String(second), /^ {4}at .*experiments\/00-bug\.ts:5/);
  assert.ok(
    rest.every((line) => line.startsWith('    at ')),
    stderr,
  );
  assert.not.match(stderr, project.folder);
  assert.ok(project.has('reports/01-scripted.md'));
});

test('an absent import and a thrown text: each is one line with its script', async ({ project }) => {
  project.write('experiments/00-gone.ts', "import { x } from '../gone.js';\nx();\n");
  project.write('experiments/02-text.ts', "throw 'enough';\nexport {};\n");
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 1, stderr);
  assert.match(stderr, /^experiments\/00-gone\.ts: Cannot find module '.*gone\.js' imported from experiments\/00-gone\.ts$/m);
  assert.match(stderr, /^experiments\/02-text\.ts: threw "enough"$/m);
});

test('the exit code is that of the first failure', async ({ project }) => {
  project.write(
    'experiments/00-absent.ts',
    "import { notebook } from 'evalbook';\nawait notebook(import.meta.url).load('absent');\n",
  );
  project.write('experiments/02-text.ts', "throw new Error('enough');\nexport {};\n");
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 2, stderr);
  assert.match(stderr, /^experiments\/00-absent\.ts: datasets\/absent\/data\.jsonl: expected a dataset/m);
  assert.match(stderr, /^experiments\/02-text\.ts:1: enough$/m);
});

test('a judge that throws shows where, below the line for the user', async ({ project }) => {
  project.write(
    'experiments/00-judge.ts',
    [
      "import { notebook } from 'evalbook';",
      "const dataset = { name: 'd', path: '', sha256: '', samples: [{ id: 'q', input: '', output: '' }] };",
      "const grade = () => { throw new TypeError('no'); };",
      "await notebook(import.meta.url).gradeExisting({ dataset, judges: [{ name: 'mine', version: '1', grade }] });",
    ].join('\n'),
  );
  const shown =
    /^(evalbook|experiments\/00-judge\.ts): judge mine, sample q: expected a grade, got an error: no\n {4}at .*00-judge\.ts:3/;
  assert.match((await project.command('report', '--quiet')).stderr, shown);
  const { code, stderr } = await project.run('experiments/00-judge.ts');
  assert.is(code, 2);
  assert.match(stderr, shown);
});

test.run();

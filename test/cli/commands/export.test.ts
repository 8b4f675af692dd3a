// Exports and citations as commands: what they write, and one line for each thing that is not there.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const test = suite<{ project: Project }>('export');
test.before.each(async (context) => {
  context.project = new Project()
    .experiment('01-scripted.ts')
    .write('datasets/sums/data.jsonl', sums)
    .write('datasets/sums/README.md', '# Sums\n\nSix sums to add.\n\n| | |\n|---|---|\n| licence | CC0-1.0 |\n');
  const { code, stderr } = await context.project.command('report', '--quiet');
  assert.is(code, 0, stderr);
});
test.after.each(({ project }) => project.remove());

test('logs and records of each model are written where they are said to be, and say what is unscored', async ({ project }) => {
  const logs = await project.command('export', 'inspect', '01', 'out');
  const paths = logs.stdout.trim().split('\n');
  assert.equal(
    paths.map((path) => path.replace(/^out\/.*T\d\d-\d\d-\d\d\+00-00_(.+)_\w+\.json$/, '$1')),
    ['01-scripted-sums-right', '01-scripted-sums-careless'],
  );
  const careless = project.read(paths[1] as string);
  assert.is(careless.match(/"value":NaN/g)?.length, 1);
  assert.match(careless, '"scored_samples":5,"unscored_samples":1');

  const list = await project.command('export', 'inspect', '01', 'out', '--json');
  const names = (all: string[]) => all.map((path) => path.replace(/T\d\d-\d\d-\d\d|_\w+\.json$/g, ''));
  assert.equal(names(JSON.parse(list.stdout)), names(paths));

  const records = await project.command('export', 'every-eval-ever', '01', 'out');
  assert.is(records.code, 0, records.stderr);
  assert.is(records.stderr, '1 of 12 grades are unscored: counted in the aggregates, left out of the samples\n');
  const files = records.stdout.trim().split('\n');
  assert.is(files.length, 4);
  for (const path of files)
    assert.match(path, /^out\/data\/01-scripted\/none\/(right|careless)\/[\w-]{36}(\.json|_samples\.jsonl)$/);
  const lines = files.filter((path) => path.endsWith('l')).map((path) => project.read(path).split('\n').length - 1);
  assert.equal(lines, [6, 5]);
});

test('a citation names each dataset and record file by the identifier that git gives it', async ({ project }) => {
  const { bibtex, sources } = JSON.parse((await project.command('cite', '01', '--json')).stdout);
  const hash = (path: string) => {
    const file = join(project.folder, path);
    return `swh:1:cnt:${execFileSync('git', ['hash-object', '--no-filters', file], { encoding: 'utf8' }).trim()}`;
  };
  assert.equal(
    sources.map(({ path, swhid }: { path: string; swhid: string }) => [path, swhid]),
    ['datasets/sums/data.jsonl', 'records/right/sums.jsonl', 'records/careless/sums.jsonl'].map((path) => [path, hash(path)]),
  );
  assert.match(bibtex, `swhid       = {${hash('datasets/sums/data.jsonl')}},`);
  assert.match(project.read('reports/01-scripted.md'), bibtex);
  const { stdout } = await project.command('cite', '01');
  for (const source of sources) assert.match(stdout, source.bibtex);
});

test('more answers of another script change the record file, and no page', async ({ project }) => {
  const page = project.read('reports/01-scripted.md');
  const before = JSON.parse((await project.command('cite', '01', '--json')).stdout);
  const longer = project.read('experiments/01-scripted.ts').replace('maxNewTokens: 8', 'maxNewTokens: 9');
  await project.write('experiments/02-longer.ts', longer).command('report', '--quiet');
  assert.is(project.read('reports/01-scripted.md'), page);
  const after = JSON.parse((await project.command('cite', '01', '--json')).stdout);
  assert.is(after.bibtex, before.bibtex);
  assert.is(after.sources[0].swhid, before.sources[0].swhid);
  assert.is.not(after.sources[1].swhid, before.sources[1].swhid);
});

test('what is not there, or not what the report used, is told in one line', async ({ project }) => {
  const built = 'one of 01-scripted';
  const wrong: [string[], string][] = [
    [['export', 'parquet', '01'], 'expected a format, one of croissant, in-toto, every-eval-ever, inspect, got "parquet"'],
    [['export'], 'expected a format, one of croissant, in-toto, every-eval-ever, inspect, got ""'],
    [
      ['export', 'constructor', '01'],
      'expected a format, one of croissant, in-toto, every-eval-ever, inspect, got "constructor"',
    ],
    [['export', 'inspect', '01'], 'expected `inspect NN DIR`, got "inspect 01"'],
    [['export', 'croissant', 'sums', 'out'], 'expected `croissant DATASET or NN`, got "croissant sums out"'],
    [['export', 'inspect', '77', 'out'], `expected the number of a report that was built, ${built}, got "77"`],
    [['export', 'every-eval-ever', 'sums', 'out'], `expected the number of a report that was built, ${built}, got "sums"`],
    [['export', 'croissant', '77'], `expected the number of a report that was built, ${built}, got "77"`],
    [['export', 'croissant', 'nothing'], 'datasets/nothing/data.jsonl: expected a dataset, found no such file'],
    [['export', 'croissant', '../reports'], 'datasets/../reports/data.jsonl: expected a dataset, found no such file'],
    [['export', 'inspect', '01', ''], 'expected `inspect NN DIR`, got "inspect 01 "'],
    [['export', 'inspect', '01', 'evalbook.json'], 'evalbook.json: expected a folder to write to, found a file'],
    [['export', 'every-eval-ever', '01', 'evalbook.json/out'], 'evalbook.json: expected a folder to write to, found a file'],
    [['export', 'inspect', '01', 'o'.repeat(300)], 'expected a folder to write to, cannot make it (ENAMETOOLONG)'],
  ];
  for (const [args, says] of wrong) await refused(project, args, says);

  const [records, csv] = [project.read('records/right/sums.jsonl'), project.read('reports/01-scripted.csv')];
  project.write('records/right/sums.jsonl', records.split('\n').slice(1).join('\n'));
  await refused(project, ['export', 'inspect', '01', 'out'], 'records/right/sums.jsonl: expected the answer to sum-1');
  await refused(project, ['cite', '01'], 'records/right/sums.jsonl: expected the 6 lines that the report used');
  project.write('records/right/sums.jsonl', records);
  project.write('reports/01-scripted.csv', csv.replace(',1,right,', ',0,right,'));
  for (const format of ['inspect', 'every-eval-ever'])
    await refused(
      project,
      ['export', format, '01', 'out'],
      'reports/01-scripted.csv: expected the file that reports/manifest.json names',
    );
  await refused(
    project,
    ['export', 'croissant', '01'],
    'reports/01-scripted.csv: expected the file that reports/manifest.json names',
  );
  project.write('reports/01-scripted.csv', csv);
  project.write('datasets/sums/data.jsonl', sums.replace('"target":3', '"target":4'));
  await refused(project, ['cite', '01'], 'datasets/sums/data.jsonl: expected the file that the report used');
  await refused(
    project,
    ['export', 'every-eval-ever', '01', 'out'],
    'datasets/sums/data.jsonl: expected the file that the report used',
  );
  project.remove('datasets/sums/README.md');
  await refused(project, ['export', 'croissant', 'sums'], "datasets/sums/README.md: expected the dataset's card");
  assert.not(project.has('out'));
});

async function refused(project: Project, args: string[], says: string): Promise<void> {
  const { code, stdout, stderr } = await project.command(...args);
  assert.ok(code === 2 || code === 3, `${args.join(' ')}: exit code ${code}\n${stderr}`);
  assert.is(stdout, '');
  assert.match(stderr, says);
  assert.is(stderr.trim().split('\n').length, 1, stderr);
}

test('a report without answers has nothing to export', async ({ project }) => {
  project.write('experiments/02-none.ts', none);
  assert.is((await project.command('report', '--quiet')).code, 0);
  await refused(project, ['export', 'inspect', '02', 'out'], 'report 02-none has no answers of its own, so no CSV to export');
});

const none = `// # A question?

import { notebook } from 'evalbook';

const { show, weave } = notebook(import.meta.url);
show('Nothing.');
export default await weave();
`;

test.run();

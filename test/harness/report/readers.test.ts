// From a draw to the line below a rate: whole runs in a project of its own, with two readers.
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Manifest } from '../../../harness/report/manifest.js';
import { Project, sums } from '../../fixtures/project.js';

const script = 'experiments/01-scripted.ts';
const drawn = 'records/readers/01-scripted/sums.jsonl';

async function ran(): Promise<Project> {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  assert.is((await project.run(script)).code, 0);
  return project;
}

const answersIn = (project: Project) =>
  project
    .read(drawn)
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);

/** Labels every drawn answer as `choose` says. */
async function label(project: Project, rater: string, choose: (answer: Record<string, string>) => string) {
  const lines = answersIn(project).map((answer) => `${JSON.stringify({ id: answer.id, label: choose(answer) })}\n`);
  project.write('given.jsonl', lines.join(''));
  const reader = 'a language model that reads by written rules';
  return project.command('label', drawn, '--rater', rater, '--reader', reader, '--from', 'given.jsonl');
}

/** Of 12 answers 10 pass, 1 fails, 1 is unscored: both readers call one pass poor, differ on another, and call the fail good. */
const one = ({ input, output }: Record<string, string>) => {
  if (input === '1 + 2' || !/^\d+$/.test(output ?? '')) return 'p';
  return 'g';
};
const two = (answer: Record<string, string>) => (answer.input === '2 + 3' ? 'p' : one(answer));

test('a draw shows what was asked, what is expected and the answer, and nothing of model, judge or score', async () => {
  const project = await ran();
  const { code, stdout, stderr } = await project.command('label', '--draw', '01', '--count', '6');
  assert.is(code, 0, stderr);
  assert.is(stdout, `${drawn}: 6 drawn: 4 of 10 passed, 1 of 1 failed, 1 of 1 unscored\n`);
  for (const answer of answersIn(project)) assert.equal(Object.keys(answer), ['id', 'input', 'expected', 'output']);
  assert.not.match(project.read(drawn).replace(/"output":.*/g, ''), /careless|"right"|wrong|passed|failed|score|judge|verdict/);
  const keys = (file: string) => [...project.read(file).matchAll(/^\{"key":"([^"]+)"/gm)].map(([, key]) => key);
  const recorded = [...keys('records/right/sums.jsonl'), ...keys('records/careless/sums.jsonl')];
  for (const { id } of answersIn(project)) assert.ok(recorded.includes(id ?? ''), 'the id is the key of a record');
  assert.not(project.has('reports/judge-readers.md'));

  const before = project.read(drawn);
  const again = await project.command('label', '--draw', '01', '--count', '6', '--seed', '2');
  assert.match(again.stdout, 'drawn before and kept; 0 of 6 answers are no longer in the report');
  assert.is(project.read(drawn), before);
  for (const path of [drawn, drawn.replace('.jsonl', '.draw.json')]) project.remove(path);
  await project.command('label', '--draw', '01-scripted', '--count', '6');
  assert.is(project.read(drawn), before, 'the same seed draws the same');
  project.remove();
});

test('two readers: the line below each rate, the page, the manifest and the evidence', async () => {
  const project = await ran();
  await project.command('label', '--draw', '01');
  await project.command('report', '--quiet');
  const unread = JSON.parse(project.read('reports/manifest.json')) as Manifest;
  assert.not.match(project.read('reports/01-scripted.md'), 'Readers');
  assert.is(unread.reports['01-scripted']?.readings, undefined);

  assert.is((await label(project, 'one', one)).code, 0);
  const half = await project.command('report', '--quiet');
  assert.is(half.code, 2);
  assert.match(half.stderr, `${drawn}.labels: expected the labels of two raters, got 1: one.`);
  assert.is(half.stderr.trim().split('\n').length, 1);

  assert.is((await label(project, 'two', two)).code, 0);
  project.write('records/readers/README.md', '# Rules\n');
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
  // 10 passes, of which two answers to 1 + 2 are poor, and on two to 2 + 3 the readers differ: 8 settled, 6 good. W = 10/11, 1/11
  const page = project.read('reports/01-scripted.md');
  assert.match(
    page,
    'Readers ([how](judge-readers.md)): 6 of 9 alike (68 % [37–86] of all); of 8 passes 2 should not have passed; of 1 fail 1 should have; ' +
      'on 2 more the readers differ or cannot tell; read twice, each time by a language model that reads by written rules.',
  );
  const manifest = JSON.parse(project.read('reports/manifest.json')) as Manifest;
  const valid = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync('docs/manifest.schema.json', 'utf8')));
  assert.ok(valid(manifest), JSON.stringify(valid.errors));
  const entry = manifest.reports['01-scripted'];
  assert.not.equal(entry?.evidence, unread.reports['01-scripted']?.evidence);
  const paths = entry?.inputs.map(({ path }) => path);
  for (const path of [drawn, `${drawn}.labels`, drawn.replace('.jsonl', '.draw.json'), 'records/readers/README.md'])
    assert.ok(paths?.includes(path), path);
  const list = project.read('reports/judge-readers.md');
  assert.match(
    list,
    '| [01](01-scripted.md) sums, sum | 6 of 9: 68 % [37–86] | 2 | 2 of 8: 25 % [7–59] | 1 of 1: 100 % [21–100] |',
  );
  assert.match(list, 'They go by [written rules](../records/readers/README.md).');
  assert.match(list, 'sum-1 of careless (passed, poor)');
  assert.match(list, '[labels](../records/readers/01-scripted/sums.jsonl.labels)');
  const [head = '', line = ''] = project.read('reports/judge-readers.csv').split('\n');
  const cells = Object.fromEntries(head.split(',').map((name, i) => [name, line.split(',')[i]]));
  assert.equal(
    ['drawn', 'unsettled', 'passed_answers', 'passed_read', 'passed_good', 'unscored_read', 'alike', 'false_pass'].map(
      (name) => cells[name],
    ),
    ['12', '2', '10', '8', '6', '1', '0.6818', '0.2500'],
  );

  assert.is((await project.command('report', '--check', '--quiet')).code, 0, 'the same again');
  const pages = () => ['md', 'csv'].map((ending) => project.read(`reports/judge-readers.${ending}`));
  const before = pages();
  project.experiment('03-front.ts');
  assert.is((await project.command('report', '03', '--quiet')).code, 0);
  assert.equal(pages(), before, 'from the manifest, when another report is built');
  assert.is((await project.command('verify', '--no-rerun')).code, 0);
  project.write('records/readers/README.md', '# Other rules\n');
  const changed = await project.command('verify', '--no-rerun');
  assert.is(changed.code, 4);
  assert.match(changed.stdout, 'FAULT  records/readers/README.md: expected SHA-256');

  project.remove('records/readers');
  await project.command('report', '--quiet');
  assert.not(project.has('reports/judge-readers.md'), 'no readers, no page');
  assert.not(project.has('reports/judge-readers.csv'));
  project.remove();
});

test('a draft says nothing of readers; a changed label, a label of another answer and half a draw stop the report in one line', async () => {
  const project = await ran();
  await project.command('label', '--draw', '01');
  await label(project, 'one', one);
  await label(project, 'two', two);
  assert.is((await project.run(script, ['--limit', '2'])).code, 0);
  assert.not.match(project.read('reports/draft/01-scripted.md'), 'Readers');

  const labels = project.read(`${drawn}.labels`);
  const answers = project.read(drawn);
  const stops = async (says: RegExp) => {
    const { code, stderr } = await project.command('report', '--quiet');
    assert.is(code, 2);
    assert.match(stderr, says);
    assert.is(stderr.trim().split('\n').length, 1);
  };
  project.write(`${drawn}.labels`, labels.replace('"good"', '"poor"'));
  await stops(/sums\.jsonl\.labels:\d+: expected the checksum/);
  project.write(`${drawn}.labels`, labels);
  project.write(drawn, answers.slice(answers.indexOf('\n') + 1));
  await stops(/sums\.jsonl\.labels: expected labels of the answers in .*sums\.jsonl, got one of "/);
  project.write(drawn, answers);
  project.write(drawn.replace('.jsonl', '.draw.json'), '{}');
  await stops(/sums\.draw\.json: expected what `evalbook label --draw` writes/);
  project.remove(drawn.replace('.jsonl', '.draw.json'));
  await stops(/sums\.draw\.json: expected the file beside the other half of its draw, found none/);
  project.remove();
});

test('drawn answers that the report lost are said, on the page and by the next draw', async () => {
  const project = await ran();
  await project.command('label', '--draw', '01');
  await label(project, 'one', one);
  await label(project, 'two', two);
  project.write(script, project.read(script).replace("adder('right'), adder('careless')", "adder('careless')"));
  assert.is((await project.command('report', '--quiet')).code, 0);
  assert.match(project.read('reports/01-scripted.md'), '6 drawn answers are no longer in the report');
  assert.match(project.read('reports/judge-readers.md'), 'sums: 6 drawn answers are no longer in the report.');
  const { stdout } = await project.command('label', '--draw', '01');
  assert.match(stdout, '6 of 12 answers are no longer in the report. To draw anew, delete it, its .draw.json and its .labels');
  project.remove();
});

for (const [of, options] of [
  ['a condition', "models: [adder('right')], conditions: { loud: { prompt: ({ input }) => input + '!' } }"],
  ['a model', "models: [adder('always')], prompt: ({ input }) => input"],
] as const)
  test(`answers of ${of} from which none was drawn change no figure, and are counted`, async () => {
    const project = await ran();
    await project.command('label', '--draw', '01');
    for (const [rater, choose] of [
      ['one', one],
      ['two', two],
    ] as const)
      assert.is((await label(project, rater, choose)).code, 0);
    const more = `await run({ ${options}, dataset: sums, judges: [adder.judge], decoding: { maxNewTokens: 8 } });`;
    project.write(script, project.read(script).replace('// ## Results', `${more}\n\n// ## Results`));
    const { code, stderr } = await project.command('report', '--quiet');
    assert.is(code, 0, stderr);
    const page = project.read('reports/01-scripted.md');
    assert.match(page, '6 of 9 alike (68 % [37–86] of all they were drawn from); of 8 passes 2');
    assert.match(page, 'nothing is said of the 6 answers of other models or conditions');
    assert.match(project.read('reports/judge-readers.md'), '| [01](01-scripted.md) sums, sum | 12 | 6 | 12 |');
    const valid = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync('docs/manifest.schema.json', 'utf8')));
    assert.ok(valid(JSON.parse(project.read('reports/manifest.json'))), JSON.stringify(valid.errors));
    project.remove();
  });

test.run();

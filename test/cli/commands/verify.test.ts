// Verification finds every flipped character and says where, and tells drift that matters from drift that does not.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';
import { server, stream } from '../../fixtures/server.js';

const test = suite<{ project: Project }>('verify');
test.before.each(async (context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  await context.project.run('experiments/01-scripted.ts');
});
test.after.each(({ project }) => project.remove());

test('untouched, all holds and every answer is the same', async ({ project }) => {
  const { code, stdout, stderr } = await project.command('verify', '--full');
  assert.is(code, 0, stdout + stderr);
  assert.match(stdout, '01-scripted: careless on sums: 6 of 6 answers asked again are the same (of 6)');
  assert.match(stdout, /verified\n$/);
});

test('one flipped character in a record, a dataset, a script or a report is found, with its line', async ({ project }) => {
  for (const [path, from, to, where] of [
    ['records/right/sums.jsonl', '"4 + 5"', '"4 + 6"', 'records/right/sums.jsonl:4: '],
    ['datasets/sums/data.jsonl', '"target":7', '"target":8', 'datasets/sums/data.jsonl:3: '],
    ['datasets/sums/data.jsonl', '{"id":"sum-2"', '{"id":"sum-2', 'datasets/sums/data.jsonl:2: '],
    ['adder.ts', 'scripted models', 'scripted model5', 'adder.ts: '],
    ['experiments/01-scripted.ts', 'Six sums', 'Six Sums', 'experiments/01-scripted.ts: '],
    ['reports/01-scripted.csv', 'careless', 'careful1', 'reports/01-scripted.csv: '],
    ['reports/01-scripted.md', '80.0', '90.0', 'reports/01-scripted.md: '],
  ] as const) {
    const whole = project.read(path);
    assert.ok(whole.includes(from), from);
    project.write(path, whole.replace(from, to));
    const { code, stdout } = await project.command('verify', '--no-rerun');
    assert.is(code, 4, path);
    assert.ok(stdout.includes(`FAULT  ${where}`), stdout);
    project.write(path, whole);
  }
});

test('an answer that changed is shown with the first difference; a headline outside its interval fails', async ({ project }) => {
  const verify = async (drift: string, ...args: string[]) => {
    process.env.EVALBOOK_TEST_DRIFT = drift;
    try {
      return await project.command('verify', '--full', ...args);
    } finally {
      delete process.env.EVALBOOK_TEST_DRIFT;
    }
  };
  const small = await verify('one');
  assert.is(small.code, 0, small.stdout);
  assert.match(small.stdout, '5 of 6 answers asked again are the same');
  assert.match(small.stdout, 'sum-6, trial 0: differs at character 1, "4" → "5"; verdicts the same');
  const large = await verify('all', '--json');
  assert.is(large.code, 4);
  const { holds, agreements } = JSON.parse(large.stdout);
  assert.not(holds);
  assert.equal(agreements[0].headlines[0].within, false);
  assert.match(agreements[0].differences[0].verdicts[0], 'sum: right → wrong');
});

test('a model whose server is down is absent, no fault; a run that needs it says so', async ({ project }) => {
  const { baseURL, close } = await server((response) => stream(response, ['5']));
  const script = project
    .read('experiments/01-scripted.ts')
    .replace("adder('careless')", `adder('careless'), endpoint(${JSON.stringify({ model: 'tiny', family: 'none', baseURL })})`)
    .replace('\nimport { adder }', "\nimport { endpoint } from 'evalbook/models';\nimport { adder }");
  project.write('experiments/01-scripted.ts', script);
  const first = await project.run('experiments/01-scripted.ts');
  await close();
  assert.is(first.code, 0, first.stderr);
  const { code, stdout } = await project.command('verify', '--json');
  assert.equal(JSON.parse(stdout).absent, [{ model: 'tiny', reports: ['01'] }]);
  assert.equal(JSON.parse(stdout).faults, []);
  assert.is(code, 0);
  project.write('datasets/sums/data.jsonl', sums.replace('"1 + 2"', '"2 + 1"'));
  const missing = await project.run('experiments/01-scripted.ts');
  assert.is(missing.code, 3);
  assert.match(missing.stderr, /no answer from .*Start the server, then run the same command again/);
});

test('a sample is chosen by the seed, and a bad one is refused', async ({ project }) => {
  const first = await project.command('verify', '--sample', '2', '--json');
  assert.equal(
    JSON.parse(first.stdout).agreements.map(({ asked }: { asked: number }) => asked),
    [2, 2],
  );
  assert.is((await project.command('verify', '--sample', '0')).code, 2);
});

test.run();

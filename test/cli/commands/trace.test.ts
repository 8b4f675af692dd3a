// From a number to its evidence, as a reader goes: report, row, record line, prompt.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

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

const script = (lines: string[]) => ['// # A question?', '', ...lines, 'export default await weave();', ''].join('\n');
const judge = "{ name: 'any', version: '1', grade: () => ({ judge: 'any', score: 1, verdict: 'right', why: '=why' }) }";

test('an answer is told to the letter, whatever its CSV cell begins with', async () => {
  const answers = ['=1+1', "'=1+1", '-5', "'quoted'", '＝1', '\ttab'];
  const project = new Project()
    .write(
      'datasets/signs/data.jsonl',
      answers.map((output, i) => `${JSON.stringify({ id: `s${i}`, input: output })}\n`).join(''),
    )
    .write(
      'experiments/01-signs.ts',
      script([
        "import { notebook } from 'evalbook';",
        'const { load, run, weave } = notebook(import.meta.url);',
        "import { scripted } from '../scripted.js';",
        "const model = scripted({ say: ({ messages }) => messages[0]?.content ?? '' });",
        `await run({ models: [model], dataset: await load('signs'), prompt: ({ input }) => input, judges: [${judge}], decoding: { maxNewTokens: 8 } });`,
      ]),
    );
  const { code, stderr } = await project.run('experiments/01-signs.ts');
  assert.is(code, 0, stderr);
  const told = JSON.parse((await project.command('trace', '01', '--json')).stdout) as Record<string, string>[];
  assert.equal(
    told.map(({ input, output, why }) => [input, output, why]),
    answers.map((answer) => [answer, answer, '=why']),
  );
  assert.match((await project.command('trace', '01', 's0')).stdout, '\nprompt: =1+1\nanswer: =1+1\n');
  assert.match((await project.command('trace', '01', 's1')).stdout, "\nanswer: '=1+1\n");
  project.write('records/scripted/signs.jsonl', '');
  const without = (await project.command('trace', '01', 's2')).stdout;
  assert.match(without, 'recorded at records/scripted/signs.jsonl (not found: run `make report`)');
  assert.match(without, '\nanswer: -5\n');
  project.remove();
});

test('a given answer is in the dataset; a report without answers says so', async () => {
  const project = new Project()
    .write('datasets/mine/data.jsonl', '{"id":"a","input":"?","output":"x"}\n{"id":"b","input":"?","output":"+y"}\n')
    .write(
      'experiments/01-given.ts',
      script([
        "import { notebook } from 'evalbook';",
        'const { load, gradeExisting, weave } = notebook(import.meta.url);',
        `await gradeExisting({ dataset: await load('mine'), judges: [${judge}] });`,
      ]),
    )
    .write(
      'experiments/02-none.ts',
      script(["import { notebook } from 'evalbook';", 'const { show, weave } = notebook(import.meta.url);', "show('Nothing.');"]),
    );
  const { code, stderr } = await project.command('report', '--quiet');
  assert.is(code, 0, stderr);
  const { stdout } = await project.command('trace', '01', 'b');
  assert.match(stdout, 'given in the dataset, at datasets/mine/data.jsonl:2\nprompt: ?\nanswer: +y\n');
  const none = await project.command('trace', '02');
  assert.is(none.code, 2);
  assert.is(none.stderr, 'evalbook: report 02-none has no answers of its own; those that have: 01-given\n');
  project.remove();
});

test.run();

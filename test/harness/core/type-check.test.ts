// A slip that TypeScript knows is one line before a model is asked; recorded answers replay without a check.
import { readFileSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Project, sums } from '../../fixtures/project.js';

const script = 'experiments/01-scripted.ts';
const options = { target: 'ES2022', module: 'NodeNext', strict: true, skipLibCheck: true, types: ['node'], noEmit: true };

const test = suite<{ project: Project }>('type check');
test.before.each((context) => {
  context.project = new Project()
    .experiment('01-scripted.ts')
    .write('datasets/sums/data.jsonl', sums)
    .write('tsconfig.json', JSON.stringify({ compilerOptions: options, include: ['experiments'] }));
});
test.after.each(({ project }) => project.remove());

const wrong = (project: Project) => project.read(script).replace("by: ['model'] });", "byy: ['model'] });");

test('a mistake is named with its line, and no model is asked', async ({ project }) => {
  project.write(script, wrong(project));
  const { code, stderr } = await project.run(script);
  assert.is(code, 2, stderr);
  assert.match(stderr, /^evalbook: experiments\/01-scripted\.ts:\d+: .*'byy'.* no model was asked$/m);
  assert.not(project.has('records'));
});

test('a script without mistakes is asked, and replays unchecked', async ({ project }) => {
  assert.is((await project.run(script)).code, 0);
  project.write('tsconfig.json', '{"compilerOptions":{"types":["no-such-types"],"strict":true}}');
  assert.is((await project.run(script)).code, 0);
});

test('without a tsconfig.json nothing is checked', async ({ project }) => {
  project.write(
    script,
    readFileSync(`test/fixtures/${script}`, 'utf8').replace('maxNewTokens: 8', 'maxNewTokens: 8 as unknown as number'),
  );
  project.remove('tsconfig.json');
  assert.is((await project.run(script)).code, 0);
});

test.run();

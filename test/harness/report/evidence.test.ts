// Evidence covers the recorded lines that a report used: what other scripts ask of the same dataset changes no id, a changed line does.
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { sha256 } from '../../../harness/core/canonical.js';
import { seal } from '../../../harness/records/store.js';
import type { Manifest } from '../../../harness/report/manifest.js';
import { Project, sums } from '../../fixtures/project.js';

const records = 'records/right/sums.jsonl';

const test = suite<{ project: Project }>('evidence');
test.before.each(async (context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  assert.is((await context.project.command('report', '--quiet')).code, 0);
});
test.after.each(({ project }) => project.remove());

function manifestOf(project: Project): Manifest {
  return JSON.parse(project.read('reports/manifest.json'));
}

test('another script that asks the same dataset with other decoding changes no evidence', async ({ project }) => {
  const before = manifestOf(project).reports['01-scripted'];
  const lines = project.read(records).split('\n').length;
  project.write(
    'experiments/02-longer.ts',
    project.read('experiments/01-scripted.ts').replace('maxNewTokens: 8', 'maxNewTokens: 9'),
  );
  assert.is((await project.command('report', '--quiet')).code, 0);
  assert.is(project.read(records).split('\n').length, 2 * lines - 1);
  assert.equal(manifestOf(project).reports['01-scripted'], before);
  const { code, stdout } = await project.command('verify', '--no-rerun');
  assert.is(code, 0, stdout);
});

test('the hash is over the used lines alone, and each can be found in the file', async ({ project }) => {
  const text = project.read(records);
  const entry = manifestOf(project).reports['01-scripted']?.inputs.find(({ path }) => path === records);
  assert.is(entry?.sha256, sha256(text));
  assert.equal(
    entry?.lines,
    text
      .trim()
      .split('\n')
      .map((line) => sha256(line).slice(0, 8)),
  );
});

test('a line that was changed and sealed anew, one that is gone, and two that changed places are found', async ({ project }) => {
  const lines = project.read(records).trim().split('\n');
  const { check: _, ...record } = JSON.parse(lines[2] as string);
  const forged = seal({ ...record, output: '8' });
  for (const [changed, says] of [
    [lines.with(2, forged), 'the one that was number 3 of them is gone or changed'],
    [lines.filter((_, i) => i !== 1), 'the one that was number 2 of them is gone or changed'],
    [[lines[1], lines[0], ...lines.slice(2)], 'they are in another order'],
  ] as const) {
    project.write(records, changed.map((line) => `${line}\n`).join(''));
    const { code, stdout } = await project.command('verify', '--no-rerun');
    assert.is(code, 4);
    assert.match(stdout, `FAULT  ${records}: expected 6 lines that a report used`);
    assert.match(stdout, says);
  }
});

test.run();

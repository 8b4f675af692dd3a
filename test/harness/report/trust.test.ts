// What stands below the rates of a judge: what this project proved, else what evalbook brings, else that nothing is proved.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validation } from '../../../harness/report/trust.js';
import { projectIn, repository } from '../../fixtures/projects.js';

const folder = mkdtempSync(join(tmpdir(), 'trust-'));
const project = projectIn(folder);
test.after(() => rmSync(folder, { recursive: true }));

test('a project that proved none has the line of the judges that come along, without a page that it has not', () => {
  const ours = validation('math', repository);
  assert.is(ours.path, 'reports/judge-validation.csv');
  assert.match(ours.line, / \(\[all\]\(judge-validation\.md\)\)\.$/);
  const there = validation('math', project);
  assert.is(there.line, ours.line.replace(' ([all](judge-validation.md))', ''));
  assert.is(there.path, null);
});

test('a judge of nobody is not validated', () => {
  assert.is(validation('mine', project).line, 'Judge mine: not validated on labelled data.');
});

test('what a project proved itself comes first', () => {
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports/judge-validation.csv'), 'judge,measure,measured,passed\nmath,own labels,3/4,no\n');
  const { line, path } = validation('math', project);
  assert.match(line, /^Judge math: own labels, 3\/4; 0 of 1 checks/);
  assert.is(path, 'reports/judge-validation.csv');
  assert.match(validation('json', project).line, /^Judge json: .*passed\.$/);
});

test.run();

// The line below a rate is the judge's own: what ours reached is said of ours alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { validation, withTrust } from '../../../harness/report/trust.js';
import { json, math } from '../../../judges/index.js';
import { projectIn, repository } from '../../fixtures/projects.js';

const folder = mkdtempSync(join(tmpdir(), 'evalbook-trust-'));
test.after(() => rmSync(folder, { recursive: true }));
const elsewhere = projectIn(folder);

test('in a project that has proved nothing, our judges come with what they reached, by a file of the package', () => {
  const { line, path } = validation(math, elsewhere);
  assert.match(
    line,
    /^Judge math: verdict equals the label of a solution, 2660\/2660; \d+ of \d+ checks on labelled data passed\.$/,
  );
  assert.is(path, 'evalbook:reports/judge-validation.csv');
});

test('a judge of the same name that is not ours is not said to be proved', () => {
  const line = 'Judge math: not validated on labelled data.';
  assert.is(validation({ name: 'math' }, elsewhere).line, line);
  assert.is(validation('math', elsewhere).line, line);
});

test('a project that has proved its judges says so, and its report rests on that file', () => {
  const { caption, inputs } = withTrust({ columns: [], rows: [], judge: math }, repository);
  assert.match(caption ?? '', '([all](judge-validation.md))');
  assert.equal(inputs, ['reports/judge-validation.csv']);
});

test('checks on cases that were made from a seed are not said to be on published data', () => {
  assert.match(
    validation(json, elsewhere).line,
    /; 20 of 20 checks on labelled data passed, 10 of them on cases made from a seed\.$/,
  );
  assert.not.match(validation(math, elsewhere).line, 'seed');
});

test('what a project proved itself comes first', () => {
  mkdirSync(join(folder, 'reports'));
  writeFileSync(join(folder, 'reports/judge-validation.csv'), 'judge,measure,measured,passed\nmath,own labels,3/4,no\n');
  const { line, path } = validation(math, elsewhere);
  assert.match(line, /^Judge math: own labels, 3\/4; 0 of 1 checks/);
  assert.is(path, 'reports/judge-validation.csv');
});

test.run();

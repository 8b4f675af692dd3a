// CITATION.cff, evalbook.json and package.json say the same of version, date, authors and licence.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findProject } from '../harness/project.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const { file, title, authors, licence, version, released } = findProject(repository);
const cff = readFileSync(file('CITATION.cff'), 'utf8');
const tool = JSON.parse(readFileSync(file('package.json'), 'utf8')) as { name: string; version: string; license: string };

/** The text of a field at the top of the file; undefined where there is none. */
function fieldOf(name: string): string | undefined {
  return new RegExp(`^${name}: *"?([^"\\n]*)"?$`, 'm').exec(cff)?.[1];
}

test('the name is that of the tool', () => {
  assert.match(fieldOf('title') ?? '', new RegExp(`^${title}: `));
  assert.is(title, tool.name);
});

test('one version', () => {
  assert.is(fieldOf('version'), version);
  assert.is(tool.version, version);
});

test('the date is that of the release', () => {
  assert.is(fieldOf('date-released'), released);
});

test('the same authors in the same order', () => {
  const [, list = ''] = /^authors:\n((?:[ -].*\n)+)/m.exec(cff) ?? [];
  assert.equal(
    [...list.matchAll(/^ +- name: (.+)$/gm)].map(([, name]) => name),
    authors,
  );
});

test('one licence', () => {
  assert.is(fieldOf('license'), licence);
  assert.is(tool.license, licence);
});

test.run();

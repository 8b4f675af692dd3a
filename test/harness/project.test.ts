// evalbook.json is read once: a wrong field is named, with what was expected and what came; the nearest file above counts.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../harness/core/errors.js';
import { findProject, openProject, parseSettings } from '../../harness/project.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'evalbook-project-')));
test.after(() => rmSync(folder, { recursive: true }));

const settings = { title: 'T', authors: ['A'], licence: 'CC0-1.0' };

function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof UserError && error.code === 2, String(error));
    assert.not.match(error.message, '\n');
    return error.message;
  }
  return assert.unreachable() as never;
}

test('each wrong field: where, what was expected, what came', () => {
  for (const [change, says] of [
    [{ title: '' }, 'evalbook.json: expected `title` to be a text that is not empty, got ""'],
    [{ authors: 'A' }, 'evalbook.json: expected `authors` to be a list of one or more names, got "A"'],
    [{ authors: [] }, 'evalbook.json: expected `authors` to be a list of one or more names, got []'],
    [{ authors: ['A', 3] }, 'evalbook.json: expected `authors` to be a list of one or more names, got ["A",3]'],
    [{ licence: undefined }, 'evalbook.json: expected `licence` to be a text that is not empty, e.g. "CC-BY-4.0", got nothing'],
    [{ released: '24.11.2026' }, 'evalbook.json: expected `released` to be a date, e.g. "2026-11-24", got "24.11.2026"'],
    [{ records: '../elsewhere' }, 'evalbook.json: expected `records` to be the path of a folder in this one, got "../elsewhere"'],
    [{ reports: '/tmp' }, 'evalbook.json: expected `reports` to be the path of a folder in this one, got "/tmp"'],
  ] as const)
    assert.is(
      refused(() => parseSettings(JSON.stringify({ ...settings, ...change }))),
      says,
    );
  assert.match(
    refused(() => parseSettings(JSON.stringify({ ...settings, author: 'A' }))),
    /^evalbook\.json: expected only the fields title, authors, .*, got `author`$/,
  );
});

test('a file that is no JSON, or no object; a byte order mark is none of its text', () => {
  assert.match(
    refused(() => parseSettings('{')),
    /^evalbook\.json: expected JSON, got text that is not/,
  );
  assert.match(
    refused(() => parseSettings('[]')),
    /^evalbook\.json: expected/,
  );
  assert.is(parseSettings(`\uFEFF${JSON.stringify(settings)}`).title, 'T');
});

test('the nearest file above counts; without one it is said how to start', () => {
  mkdirSync(join(folder, 'outer/inner/deep'), { recursive: true });
  const absent = refused(() => findProject(join(folder, 'outer')));
  assert.match(
    absent,
    /^expected evalbook\.json in .*outer or a folder above, found none\. `npx evalbook init` starts a notebook here$/,
  );
  writeFileSync(join(folder, 'outer/evalbook.json'), JSON.stringify({ ...settings, title: 'outer' }));
  assert.is(findProject(join(folder, 'outer/inner/deep')).title, 'outer');
  writeFileSync(join(folder, 'outer/inner/evalbook.json'), JSON.stringify({ ...settings, title: 'inner' }));
  const { title, folder: found } = findProject(join(folder, 'outer/inner/deep'));
  assert.equal([title, found], ['inner', join(folder, 'outer/inner')]);
});

test('other folders: every path follows', () => {
  const { at } = openProject('/x', parseSettings(JSON.stringify({ ...settings, records: 'said/by models', reports: 'out' })));
  assert.is(at.answers('m', 'd'), 'said/by models/m/d.jsonl');
  assert.is(at.verdicts('j', 'd'), 'said/by models/judges/j/d.jsonl');
  assert.equal([at.report('01-a', 'md'), at.report('01-a', 'csv', true)], ['out/01-a.md', 'out/draft/01-a.csv']);
});

test.run();

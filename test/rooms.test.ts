// The rooms: imports point one way and in no circle, only one file reads the environment, and nothing depends on the locale.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { circlesOf, filesOf, graphOf, importsOf } from './import-graph.js';

/** What each room may import besides itself. */
const allowed: Record<string, string[]> = {
  harness: [],
  models: ['harness'],
  judges: ['harness'],
  validation: ['harness', 'models', 'judges'],
  datasets: ['harness'],
  experiments: [], // from 'evalbook' alone, as anybody's do
  queue: ['harness'],
  page: ['models'], // runs in browsers, with the kernel; what builds it shares its filters and types
  cli: ['harness', 'models', 'judges', 'validation', 'queue', 'page'],
  bench: ['harness', 'models', 'judges', 'validation', 'queue', 'cli'],
};

/** The rooms of the harness, in storeys: a file imports from its own room and from lower storeys; figures draw what analysis counts. */
const storeys = [['core'], ['records', 'stats', 'check'], ['run'], ['analysis'], ['figures'], ['report']];

/** Data of another room that a file reads by its place. */
const reads: Record<string, string> = {
  'cli/support/own-package.ts': 'package.json',
};

const sources = Object.keys(allowed).flatMap(filesOf);
const roomOf = (path: string) => path.split('/')[0] as string;

test('imports point one way: experiments, cli → validation → models, judges → harness', () => {
  assert.ok(sources.length > 20, 'the rooms were not found: run the tests from the project folder');
  for (const file of sources) {
    const may = [roomOf(file), ...(allowed[roomOf(file)] as string[])];
    for (const path of importsOf(file).code) assert.ok(may.includes(roomOf(path)), `${file} imports ${path}`);
  }
});

test('a file that is named by its place is in the same room, or in one that may be imported, and is there', () => {
  for (const file of sources) {
    const may = [roomOf(file), ...(allowed[roomOf(file)] as string[]), 'node_modules', '.', 'package.json'];
    for (const path of importsOf(file).files) {
      assert.ok(may.includes(roomOf(path)) || reads[file] === path, `${file} names ${path}`);
      assert.ok(roomOf(path) === 'node_modules' || existsSync(path), `${file} names ${path}, which is not there`);
    }
  }
});

test('the harness is built in storeys: report → figures → analysis → run → records, stats, check → core', () => {
  const storeyOf = (path: string) => storeys.findIndex((rooms) => rooms.includes(path.split('/')[1] as string));
  for (const file of sources.filter((file) => /^harness\/\w+\//.test(file)))
    for (const path of importsOf(file).code.filter((path) => /^harness\/\w+\//.test(path))) {
      const same = path.split('/')[1] === file.split('/')[1];
      assert.ok(storeyOf(file) >= 0 && (same || storeyOf(path) < storeyOf(file)), `${file} imports ${path}`);
    }
});

test('the check of the numbers reaches nothing that computed them', () => {
  const graph = graphOf(sources);
  const reached = new Set(filesOf('harness/check'));
  assert.ok(reached.size > 0);
  for (const file of reached) for (const next of graph.get(file) ?? []) reached.add(next);
  assert.equal([...new Set([...reached].map((file) => file.split('/').slice(0, 2).join('/')))].sort(), [
    ...['harness/check', 'harness/core', 'harness/project.ts'],
  ]);
});

test('no page is made with what exports it', () => {
  const exporters = filesOf('harness/report/export');
  assert.ok(exporters.length > 0);
  for (const [file, next] of graphOf(sources.filter((file) => file.startsWith('harness/') && !exporters.includes(file))))
    assert.equal(
      next.filter((path) => exporters.includes(path)),
      [],
      file,
    );
});

test('experiments import packages alone', () => {
  for (const file of sources.filter((file) => file.startsWith('experiments/')))
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g))
      assert.ok(['evalbook', 'evalbook/judges', 'evalbook/models'].includes(name), `${file} imports ${name}`);
});

test('only harness/project.ts knows where reports, records and datasets lie', () => {
  const literal = /['"`](reports|records|datasets|experiments)\//;
  for (const file of sources.filter(
    (file) => /^(harness|models|judges|queue|cli)\//.test(file) && !['harness/project.ts', 'cli/pack.ts'].includes(file),
  ))
    for (const line of readFileSync(file, 'utf8').split('\n'))
      if (!/^\s*(\/\/|\*|\/\*)/.test(line)) assert.not.match(line, literal, `${file}: ${line.trim()}`);
});

test('no file imports itself by way of others', () => {
  const circles = circlesOf(graphOf(sources));
  assert.equal(circles, []);
});

test('datasets, records and reports hold no code that another room imports', () => {
  for (const file of sources.filter((file) => !file.startsWith('datasets/')))
    for (const path of importsOf(file).code) assert.not.ok(/^(datasets|records|reports)\//.test(path), `${file} imports ${path}`);
});

test('where the labelled corpora lie by default is said in validation/ alone', () => {
  const pages = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`);
  for (const file of [...sources, ...pages, 'README.md', 'AGENTS.md', 'Makefile'].filter(
    (file) => !file.startsWith('validation/'),
  ))
    assert.not.match(readFileSync(file, 'utf8'), /shared\/validation/, file);
});

test('only harness/core/options.ts reads flags and the environment', () => {
  for (const file of sources.filter(
    (file) =>
      file !== 'harness/core/options.ts' &&
      file !== 'cli/evalbook.ts' &&
      !file.startsWith('bench/') &&
      !file.startsWith('judges/code/sandbox/'), // its processes may read nothing else of the project
  ))
    assert.not.match(readFileSync(file, 'utf8'), /process\.(env|argv)\b/, file);
});

test('sort order and text never depend on the locale', () => {
  for (const file of sources) assert.not.match(readFileSync(file, 'utf8'), /\b(localeCompare|toLocale\w+|Intl\.)/, file);
});

test.run();

// The rooms: imports point one way, only one file reads the environment, and no absolute path or host is in the sources.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** What each room may import besides itself. */
const allowed: Record<string, string[]> = {
  harness: [],
  models: ['harness'],
  judges: ['harness'],
  validation: ['harness', 'models', 'judges'],
  datasets: ['harness'],
  experiments: ['harness', 'models', 'judges'],
  cli: ['harness', 'models', 'judges', 'validation'],
  bench: ['harness', 'models', 'judges', 'validation', 'cli'],
};

const sources = Object.keys(allowed).flatMap((room) => filesOf(room));

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|mjs)$/.test(name) && !name.includes('node_modules'))
      .map((name) => join(folder, name).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, path = '']) =>
    normalize(join(dirname(file), path)).replaceAll('\\', '/'),
  );
}

test('imports point one way: experiments, cli → models, judges → harness', () => {
  assert.ok(sources.length > 20, 'the rooms were not found: run the tests from the project folder');
  for (const file of sources) {
    const room = file.split('/')[0] as string;
    for (const path of importsOf(file)) {
      const other = path.split('/')[0] as string;
      assert.ok(other === room || allowed[room]?.includes(other), `${file} imports ${path}`);
    }
  }
});

test('datasets, records and reports hold no code that another room imports', () => {
  for (const file of sources)
    for (const path of importsOf(file))
      assert.not.ok(/^(datasets|records|reports)\//.test(path) && !file.startsWith('datasets/'), `${file} imports ${path}`);
});

test('only harness/options.ts reads flags and the environment', () => {
  for (const file of sources.filter(
    (file) =>
      file !== 'harness/options.ts' &&
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

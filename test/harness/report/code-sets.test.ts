// What a report rests on of evalbook's own code: every file of the harness, of the judges that its script imports, of the listings,
// and the libraries. A byte changes the sets that hold it, and no other.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { importsOf } from '../../../harness/core/imports.js';
import { type CodeSet, codeOf, setHash } from '../../../harness/report/code-sets.js';
import { evidenceOf } from '../../../harness/report/manifest.js';
import { judgesByName } from '../../../judges/names.js';
import { projectIn } from '../../fixtures/projects.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'evalbook-code-'));
const project = projectIn(join(root, 'notebook'));

test.before(() => {
  for (const path of ['harness', 'judges', 'models/index.ts', 'models/catalog', 'package-lock.json'])
    cpSync(join(repository, path), join(root, path), { recursive: true });
});
test.after(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(project.folder, path)), { recursive: true });
  writeFileSync(join(project.folder, path), text);
}

function setsOf(script: string): CodeSet[] {
  write('experiments/01-x.ts', script);
  return codeOf(project, 'experiments/01-x.ts', root);
}

const namesOf = (script: string) => setsOf(script).map(({ name }) => name);
const hashesOf = (script: string) => Object.fromEntries(setsOf(script).map((set) => [set.name, setHash(set)]));

/** Names of sets that a changed byte changes. */
function changedBy(script: string, path: string, before = hashesOf(script)): string[] {
  const file = join(root, path);
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    Buffer.from(bytes).fill((bytes[bytes.length >> 1] as number) ^ 1, bytes.length >> 1, (bytes.length >> 1) + 1),
  );
  const after = hashesOf(script);
  writeFileSync(file, bytes);
  return Object.keys(before).filter((name) => before[name] !== after[name]);
}

const all = `import { notebook } from 'evalbook';
import * as judges from 'evalbook/judges';
import { smollm2 } from 'evalbook/models';`;

test('a set for each judge that is imported, whatever way', () => {
  const of = (line: string) => namesOf(`import { notebook } from 'evalbook';\n${line}`);
  assert.equal(of(''), ['harness', 'libraries']);
  assert.equal(of("import { math } from 'evalbook/judges';"), ['harness', 'judges/math', 'libraries']);
  assert.equal(of("import {\n  code as python,\n  type Rubric,\n  math,\n} from 'evalbook/judges';"), [
    ...['harness', 'judges/code', 'judges/math', 'libraries'],
  ]);
  assert.equal(of("import { perplexityOf } from 'evalbook/judges';"), ['harness', 'judges/poem', 'libraries']);
  assert.equal(of("import { attackTable } from 'evalbook/judges';"), ['harness', 'judges/llm', 'libraries']);
  assert.equal(of("import type { Rubric } from 'evalbook/judges';"), ['harness', 'libraries']);
  assert.equal(of("// import { math } from 'evalbook/judges';"), ['harness', 'libraries']);
  assert.equal(of("import { printed } from 'evalbook/models';"), ['harness', 'models', 'libraries']);
  const every = ['harness', 'judges/code', 'judges/constraints', 'judges/json', 'judges/llm', 'judges/math', 'judges/poem'];
  assert.equal(of("import * as judges from 'evalbook/judges';"), [...every, 'libraries']);
  assert.equal(of("const { math } = await import('evalbook/judges');"), [...every, 'libraries']);
});

test('judges that the command line knows are sets', () => {
  for (const name of Object.keys(judgesByName))
    assert.equal(namesOf(`import { ${name} } from 'evalbook/judges';`), ['harness', `judges/${name}`, 'libraries']);
});

test('a judge that imports another rests on that one too', () => {
  const file = join(root, 'judges/math/text.ts');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, `import { loopsOf } from '../poem/loops.js';\n${text}`);
  assert.equal(namesOf("import { math } from 'evalbook/judges';"), ['harness', 'judges/math', 'judges/poem', 'libraries']);
  writeFileSync(file, text);
});

test('one byte of any file of a judge, of a listing or of the harness changes its set and no other', () => {
  const sets = setsOf(all).filter(({ name }) => name !== 'libraries');
  const files = sets.flatMap(({ name, files }) => Object.keys(files).map((path) => ({ name, path })));
  const wanted = [
    ...['known.txt', 'pairs.txt', 'perplexity.json', 'pingshui.txt', 'simplified.txt'].map((name) => `judges/poem/data/${name}`),
    'judges/llm/rubrics/poem-fluency-zh.md',
    'judges/code/sandbox/analyse.py',
    'judges/constraints/function-words.ts',
    'judges/json/plausible.ts',
    'judges/math/words.ts',
    'models/catalog/tinyllama-1.1b-chat-v1.0/config.json',
    'models/catalog/qwen2.5-0.5b-instruct/source.json',
    'harness/stats/level.ts',
    'harness/figures/theme.ts',
    'harness/figures/font/evalbook-sans-sc.otf',
  ];
  const before = hashesOf(all);
  for (const path of new Set([...wanted, ...files.filter((_, i) => i % 5 === 0).map(({ path }) => path)])) {
    const [set] = files.filter((one) => one.path === path).map(({ name }) => name);
    assert.ok(set, path);
    assert.equal(changedBy(all, path, before), [set], path);
  }
});

test('what decides nothing changes nothing: pages for readers, the check of the numbers, exports, hidden files', () => {
  for (const path of [
    ...['judges/poem/README.md', 'judges/poem/data/README.md', 'harness/check/intervals.ts', 'harness/report/export/score.ts'],
  ])
    assert.equal(changedBy(all, path), [], path);
  const before = hashesOf(all);
  writeFileSync(join(root, 'judges/math/.DS_Store'), 'x');
  assert.equal(hashesOf(all), before);
  rmSync(join(root, 'judges/math/.DS_Store'));
});

test('a file more changes the set, and every set the evidence', () => {
  const before = hashesOf(all);
  writeFileSync(join(root, 'judges/math/more.ts'), '');
  assert.not.equal(hashesOf(all)['judges/math'], before['judges/math']);
  rmSync(join(root, 'judges/math/more.ts'));
  const code = setsOf(all).map((set) => ({ name: set.name, sha256: setHash(set), count: 1 }));
  const entry = { inputs: [], models: [], judges: [], code };
  const ids = code.map((_, i) => evidenceOf({ ...entry, code: code.with(i, { name: 'x', sha256: '', count: 1 }) }, undefined));
  assert.is(new Set([evidenceOf(entry, undefined), ...ids]).size, code.length + 1);
});

test('libraries are the ones of the lock, of every system, without those for development', () => {
  const libraries = setsOf(all).at(-1)?.files ?? {};
  const names = Object.keys(libraries);
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  assert.ok(names.includes(`vega@${packages['node_modules/vega'].version}`));
  assert.ok(
    names.some((name) => name.startsWith('@esbuild/win32-x64@')) && names.some((name) => name.startsWith('@esbuild/linux-x64@')),
  );
  assert.not.ok(names.some((name) => /^(typescript|uvu|@biomejs)/.test(name)));
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { integrity } = packages['node_modules/vega'];
  writeFileSync(join(root, 'package-lock.json'), lock.replace(integrity, integrity.replace(/.==$/, 'A==')));
  const changed = setsOf(all).at(-1)?.files ?? {};
  assert.equal(
    names.filter((name) => changed[name] !== libraries[name]),
    [`vega@${packages['node_modules/vega'].version}`],
  );
  writeFileSync(join(root, 'package-lock.json'), lock);
});

test('another layout of node_modules gives the same libraries', () => {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const { packages, ...rest } = JSON.parse(lock);
  const before = setsOf(all).at(-1);
  packages['node_modules/vega/node_modules/d3-array'] = packages['node_modules/d3-array'];
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ ...rest, packages }));
  assert.equal(setsOf(all).at(-1), before);
  writeFileSync(join(root, 'package-lock.json'), lock);
});

test('a package that the script itself imports is among the libraries', () => {
  const own = (line: string) => Object.keys(setsOf(`import { notebook } from 'evalbook';\n${line}`).at(-1)?.files ?? {});
  assert.equal(
    own("import { unheard } from '@some/where/deep';").filter((name) => !own('').includes(name)),
    ['@some/where'],
  );
  assert.equal(own("import { readFileSync } from 'node:fs';"), own(''));
});

test('the files that a script imports are followed for judges too', () => {
  write('experiments/../judge.ts', "import { math } from 'evalbook/judges';\nexport { math };\n");
  assert.equal(namesOf("import { notebook } from 'evalbook';\nimport { math } from '../judge.js';"), [
    ...['harness', 'judges/math', 'libraries'],
  ]);
});

test('imports are read from the text', () => {
  assert.equal(
    importsOf(
      "import a, { b } from 'x';\nimport 'y';\nexport { c as d } from './z.js';\nnew URL('./data.json', import.meta.url)",
    ),
    [
      { from: 'x', names: null },
      { from: './z.js', names: ['c'] },
      { from: 'y', names: null },
      { from: './data.json', names: null },
    ],
  );
  assert.equal(importsOf("// We import much.\nimport { b } from 'x';"), [{ from: 'x', names: ['b'] }]);
});

test.run();

// A notebook in a folder of one's own: written whole or not at all, and beside what is there already.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkers, withNotebook } from '../../../cli/support/user-package.js';
import { findProject } from '../../../harness/project.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const bin = join(repository, 'cli/bin.mjs');
const own = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
const parent = mkdtempSync(join(tmpdir(), 'evalbook-init-'));
chmodSync(parent, 0o755);
test.after(() => rmSync(parent, { recursive: true, force: true }));

const gitconfig = join(parent, 'gitconfig');
writeFileSync(gitconfig, '');

/** As a user whom folders can be shut to: root may write everywhere. */
const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Where that user cannot read this checkout, or Node, nothing can be run as them. */
const canRun =
  spawnSync(process.execPath, [bin, '--version'], { encoding: 'utf8', env: { TMPDIR: '/tmp' }, ...nobody }).status === 0;
function asNobody(name: string, check: () => void): void {
  if (canRun) test(name, check);
  else test.skip(`${name} (not run: the user "nobody" cannot read this checkout)`, check);
}

function run(cwd: string, args: string[], user: { uid?: number; gid?: number } = {}) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: gitconfig, TMPDIR: '/tmp', HOME: parent };
  return spawnSync(process.execPath, [bin, ...args], { cwd, env, encoding: 'utf8', ...user });
}

function folderOf(name: string, files: Record<string, string> = {}): string {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of Object.entries(files)) writeFileSync(join(folder, path), text);
  return folder;
}

const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

test('a notebook of the folder’s name and git’s author is there, and every path is said', () => {
  writeFileSync(gitconfig, '[user]\n\tname = Ada Tester\n');
  const folder = folderOf('a b (1) 中');
  const { status, stdout, stderr } = run(folder, ['init']);
  assert.is(status, 0, stderr);
  const { title, authors, licence } = findProject(folder);
  assert.equal({ title, authors, licence }, { title: 'a b (1) 中', authors: ['Ada Tester'], licence: 'CC-BY-4.0' });
  const files = filesIn(folder).filter((path) => /\.\w+$|file$/.test(path) && path !== '.github');
  assert.equal(files, stdout.split('\n\n')[0]?.split('\n').sort());
  assert.is(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).dependencies.evalbook, own.version);
  writeFileSync(gitconfig, '');
});

test('a folder that is named is made, and its author is a placeholder where git knows none', () => {
  const { status, stdout } = run(parent, ['init', 'new/deep']);
  assert.is(status, 0);
  assert.equal(findProject(join(parent, 'new/deep')).authors, ['your name']);
  assert.match(stdout, /^Next: {2}cd new\/deep$/m);
});

test('where files are in the way, all of them are named, and nothing is written', () => {
  const folder = folderOf('taken', { 'README.md': 'mine\n', Makefile: 'all:\n', 'package.json': '{}\n' });
  const { status, stderr } = run(folder, ['init']);
  assert.is(status, 2);
  assert.match(stderr, /^evalbook: .* got Makefile, README\.md; nothing was written.*\n$/);
  assert.equal(filesIn(folder), ['Makefile', 'README.md', 'package.json']);
  assert.is(readFileSync(join(folder, 'package.json'), 'utf8'), '{}\n');
});

test('a package.json keeps what it has, and gets what it lacks', () => {
  const given = { name: 'x', dependencies: { evalbook: 'file:../e.tgz', left: '1.0.0' }, scripts: { report: 'mine' } };
  const merged = JSON.parse(withNotebook(JSON.stringify(given), 'folder', '9.9.9'));
  assert.equal(merged.dependencies, given.dependencies);
  assert.equal(merged.devDependencies, checkers);
  assert.equal([merged.name, merged.type, merged.scripts.report], ['x', 'module', 'mine']);
  assert.match(merged.scripts.test, /--test/);
  const npm = withNotebook('{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}', 'folder', '9.9.9');
  assert.match(JSON.parse(npm).scripts.test, /--test/);
  assert.is(JSON.parse(withNotebook('{"devDependencies":{"typescript":"5"}}', 'f', '1')).devDependencies.typescript, '5');
});

test('a package.json that is broken, or of CommonJS, is said to be so', () => {
  assert.throws(() => withNotebook('{', 'folder', '1.0.0'), /package\.json: expected a JSON object/);
  assert.throws(() => withNotebook('{"type":"commonjs"}', 'folder', '1.0.0'), /expected `type` to be "module".*got "commonjs"/);
});

test('the checkers are those of evalbook', () => {
  for (const [name, version] of Object.entries(checkers)) assert.is(own.devDependencies[name], version);
});

test('a notebook above is named, and the nearer one counts', () => {
  const outer = folderOf('outer', { 'evalbook.json': '{"title":"outer","authors":["a"],"licence":"x"}', 'package.json': '{}' });
  const { status, stdout } = run(folderOf('outer/inner'), ['init']);
  assert.is(status, 0);
  assert.match(stdout, /outer\/evalbook\.json makes a notebook of a folder above/);
  assert.is(findProject(join(outer, 'inner')).title, 'inner');
});

asNobody('in a folder that cannot be written nothing is half-written', () => {
  const folder = folderOf('shut', { 'package.json': '{}' });
  mkdirSync(join(folder, 'test'), { mode: 0o777 });
  chmodSync(join(folder, 'test'), 0o777); // one of the files could be written
  chmodSync(folder, 0o555);
  const { status, stderr } = run(folder, ['init'], nobody);
  assert.is(status, 3, stderr);
  assert.match(stderr, /^evalbook: .*cannot write \(EACCES\); nothing was written.*\n$/);
  assert.equal(filesIn(folder), ['package.json', 'test']);
});

test('what was made before a file that cannot be written is removed again', () => {
  const folder = folderOf('half', { experiments: 'a file where a folder is to be\n' });
  const { status, stderr } = run(folder, ['init']);
  assert.is(status, 3, stderr);
  assert.match(stderr, /experiments\/01-first-question\.ts: cannot write/);
  assert.equal(filesIn(folder), ['experiments']);
});

test('reports that cannot be written are said to be so in a line', () => {
  const folder = folderOf('sealed');
  assert.is(run(folder, ['init']).status, 0);
  writeFileSync(
    join(folder, 'experiments/01-first-question.ts'),
    "// # Nothing\nimport { notebook } from 'evalbook';\nconst { weave } = notebook(import.meta.url);\nexport default await weave();\n",
  );
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(repository, join(folder, 'node_modules/evalbook'));
  writeFileSync(join(folder, 'reports'), 'a file where a folder is to be\n');
  const { status, stderr } = run(folder, ['report', '--quiet']);
  assert.is(status, 3, stderr);
  assert.match(stderr, /^experiments\/01-first-question\.ts: .*cannot write .*\n$/);
});

test.run();

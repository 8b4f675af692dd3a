// The README and the guide, done as they say, page by page: files are written, every command of a `console` block is run, and shows what is shown; code
// passes types and lint. Most pages are read in a copy of the project, two in a notebook of a reader's own. A `text` block only illustrates: packing
// and installing are done by the test of the package.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as evalbook from '../harness/index.js';
import { writeTinyModel } from './fixtures/gguf/model.js';
import { kinds } from './fixtures/gguf/quantised.js';
import { type Block, blocksOf, commandsOf, filesOf, mustPrint } from './fixtures/guide.js';
import { drawn, picturesOf } from './fixtures/guide-pictures.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'evalbook-docs-'));
/** a copy of the project */
const folder = join(parent, 'evalbook');
/** a notebook of a reader's own, into which it is installed */
const own = join(parent, 'my-notebook');

const chinese = 'docs/zh';
const pagesIn = (place: string) =>
  readdirSync(join(repository, place)).flatMap((name) => (/\.md$/.test(name) ? [`${place}/${name}`] : []));
const pages = ['README.md', 'README.zh-CN.md', ...pagesIn('docs')];
const translated = pagesIn(chinese);
const blocks = (page: string) => blocksOf(join(repository, page));

test.before(() => {
  const tracked = execFileSync('git', ['-C', repository, 'ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const path of tracked) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(repository, path), join(folder, path));
  }
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  writeTinyModel(join(folder, 'my-model.gguf'), { architecture: 'llama', kinds: kinds.slice(3, 4), seed: 'docs' });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'copy'],
  ])
    execFileSync('git', args, { cwd: folder, env });
  install();
});
test.after(() => rmSync(parent, { recursive: true, force: true }));

const env = {
  ...process.env,
  EVALBOOK_CACHE: join(parent, 'cache'),
  ...{ GIT_AUTHOR_NAME: 'test', GIT_AUTHOR_EMAIL: 'test@example.org' },
  ...{ GIT_COMMITTER_NAME: 'test', GIT_COMMITTER_EMAIL: 'test@example.org' },
};

/** What `npm install` would put into the reader's notebook, as links: all libraries, and the copy as evalbook. */
function install(): void {
  const modules = join(own, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  for (const name of readdirSync(join(repository, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(repository, 'node_modules', name), join(modules, name));
  for (const name of readdirSync(join(repository, 'node_modules/.bin')))
    if (name !== 'evalbook') symlinkSync(join(repository, 'node_modules/.bin', name), join(modules, '.bin', name));
  rmSync(join(modules, 'evalbook'), { force: true });
  symlinkSync(folder, join(modules, 'evalbook'));
  symlinkSync(join(folder, 'cli/bin.mjs'), join(modules, '.bin/evalbook'));
  writeFileSync(join(modules, '.package-lock.json'), '{}\n');
}

/** Runs a line of a `console` block. To make, everything is installed already. */
function run(cwd: string, line: string) {
  for (const path of ['package.json', 'package-lock.json', '.npmrc'])
    if (existsSync(join(cwd, path))) utimesSync(join(cwd, path), 0, 0);
  // what npm has linked is the repository's own
  const command = line.replace(/\bnpx evalbook\b/g, `node "${join(folder, 'cli/bin.mjs')}"`);
  return spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
}

function write(cwd: string, { path, text, continues }: Block): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  if (continues) appendFileSync(join(cwd, path), `\n${text}`);
  else writeFileSync(join(cwd, path), text);
}

/** In the order in which a reader would take them: later pages use what earlier ones made. */
const order = [
  'README',
  'README.zh-CN',
  'docs/cite-a-report',
  'docs/first-experiment',
  'docs/add-a-model',
  'docs/server-errors',
  'docs/audit',
  'docs/write-a-judge',
  'docs/llm-judge',
  'docs/figures',
  'docs/conditions',
  'docs/hypotheses',
  'docs/pages',
  'docs/your-own-notebook',
  'docs/gate-in-ci',
  'docs/scale',
  'docs/method',
  'docs/design',
  'docs/README',
].map((name) => `${name}.md`);
const inOwn = ['docs/your-own-notebook.md', 'docs/gate-in-ci.md', 'docs/scale.md'];

test('every page is here', () => {
  assert.equal([...order].sort(), [...pages].sort());
});

/** What each command printed when it was last run. */
const printed = new Map<string, ReturnType<typeof run>>();

for (const page of order)
  test(page, () => {
    const cwd = inOwn.includes(page) ? own : folder;
    for (const block of blocks(page)) {
      if (block.path) write(cwd, block);
      if (block.language !== 'console') continue;
      for (const { command, shown } of commandsOf(block)) {
        const before = page === 'README.zh-CN.md' ? printed.get(command) : undefined; // it says what README.md says
        const ended = before ?? run(cwd, command);
        assert.is(ended.status, 0, `${command}\n${ended.stdout}${ended.stderr}`);
        mustPrint(ended.stdout, shown);
        printed.set(command, ended);
      }
    }
  });

test('every step of the workflows passes in the notebook, and their actions are those of our own', () => {
  const workflows = blocks('docs/gate-in-ci.md').flatMap(({ language, text }) => (language === 'yaml' ? [text] : []));
  const ours = readFileSync(join(repository, '.github/workflows/ci.yml'), 'utf8');
  const parts = (text: string, key: string) =>
    [...text.matchAll(new RegExp(`^ +- ${key}: (.+)$`, 'gm'))].map(([, value = '']) => value);
  assert.is(workflows.length, 2);
  const file = join(parent, 'summary.md');
  // what a checkout with its history has, and what the runner sets
  execFileSync('git', ['update-ref', 'refs/remotes/origin/main', 'HEAD'], { cwd: own });
  const runner = `GITHUB_BASE_REF=main; GITHUB_STEP_SUMMARY='${file}'; `;
  for (const workflow of workflows) {
    for (const action of parts(workflow, 'uses')) assert.ok(parts(ours, 'uses').includes(action), action);
    const steps = parts(workflow, 'run');
    assert.ok(steps.length > 0);
    for (const step of steps) {
      const { status, stdout, stderr } = run(own, runner + step);
      assert.is(status, 0, `${step}\n${stdout}${stderr}`);
    }
  }
  assert.match(readFileSync(file, 'utf8'), '## Gate open');
});

test('code of the guide passes types and lint', () => {
  const names = Object.keys(evalbook).filter((name) => /^[a-z]/.test(name));
  const prelude = `import { ${names.join(', ')} } from 'evalbook';
import type * as types from 'evalbook';
import { ${['math'].join(', ')} } from 'evalbook/judges';
import { qwen25Coder, smollm2 } from 'evalbook/models';
const { load, run, front, headline, show, compareModels } = notebook(import.meta.url);
declare const rows: types.Row[];
`;
  const written: string[] = [];
  const place = join(folder, 'guide');
  for (const page of pages) {
    for (const [path, text] of filesOf(blocks(page)))
      if (path.endsWith('.ts')) {
        write(place, { language: 'ts', path, text, continues: false });
        written.push(path);
      }
    const pieces = blocks(page).filter(({ language, path }) => language === 'ts' && !path);
    for (const [i, { text }] of pieces.entries()) {
      const path = `pieces/${basename(page, '.md')}-${i + 1}.ts`;
      // a whole piece has its own imports
      const whole = /^import /m.test(text) ? text : `${prelude}export async function piece(): Promise<void> {\n${text}\n}\n`;
      write(place, { language: 'ts', path, text: whole, continues: false });
    }
  }
  assert.ok(written.length > 5, written.join(' '));
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json', include: ['**/*.ts'] }));
  const bin = (name: string) => join(repository, 'node_modules/.bin', name);
  const types = spawnSync(bin('tsc'), ['-p', place], { cwd: folder, encoding: 'utf8' });
  assert.is(types.status, 0, types.stdout);
  const lint = spawnSync(
    bin('biome'),
    ['ci', '--colors=off', '--error-on-warnings', ...written.map((path) => join('guide', path))],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  assert.is(lint.status, 0, lint.stdout + lint.stderr);
});

test('the pictures of the guide are what its script draws', () => {
  const shown = picturesOf(readFileSync(join(repository, 'docs/figures.md'), 'utf8'));
  assert.ok(shown.length >= 5);
  assert.equal(readdirSync(join(repository, 'docs/pictures')).sort(), [...shown].sort());
  for (const [i, name] of shown.entries())
    assert.is(
      readFileSync(join(repository, 'docs/pictures', name), 'utf8'),
      readFileSync(join(folder, drawn('reports', i)), 'utf8'),
      `docs/pictures/${name} is stale: npx tsx test/fixtures/guide-pictures.ts draws it anew`,
    );
});

/** Pages of the guide that are not in Chinese. */
const onlyEnglish = ['audit', 'design', 'method', 'scale'].map((name) => `docs/${name}.md`);

test('the guide in Chinese has the code of the guide in English', () => {
  const originals = translated.map((page) => `docs/${basename(page)}`);
  assert.equal([...originals, ...onlyEnglish].sort(), pagesIn('docs').sort());
  for (const page of translated) {
    assert.equal(blocks(page), blocks(`docs/${basename(page)}`), page);
  }
  const list = readFileSync(join(repository, chinese, 'README.md'), 'utf8');
  for (const page of translated) if (!page.endsWith('README.md')) assert.ok(list.includes(`](${basename(page)})`), page);
});

test('links lead to what is there, on reports too', () => {
  const reports = readdirSync(join(repository, 'reports')).filter((name) => name.endsWith('.md'));
  for (const page of [...pages, ...translated, 'AGENTS.md', ...reports.map((name) => `reports/${name}`)]) {
    const prose = readFileSync(join(repository, page), 'utf8').replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, ''); // code and quoted answers
    for (const [, path = ''] of prose.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g))
      assert.ok(existsSync(join(repository, dirname(page), path)), `${page}: ${path}`);
  }
});

test.run();

// The README and the guide, done as they say, page by page, in a copy of the project: files are written, every command of a `console` block is run, and shows
// what is shown. A `text` block only illustrates: packing and installing are done by the test of the package.
import { execFileSync, spawnSync } from 'node:child_process';
import {
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
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writeTinyModel } from './fixtures/gguf/model.js';
import { kinds } from './fixtures/gguf/quantised.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'evalbook-docs-'));
const pages = ['README.md', 'README.zh-CN.md', ...readdirSync(join(repository, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);

test.before(() => {
  const tracked = execFileSync('git', ['-C', repository, 'ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const path of tracked) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(repository, path), join(folder, path));
  }
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  for (const path of ['package.json', 'package-lock.json', '.npmrc']) utimesSync(join(folder, path), 0, 0); // installed already, to make
  writeTinyModel(join(folder, 'my-model.gguf'), { architecture: 'llama', kinds: kinds.slice(3, 4), seed: 'docs' });
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    ['commit', '-qm', 'copy'],
  ])
    execFileSync('git', ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args]);
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

interface Block {
  language: string;
  /** where a reader puts it; '' where it only illustrates */
  path: string;
  text: string;
}

function blocksOf(page: string): Block[] {
  const text = readFileSync(join(repository, page), 'utf8');
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = '', path = '', body = '']) => ({
    language,
    path,
    text: body,
  }));
}

/** `npx evalbook` of the copy: what npm has linked is the repository's own. */
function inCopy(command: string): string {
  return command.replace(/\bnpx evalbook\b/g, 'node cli/bin.mjs');
}

/** Each `$ ` line with the lines that it is said to print; `…` stands for anything. */
function commandsOf({ text }: Block): { command: string; shown: string[] }[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => part.split('\n').filter(Boolean))
    .map(([command = '', ...shown]) => ({ command, shown }));
}

function mustPrint(output: string, shown: string[]): void {
  let rest = output;
  for (const line of shown) {
    const pattern = new RegExp(
      line
        .split('…')
        .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        .join('[^\\n]*'),
    );
    const found = pattern.exec(rest);
    assert.ok(found, `expected the line "${line}" in what is left:\n${rest.slice(0, 2000)}`);
    rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
  }
}

const order = [
  'README',
  'README.zh-CN',
  'docs/cite-a-report',
  'docs/first-experiment',
  'docs/add-a-model',
  'docs/server-errors',
  'docs/write-a-judge',
  'docs/llm-judge',
  'docs/your-own-notebook',
  'docs/method',
  'docs/design',
  'docs/README',
].map((name) => `${name}.md`);

test('every page is here', () => {
  assert.equal([...order].sort(), [...pages].sort());
});

/** What each command printed when it was last run. */
const printed = new Map<string, { status: number | null; stdout: string; stderr: string }>();

for (const page of order)
  test(page, () => {
    for (const block of blocksOf(page)) {
      if (block.path) {
        mkdirSync(dirname(join(folder, block.path)), { recursive: true });
        writeFileSync(join(folder, block.path), block.text);
      }
      if (block.language !== 'console') continue;
      for (const { command, shown } of commandsOf(block)) {
        const env = { ...process.env, EVALBOOK_CACHE: join(folder, 'cache') };
        const before = page === 'README.zh-CN.md' ? printed.get(command) : undefined; // it says what README.md says
        const { status, stdout, stderr } =
          before ?? spawnSync('sh', ['-c', inCopy(command)], { cwd: folder, env, encoding: 'utf8' });
        assert.is(status, 0, `${command}\n${stderr}`);
        mustPrint(stdout, shown);
        printed.set(command, { status, stdout, stderr });
      }
    }
  });

test('links lead to what is there, on reports too', () => {
  const reports = readdirSync(join(repository, 'reports')).filter((name) => name.endsWith('.md'));
  for (const page of [...pages, ...reports.map((name) => `reports/${name}`)]) {
    const prose = readFileSync(join(repository, page), 'utf8').replace(/^(`{3,}).*\n[\s\S]*?^\1$/gm, ''); // code and quoted answers
    for (const [, path = ''] of prose.matchAll(/\]\(([^)#:]+)\)/g))
      assert.ok(existsSync(join(repository, dirname(page), path)), `${page}: ${path}`);
  }
});

test.run();

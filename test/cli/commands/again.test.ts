// The whole rerun, on a small project with the embedded model.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { settings } from '../../fixtures/projects.js';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'evalbook-again-'));
const records = 'records/smollm2-135m-instruct/sums.jsonl';
const note = 'records/again.json';
const script = `// # Sums
import { notebook, passRate } from 'evalbook';
import { math } from 'evalbook/judges';
import { smollm2 } from 'evalbook/models';

const { load, run, show, weave } = notebook(import.meta.url);

const rows = await run({
  models: [smollm2()],
  dataset: await load('sums'),
  prompt: ({ input }) => input,
  judges: [math],
  decoding: { maxNewTokens: 6 },
});

// ## Results

show(passRate(rows, { judge: math, by: ['model'] }).table());

export default await weave();
`;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const git = (...args: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], { encoding: 'utf8' });

function evalbook(...args: string[]) {
  const line = ['--import', import.meta.resolve('tsx'), join(repository, 'cli/evalbook.ts'), ...args];
  const env = { ...process.env, EVALBOOK_CACHE: join(folder, 'cache') };
  return spawnSync(process.execPath, line, { cwd: folder, env, encoding: 'utf8' });
}

test.before(() => {
  for (const linked of ['harness', 'models', 'judges', 'node_modules', 'package.json'])
    symlinkSync(join(repository, linked), join(folder, linked));
  write('experiments/01-sums.ts', script);
  write('datasets/sums/data.jsonl', '{"id":"a","input":"1 + 1?","target":2}\n{"id":"b","input":"2 + 3?","target":5}\n');
  write('evalbook.json', JSON.stringify(settings));
  write('.gitignore', 'cache\n*.lock\n');
  git('init', '-q');
  assert.is(evalbook('report', '--quiet').status, 0);
  git('add', '.');
  git('commit', '-qm', 'records');
});
test.after(() => rmSync(folder, { recursive: true, force: true }));

test('--plan says how much there is, and touches nothing', () => {
  const { status, stdout } = evalbook('again', '--plan');
  assert.is(status, 0);
  assert.match(
    stdout,
    /^smollm2-135m-instruct: 2 answers on 1 datasets, \d+ tokens of prompts, \d+ of answers, at a speed that is not recorded\n$/,
  );
  const json = evalbook('again', '--plan', '--json');
  const { models, servers } = JSON.parse(json.stdout);
  assert.equal([models[0].model, models[0].answers, models[0].seconds], ['smollm2-135m-instruct', 2, null]);
  assert.equal(servers, []);
  const alone = evalbook('again', '--json');
  assert.is(alone.status, 2);
  assert.match(alone.stderr, 'expected --json with --plan');
  assert.is(git('status', '--porcelain'), '');
});

test('all is asked anew, equals what was committed, and leaves nothing behind', () => {
  const { status, stderr } = evalbook('again');
  assert.is(status, 0, stderr);
  assert.match(stderr, '2 of 2 answers equal the committed ones');
  assert.match(stderr, 'all was asked anew');
  assert.is(git('status', '--porcelain'), '');
});

test('stopped midway, it asks only for the rest', () => {
  const [first = ''] = readFileSync(join(folder, records), 'utf8').split('\n');
  const part = {
    model: 'smollm2-135m-instruct',
    datasets: ['sums.jsonl'],
    answers: 2,
    promptTokens: 1,
    outputTokens: 1,
    seconds: 61,
  };
  write(note, JSON.stringify([part]));
  write(records, `${first}\n`);
  const { status, stdout, stderr } = evalbook('again');
  assert.is(status, 0, stderr);
  assert.match(stdout, 'about 61 s');
  assert.match(stderr, 'going on where it was stopped');
  assert.match(stderr, '1 of 1 answers equal the committed ones');
  assert.not.ok(existsSync(join(folder, note)));
  assert.is(git('status', '--porcelain'), '');
});

test('records that git does not hold are never thrown away', () => {
  write('records/mine/sums.jsonl', '{}\n');
  const { status, stderr } = evalbook('again');
  assert.is(status, 2);
  assert.match(stderr, 'expected records/ as committed');
  assert.ok(existsSync(join(folder, records)));
});

test.run();

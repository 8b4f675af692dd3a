// What others get: both packages, packed, installed into an empty folder of an awkward name, and used there as the guide says.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const repository = fileURLToPath(new URL('..', import.meta.url));
const parent = mkdtempSync(join(tmpdir(), 'evalbook-package-'));
const folder = join(parent, 'a b (1) 中');
const installed = join(folder, 'node_modules/evalbook');

/** No settings of the npm that runs this test, and a name for whoever starts a notebook. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  GIT_CONFIG_GLOBAL: join(parent, 'gitconfig'),
  EVALBOOK_CACHE: join(parent, 'cache'),
  npm_config_prefer_offline: 'true',
  npm_config_ignore_scripts: 'true',
};

function run(command: string, args: string[], cwd = folder) {
  return spawnSync(command, args, { cwd, env, encoding: 'utf8' });
}

function done(command: string, args: string[], cwd = folder): string {
  const { status, stdout, stderr } = run(command, args, cwd);
  assert.is(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}

const evalbook = (...args: string[]) => run('npx', ['evalbook', ...args]);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

test.before(() => {
  mkdirSync(folder);
  writeFileSync(env.GIT_CONFIG_GLOBAL, '[user]\n\tname = Ada Tester\n');
  done(process.execPath, ['--import', 'tsx', 'cli/pack.ts', join(parent, 'dist')], repository);
  const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  const tarballs = ['evalbook', 'evalbook-smollm2'].map((name) => join(parent, 'dist', `${name}-${version}.tgz`));
  done('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', ...tarballs]);
});
test.after(() => rmSync(parent, { recursive: true, force: true }));

test('the package holds no source, experiment, dataset, record or proof of ours', () => {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
  assert.equal([...new Set(files.map((file) => file.split('/')[0]))].sort(), [
    ...['LICENSE', 'README.md', 'cli', 'harness', 'judges', 'models', 'package.json', 'page', 'queue', 'reports'],
  ]);
  assert.equal(
    files.filter((file) => /(?<!\.d)\.ts$|\.onnx|smollm2.*\.json$/.test(file)),
    [],
  );
  assert.equal(readdirSync(join(installed, 'reports')), ['judge-validation.csv']);
  const { dependencies, devDependencies, scripts } = JSON.parse(read('node_modules/evalbook/package.json'));
  assert.equal(
    [devDependencies, scripts, dependencies['onnxruntime-web'], dependencies.sharp],
    [undefined, undefined, undefined, undefined],
  );
});

test('a notebook is started, made, tested and checked', () => {
  done('npx', ['evalbook', 'init']);
  done('make', ['report']);
  done('make', ['test']);
  done('make', ['check']);
  assert.equal(readdirSync(folder).sort(), [
    ...['.gitattributes', '.github', '.gitignore', '.npmrc', 'Makefile', 'README.md', 'datasets', 'evalbook.json', 'experiments'],
    ...['node_modules', 'package-lock.json', 'package.json', 'records', 'reports', 'test', 'tsconfig.json'],
  ]);
  assert.match(read('README.md'), /\[First question\?\]\(reports\/01-first-question\.md\) \| \d+ \|/);
  assert.match(done('npx', ['evalbook', 'cite', '01']), /Ada Tester\. \(n\.d\.\)\. First question\?/);
});

test('an experiment of ours gives the same CSV there, and our judge is known to be validated', () => {
  const name = '04-chickens-and-rabbits';
  const records = readdirSync(join(repository, 'records')).map((model) => `records/${model}/chickens-and-rabbits.jsonl`);
  const needed = [`experiments/${name}.ts`, 'datasets/chickens-and-rabbits', 'datasets/article-outputs', ...records];
  for (const path of needed.filter((path) => existsSync(join(repository, path))))
    cpSync(join(repository, path), join(folder, path), { recursive: true });
  done('npx', ['evalbook', 'report', '--quiet']);
  assert.is(read(`reports/${name}.csv`), readFileSync(join(repository, `reports/${name}.csv`), 'utf8'));
  const page = read(`reports/${name}.md`);
  assert.match(page, /Judge math: .* checks on labelled data passed\./);
  assert.not.match(page, /judge-validation\.md|not validated/);
});

test('an edited file of the installed package is found, and is another id', () => {
  const idOf = () => JSON.parse(done('npx', ['evalbook', 'cite', '04', '--json'])).id;
  const before = idOf();
  assert.match(done('npx', ['evalbook', 'verify', '--no-rerun']), /verified\n$/);
  for (const path of ['judges/math/words.js', 'reports/judge-validation.csv']) {
    const file = join(installed, path);
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text} \n`);
    const { status, stdout } = evalbook('verify', '--no-rerun');
    assert.is(status, 4);
    assert.match(stdout, new RegExp(`^FAULT {2}(node_modules/evalbook/|evalbook:)${path}: expected SHA-256`, 'm'));
    done('npx', ['evalbook', 'report', '04', '--quiet']);
    assert.is.not(idOf(), before);
    writeFileSync(file, text);
  }
  done('npx', ['evalbook', 'report', '04', '--quiet']);
  assert.is(idOf(), before);
  const { code } = JSON.parse(read('reports/manifest.json'));
  const libraries = (Object.values(code) as { name: string; files: object }[]).find(({ name }) => name === 'libraries');
  assert.ok(Object.keys(libraries?.files ?? {}).some((name) => name.startsWith('vega@')));
});

test('a further experiment comes without a test of its own', () => {
  done('npx', ['evalbook', 'new', 'my-question']);
  assert.ok(existsSync(join(folder, 'experiments/05-my-question.ts')));
  assert.equal(readdirSync(join(folder, 'test')), ['reports.test.ts']);
  for (const path of ['experiments/05-my-question.ts', 'datasets/my-question']) rmSync(join(folder, path), { recursive: true });
});

test('it works through a link, in a folder with brackets and per cent signs', () => {
  const odd = join(parent, '[100 %20] #');
  renameSync(folder, odd);
  symlinkSync(odd, folder);
  done('npx', ['evalbook', 'report', '--check', '--quiet']);
  rmSync(folder);
  renameSync(odd, folder);
});

test('without the weights recorded answers replay, and who asks is told what to do', () => {
  renameSync(join(folder, 'node_modules/evalbook-smollm2'), join(parent, 'weights'));
  assert.is(evalbook('report', '--check', '--quiet').status, 0);
  rmSync(join(folder, 'records/smollm2-135m-instruct/first-question.jsonl'));
  const { status, stderr } = run('npx', ['tsx', 'experiments/01-first-question.ts', '--quiet']);
  assert.is(status, 3, stderr);
  assert.match(stderr, /^evalbook: .*npm install evalbook-smollm2.*GGUF.*\n$/);
  const doctor = evalbook('doctor');
  assert.is(doctor.status, 0);
  assert.match(doctor.stdout, /^absent +smollm2-135m-instruct .*npm install evalbook-smollm2$/m);
});

test('proving the judges takes the repository', () => {
  const { status, stderr } = evalbook('validate');
  assert.is(status, 2);
  assert.match(stderr, /^evalbook: expected the repository of evalbook, got the installed package.*\n$/);
});

test.run();

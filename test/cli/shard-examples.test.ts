// The examples of docs/scale.md, parsed, checked against their schema, and run in a notebook of scripted models: a matrix, an array, an Indexed Job.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { load } from 'js-yaml';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { notebookFiles } from '../../cli/support/notebook-files.js';
import { blocksOf } from '../fixtures/guide.js';
import { Project, sums } from '../fixtures/project.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const blocks = blocksOf(join(repository, 'docs/scale.md'));
const example = (path: string) => {
  const found = blocks.find((block) => block.path === path);
  assert.ok(found, path);
  return found?.text ?? '';
};

const answers = 'records/right/sums.jsonl';
const parent = mkdtempSync(join(tmpdir(), 'evalbook-examples-'));
const bin = join(parent, 'bin');
const projects: Project[] = [];

/** A notebook with git, in which `make report SHARD=…` and `npx evalbook` are those of this repository. */
function notebook(): Project {
  const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  projects.push(project);
  project.write('Makefile', 'report:\n\t@npx evalbook report --quiet $(if $(SHARD),--shard $(SHARD))\n');
  project.write('records/README.md', 'answers\n').write('.gitignore', '*.lock\n');
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-qm', 'x'],
  ])
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: project.folder, stdio: 'pipe' });
  return project;
}

function bash(script: string, cwd: string, env: Record<string, string> = {}) {
  const ended = spawnSync('bash', ['-c', script], {
    cwd,
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...env },
    encoding: 'utf8',
  });
  assert.is(ended.status, 0, `${script}\n${ended.stdout}${ended.stderr}`);
  return ended.stdout;
}

let whole = '';

test.before(async () => {
  mkdirSync(bin);
  const command = `#!/bin/sh\n[ "$1" = evalbook ] && shift\nexec "${process.execPath}" --import "${import.meta.resolve('tsx')}" "${join(repository, 'cli/evalbook.ts')}" "$@"\n`;
  writeFileSync(join(bin, 'npx'), command, { mode: 0o755 });
  writeFileSync(join(bin, 'npm'), '#!/bin/sh\n[ "$*" = ci ]\n', { mode: 0o755 });
  const one = notebook();
  assert.is((await one.command('report', '--quiet')).code, 0);
  whole = one.read(answers);
});
test.after(() => {
  for (const project of projects) project.remove();
  rmSync(parent, { recursive: true });
});

interface Workflow {
  on: unknown;
  jobs: Record<string, { needs?: string; strategy?: { matrix: { shard: number[] } }; steps: Step[] }>;
}

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, string | number>;
}

test('the matrix: each of its jobs a shard, and a job that merges what they uploaded', () => {
  const { jobs } = load(example('.github/workflows/shards.yml')) as Workflow;
  assert.equal(Object.keys(jobs), ['shard', 'merge']);
  assert.is(jobs.merge?.needs, 'shard');
  const matrix = jobs.shard?.strategy?.matrix.shard ?? [];
  assert.equal(matrix, [1, 2, 3]);
  const uploads = join(parent, 'uploads');
  mkdirSync(uploads);
  for (const shard of matrix) {
    const clone = notebook();
    for (const { uses = '', run, with: given = {} } of jobs.shard?.steps ?? []) {
      const filled = (text: unknown) => String(text).replace(/\$\{\{ matrix\.shard \}\}/g, String(shard));
      if (run) bash(filled(run), clone.folder);
      if (uses.startsWith('actions/upload-artifact@'))
        renameSync(join(clone.folder, filled(given.path)), join(uploads, filled(given.name)));
    }
  }
  assert.equal(readdirSync(uploads).sort(), ['shard-1', 'shard-2', 'shard-3']);
  const here = notebook();
  for (const { uses = '', run, with: given = {} } of jobs.merge?.steps ?? []) {
    if (run) bash(run, here.folder);
    if (uses.startsWith('actions/download-artifact@')) renameSync(uploads, join(here.folder, String(given.path)));
  }
  assert.is(here.read(answers), whole);
  assert.ok(here.has('reports/01-scripted.md'));
});

test('the array: valid bash, its directives before any command; run as three tasks, one of them requeued', () => {
  const text = example('shards.sbatch');
  assert.is(spawnSync('bash', ['-n'], { input: text }).status, 0);
  const lines = text.split('\n');
  assert.is(lines[0], '#!/bin/bash');
  const firstCommand = lines.findIndex((line) => line !== '' && !line.startsWith('#'));
  assert.ok(lines.every((line, i) => !line.startsWith('#SBATCH') || i < firstCommand));
  assert.is(lines[firstCommand], 'set -euo pipefail');
  // what shellcheck asks first of all: variables stand in quotes
  for (const line of lines.slice(firstCommand)) assert.not.match(line.replace(/"[^"]*"|#.*$/g, ''), /\$/, line);
  const [, from, to] = /^#SBATCH --array=(\d+)-(\d+)$/m.exec(text) ?? [];
  assert.equal([from, to], ['1', '3']);
  const here = notebook();
  const shards = join(here.folder, '../../slurm'); // where a fixture finds the harness
  for (const task of ['1', '2', '3', '2'])
    bash(text, here.folder, {
      SHARDS: shards,
      SLURM_SUBMIT_DIR: here.folder,
      ...{ SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_COUNT: '3' },
    });
  bash(`npx evalbook merge "${shards}"/*`, here.folder);
  assert.is(here.read(answers), whole);
});

test('the Indexed Job is what the schema of Kubernetes has; its command run for each index, and again after a pod was killed', () => {
  const valid = new Ajv2020({ allErrors: true, strict: false }).compile(
    JSON.parse(readFileSync(join(repository, 'test/fixtures/kubernetes-job.schema.json'), 'utf8')),
  );
  const job = load(example('shards-job.yaml')) as {
    spec: { completions: number; template: { spec: { containers: Container[] } } };
  };
  assert.ok(valid(job), JSON.stringify(valid.errors));
  assert.not(valid({ ...job, spec: { ...job.spec, completionMode: 'NonIndexed' } }));
  assert.not(valid({ ...job, spec: { ...job.spec, paralelism: 3 } }));
  const [{ command, args, volumeMounts } = {} as Container] = job.spec.template.spec.containers;
  assert.equal(command, ['bash', '-euc']);
  assert.match(args[0] as string, `/${job.spec.completions}"`);
  const mount = volumeMounts[0]?.mountPath as string;
  const volume = join(parent, 'volume');
  const script = (args[0] as string).replaceAll(`${mount}/`, `${volume}/`);
  for (const index of ['0', '1', '1', '2']) {
    const pod = notebook();
    if (index === '1') {
      mkdirSync(join(volume, index, 'right'), { recursive: true });
      writeFileSync(
        join(volume, index, 'right/sums.jsonl.lock'),
        JSON.stringify({ pid: 1, host: 'a pod that is gone', started: '' }),
      );
    }
    bash(`set -eu\n${script}`, pod.folder, { JOB_COMPLETION_INDEX: index });
  }
  const here = notebook();
  bash(`npx evalbook merge "${volume}"/*`, here.folder);
  assert.is(here.read(answers), whole);
});

interface Container {
  command: string[];
  args: string[];
  volumeMounts: { mountPath: string }[];
}

test('the workflow that init writes is the one of the guide, and closes on a drop', async () => {
  const files = notebookFiles({ title: 't', authors: ['a'], licence: 'CC0-1.0' });
  const text = files['.github/workflows/regression.yml'] ?? '';
  assert.ok(blocksOf(join(repository, 'docs/gate-in-ci.md')).some((block) => block.text === text));
  const { on, jobs } = load(text) as Workflow;
  assert.is(on, 'pull_request');
  const steps = jobs.regression?.steps ?? [];
  assert.equal(steps.find(({ uses = '' }) => uses.startsWith('actions/checkout'))?.with, { 'fetch-depth': 0 }); // or there is no baseline
  const step = steps.find(({ run = '' }) => run.includes('evalbook gate'))?.run ?? '';
  const many = Array.from(
    { length: 40 },
    (_, i) => `${JSON.stringify({ id: `s${i}`, input: `${i + 1} + 1`, target: i + 2 })}\n`,
  ).join('');
  const project = notebook().write('datasets/sums/data.jsonl', many);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: project.folder, stdio: 'pipe' });
  const summary = join(parent, 'summary.md');
  const gate = () => {
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}`, GITHUB_BASE_REF: 'main', GITHUB_STEP_SUMMARY: summary };
    rmSync(summary, { force: true });
    const { status, stderr } = spawnSync('bash', ['-e', '-c', step], { cwd: project.folder, env, encoding: 'utf8' });
    return { status, stderr, text: readFileSync(summary, 'utf8') };
  };
  assert.is((await project.command('report', '--quiet')).code, 0);
  git('add', '-A');
  git('commit', '-qm', 'reports');
  git('update-ref', 'refs/remotes/origin/main', 'HEAD');
  const same = gate();
  assert.is(same.status, 0, same.stderr);
  assert.match(same.text, '## Gate open\n');
  project.write('adder.ts', project.read('adder.ts').replace("id === 'right' || a % 3", "id === 'right' ? a % 4 : a % 3"));
  project.remove('records/right');
  assert.is((await project.command('report', '--quiet')).code, 0);
  const worse = gate();
  assert.is(worse.status, 1);
  assert.match(worse.text, '## Gate closed: 1 rate dropped\n');
  assert.match(
    worse.text,
    /\| 01-scripted, sum, right \| 40 \| 100\.0 % \| 75\.0 % \| −25\.0 \| .* \| 10 : 0 \| 0\.002 \| \*\*drop\*\* \|/,
  );
  const golden = await project.command(
    'gate',
    '--baseline',
    'HEAD',
    '--must',
    's0',
    's3',
    '--only',
    'right',
    '--min-effect',
    '30',
  );
  assert.is(golden.code, 1);
  assert.match(golden.stdout, '## Gate closed: 1 golden answer of 2 failed\n');
  assert.match(golden.stdout, 'drop, small');
  assert.match(golden.stdout, '- s3, 01-scripted, right, sum: wrong\n');
  git('rm', '-rq', '--cached', 'reports/01-scripted.csv');
  git('commit', '-qm', 'no table');
  for (const [args, message] of [
    [['--baseline', 'nowhere'], 'expected a commit, branch or folder with reports/manifest.json, got "nowhere"'],
    [
      ['--baseline', 'origin/main', '--must', 's0', 'absent'],
      'expected --must to name a sample of 01-scripted, e.g. s0, got "absent"',
    ],
    [['--baseline', 'origin/main', '07'], 'expected the number or name of a report, one of 01-scripted, got "07"'],
    [['--baseline', 'HEAD'], 'reports/01-scripted.csv: expected the table of the report at HEAD, found none'],
    [['--baseline', 'origin/main', '--min-effect', '-3'], 'expected --min-effect to be a number from 0 to 100'],
    [[], 'expected --baseline REF|FOLDER'],
  ] as const) {
    const { code, stdout, stderr } = await project.command('gate', ...args);
    assert.equal([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, message);
    assert.is(stderr.trimEnd().split('\n').length, 1);
  }
});

test('a report that the baseline lacks is named; asked for by name, it is an error', async () => {
  const project = notebook();
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], { cwd: project.folder, stdio: 'pipe' });
  await project.command('report', '--quiet');
  git('add', '-A');
  git('commit', '-qm', 'one');
  project.write('experiments/02-more.ts', project.read('experiments/01-scripted.ts'));
  await project.command('report', '--quiet');
  const all = await project.command('gate', '--baseline', 'HEAD', '--json');
  assert.is(all.code, 0, all.stderr);
  assert.equal(JSON.parse(all.stdout).added, ['02-more']);
  const one = await project.command('gate', '--baseline', 'HEAD', '02');
  assert.is(one.code, 2);
  assert.is(one.stderr, 'evalbook: HEAD: expected the report 02-more in the baseline, it has 01-scripted\n');
});

test.run();

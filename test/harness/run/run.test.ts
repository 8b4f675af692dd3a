// Whole runs of a fixture experiment through the real harness, in processes of their own: first run, replay, resume, drift, errors.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ended, Project, sums, withoutCode } from '../../fixtures/project.js';

const script = 'experiments/01-scripted.ts';
const records = 'records/careless/sums.jsonl';

const test = suite<{ project: Project }>('run');
test.before.each((context) => {
  context.project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
});
test.after.each(({ project }) => project.remove());

test('a run writes the golden report and CSV, and the replay writes the same bytes without asking', async ({ project }) => {
  const first = await project.run(script);
  assert.is(first.code, 0, first.stderr);
  assert.match(first.stderr, 'careless on sums: 6/6');
  for (const name of ['reports/01-scripted.md', 'reports/01-scripted.csv', 'reports/README.md']) {
    const golden = `test/fixtures/golden/${name}`;
    if (process.env.EVALBOOK_UPDATE_GOLDEN) writeFileSync(golden, withoutCode(project.read(name)));
    assert.fixture(withoutCode(project.read(name)), readFileSync(golden, 'utf8'), name);
  }
  const before = ['reports/01-scripted.md', 'reports/manifest.json', records].map((name) => project.read(name));
  const second = await project.run(script, ['--json'], { TZ: 'Asia/Shanghai', LANG: 'zh_CN.UTF-8' });
  assert.is(second.code, 0, second.stderr);
  assert.is(JSON.parse(second.stdout).asked, 0);
  assert.equal(
    ['reports/01-scripted.md', 'reports/manifest.json', records].map((name) => project.read(name)),
    before,
  );
});

test('--limit writes a draft and no report', async ({ project }) => {
  const { code, stdout } = await project.run(script, ['--limit', '2']);
  assert.is(code, 0);
  assert.match(stdout, 'reports/draft/01-scripted.md');
  assert.not(project.has('reports/01-scripted.md'));
  assert.not(project.has('reports/manifest.json'));
});

test('--fresh asks again; an equal answer adds no line, another one is kept beside the first as drift', async ({ project }) => {
  await project.run(script);
  const before = project.read(records);
  const same = await project.run(script, ['--fresh']);
  assert.match(same.stderr, 'careless: 6 of 6 answers equal the recorded ones');
  assert.is(project.read(records), before);
  project.write('adder.ts', readFileSync('test/fixtures/adder.ts', 'utf8').replace('a + b + 1', 'a + b + 2'));
  const drifted = await project.run(script, ['--fresh']);
  assert.match(drifted.stderr, 'careless: 5 of 6 answers equal the recorded ones');
  assert.is(project.read(records).split('\n').length, before.split('\n').length + 1);
  const kept = project.read(records);
  await project.run(script, ['--fresh']);
  assert.is(project.read(records), kept, 'the same drift is kept once');
  assert.match(project.read('reports/01-scripted.md'), '1 later answers differ from the recorded ones; the first is used.');
});

test('--fresh leaves the recorded answers of a model that is not here', async ({ project }) => {
  await project.run(script);
  const before = project.read(records);
  const away = readFileSync('test/fixtures/adder.ts', 'utf8').replace(
    /return (scripted\(.*\));/,
    'return { ...$1, isAvailable: () => false };',
  );
  project.write('adder.ts', away);
  const { code, stderr } = await project.run(script, ['--fresh']);
  assert.is(code, 0, stderr);
  assert.match(stderr, 'careless cannot be asked here: its recorded answers stay');
  assert.is(project.read(records), before);
});

test('killed at any moment, the next run completes and repeats at most the answer in flight', async ({ project }) => {
  for (let attempt = 0; attempt < 5; attempt++) {
    const child = project.start(script, [], { EVALBOOK_TEST_DELAY_MS: '60' });
    const end = ended(child);
    const stored = lineCount(project, records) + lineCount(project, 'records/right/sums.jsonl');
    await sleep(500 + attempt * 90);
    child.kill('SIGKILL');
    await end;
    assert.ok(lineCount(project, records) + lineCount(project, 'records/right/sums.jsonl') >= stored, 'nothing is lost');
  }
  const last = await project.run(script);
  assert.is(last.code, 0, last.stderr);
  assert.is(lineCount(project, records), 6);
  const untouched = await new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
  await untouched.run(script);
  assert.is(project.read(records), untouched.read(records));
  untouched.remove();
});

test('SIGINT ends with exit 130 and says how to go on', async ({ project }) => {
  const child = project.start(script, [], { EVALBOOK_TEST_DELAY_MS: '500' });
  const end = ended(child);
  for (let waited = 0; lineCount(project, 'records/right/sums.jsonl') < 2 && waited < 1200; waited++) await sleep(50);
  child.kill('SIGINT');
  const { code, stderr } = await end;
  assert.is(code, 130);
  assert.match(stderr, /\d\/6 stored; run the same command to continue/);
  assert.not(project.has('records/right/sums.jsonl.lock'));
});

test('two runs at once: the second waits and finds the answers there', async ({ project }) => {
  const first = project.run(script, [], { EVALBOOK_TEST_DELAY_MS: '400' }); // all of it longer than the second takes to start on a busy machine
  for (let waited = 0; !project.has('records/right/sums.jsonl.lock') && waited < 200; waited++) await sleep(20);
  const [a, b] = await Promise.all([first, project.run(script)]);
  assert.is(a.code, 0, a.stderr);
  assert.is(b.code, 0, b.stderr);
  assert.match(b.stderr, /waiting for process \d+/);
  assert.is(lineCount(project, records), 6);
});

test('a changed record is refused with file and line; a torn last line is dropped and asked again', async ({ project }) => {
  await project.run(script);
  const whole = project.read(records);
  project.write(records, whole.replace('"2 + 3"', '"2 + 4"'));
  const refused = await project.run(script);
  assert.is(refused.code, 2);
  assert.match(refused.stderr, `${records}:2: expected the checksum`);
  project.write(records, whole.slice(0, -20));
  const mended = await project.run(script);
  assert.is(mended.code, 0, mended.stderr);
  assert.match(mended.stderr, 'dropped a torn last line');
  assert.is(project.read(records), whole);
});

test('an answer that failed is reported and repeated by the next run, never stored', async ({ project }) => {
  const adder = readFileSync('test/fixtures/adder.ts', 'utf8');
  project.write(
    'adder.ts',
    adder
      .replace('return String(a + b + 1)', "return new Error('the server hung up')")
      .replace('return a === 3 ? strange : String(a + b + 1)', "return new Error('the server hung up')"),
  );
  const failed = await project.run(script);
  assert.is(failed.code, 3);
  assert.match(failed.stderr, '4/6 stored; 2 failed, first sum-3: the server hung up. Run the same command to continue');
  assert.not(project.has('reports/01-scripted.md'));
  project.write('adder.ts', adder);
  assert.is((await project.run(script)).code, 0);
});

test('without a prompt, a model is asked the sample as it is', async ({ project }) => {
  await project.run(script);
  const before = project.read(records);
  const text = project.read(script);
  project.write(script, text.replace('  prompt: ({ input }) => input,\n', ''));
  assert.is.not(project.read(script), text);
  const { code, stderr } = await project.run(script, ['--fresh']);
  assert.is(code, 0, stderr);
  assert.match(stderr, 'careless: 6 of 6 answers equal the recorded ones');
  assert.is(project.read(records), before);
});

test('usage errors end with exit 2 and touch nothing', async ({ project }) => {
  for (const [args, says] of [
    [['--limit', '0'], 'expected --limit'],
    [['--no-such'], "Unknown option '--no-such'"],
    [['--trials', '3'], 'a greedy answer only repeats'],
    [['--only', 'nobody'], 'one of right, careless'],
  ] as const) {
    const { code, stderr } = await project.run(script, [...args]);
    assert.is(code, 2, stderr);
    assert.match(stderr, says);
    assert.is(stderr.trim().split('\n').length, 1, stderr);
  }
  assert.not(project.has('records'));
});

function lineCount(project: Project, path: string): number {
  return project.has(path) ? readFileSync(join(project.folder, path), 'utf8').split('\n').length - 1 : 0;
}

test.run();

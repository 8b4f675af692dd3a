import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { UserError } from '../../../harness/core/errors.js';
import { lock } from '../../../harness/records/lock.js';

const test = suite<{ file: string; folder: string }>('lock');
test.before.each((context) => {
  context.folder = mkdtempSync(join(tmpdir(), 'evalbook-'));
  context.file = join(context.folder, 'a.jsonl');
});
test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

test('the second waits for the first, and is told who holds the lock', async ({ file }) => {
  const free = await lock(file);
  let told = '';
  let taken = false;
  const second = lock(file, (holder) => (told = holder)).then((release) => {
    taken = true;
    release();
  });
  await new Promise((resolve) => setTimeout(resolve, 250));
  assert.not(taken);
  assert.match(told, `process ${process.pid} on ${hostname()}`);
  free();
  await second;
  assert.not(existsSync(`${file}.lock`));
});

test('it gives up after its patience, naming the holder', async ({ file }) => {
  const free = await lock(file);
  try {
    await lock(file, () => {}, 200);
    assert.unreachable();
  } catch (error) {
    assert.ok(error instanceof UserError && error.code === 3);
    assert.match((error as Error).message, `still held by process ${process.pid}`);
  } finally {
    free();
  }
});

test('a lock left by a dead process, or by another with the same number, is taken over', async ({ file }) => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const holder of [
    { pid, host: hostname(), started: '1' },
    { pid: process.pid, host: hostname(), started: 'another start' },
  ]) {
    writeFileSync(`${file}.lock`, JSON.stringify(holder));
    const free = await lock(file, () => {}, 0);
    assert.is(JSON.parse(readFileSync(`${file}.lock`, 'utf8')).pid, process.pid);
    free();
  }
});

test('a lock without a holder, left by a crash or a full disk, is taken over once it is some seconds old', async ({ file }) => {
  for (const text of ['', '{"pid":1', '\0\0\0', 'null', '{}']) {
    writeFileSync(`${file}.lock`, text);
    try {
      await lock(file, () => {}, 0);
      assert.unreachable();
    } catch (error) {
      assert.ok(error instanceof UserError, `a fresh one is respected: ${text}`);
    }
    const written = new Date(Date.now() - 10_000);
    utimesSync(`${file}.lock`, written, written);
    const free = await lock(file, () => {}, 0);
    assert.is(JSON.parse(readFileSync(`${file}.lock`, 'utf8')).pid, process.pid);
    free();
    assert.equal(readdirSync(dirname(file)), [], 'nothing is left');
  }
});

test("another machine's lock is respected", async ({ file }) => {
  writeFileSync(`${file}.lock`, JSON.stringify({ pid: 1, host: 'elsewhere', started: '' }));
  try {
    await lock(file, () => {}, 0);
    assert.unreachable();
  } catch (error) {
    assert.ok(error instanceof UserError);
  }
});

test('it listens for the end of the process only while a lock is held, and gives it back then', async ({ file }) => {
  const listeners = () => process.listenerCount('exit');
  const before = listeners();
  const free = await lock(file);
  assert.is(listeners(), before + 1);
  free();
  assert.is(listeners(), before);
  const next = await lock(file);
  free(); // a second time: it is another's by now
  assert.ok(existsSync(`${file}.lock`));
  next();

  const script = `const { lock } = await import(${JSON.stringify(new URL('../../../harness/records/lock.ts', import.meta.url).href)});
const idle = process.listenerCount('exit');
await lock(${JSON.stringify(file)});
console.log(\`\${idle} \${process.listenerCount('exit') - idle}\`);
process.exit(0);`;
  const tsx = ['--import', import.meta.resolve('tsx'), '--input-type=module', '-e'];
  const plain = spawnSync(process.execPath, [...tsx, "console.log(String(process.listenerCount('exit')))"], { encoding: 'utf8' });
  const holding = spawnSync(process.execPath, [...tsx, script], { encoding: 'utf8' });
  assert.is(holding.stdout, `${plain.stdout.trim()} 1\n`, holding.stderr);
  assert.not(existsSync(`${file}.lock`));
});

test.run();

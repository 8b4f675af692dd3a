// What becomes of the code judge's processes and of its snapshot when things around them go wrong.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { levels } from '../../../judges/code/sandbox/level.js';
import { type Job, Pool } from '../../../judges/code/sandbox/pool.js';
import { snapshot } from '../../../judges/code/sandbox/snapshot.js';

const folder = join(tmpdir(), 'evalbook-test-build');

const job = (code: string): Job => ({
  pieces: [{ code, python: true }],
  cut: false,
  entries: ['f'],
  arity: 0,
  calls: ['()'],
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function lives(id: number): boolean {
  try {
    process.kill(id, 0);
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${id}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

for (const level of levels())
  test(`level ${level}: no process outlives one that is killed, not even one that never ends`, async () => {
    const pool = pathToFileURL('judges/code/sandbox/pool.ts');
    const program = `import { Pool } from '${pool}';
      const pool = new Pool({ level: '${level}', snapshot: ${JSON.stringify(await snapshot(folder))}, size: 1, cpuSeconds: 2 });
      const endless = pool.run(${JSON.stringify(job('while True: pass'))});
      setTimeout(() => console.log(JSON.stringify(pool.alive())), 1500);
      await endless;`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const text = await new Promise<string>((resolve) => parent.stdout.once('data', (bytes) => resolve(String(bytes))));
    const children = JSON.parse(text) as number[];
    assert.ok(children.length >= 1);
    parent.kill('SIGKILL');
    for (let tries = 0; children.some(lives) && tries < 1200; tries++) await pause(50);
    assert.equal(children.filter(lives), []);
  });

test('a process that does not answer in time is killed', async () => {
  const [level = 'B'] = levels();
  const pool = new Pool({ level, snapshot: await snapshot(folder), size: 1, cpuSeconds: 60, wallMs: 500 });
  const late = await pool.run(job('while True: pass'));
  assert.is(late?.broken?.failure, 'timeout');
  pool.close();
  for (let tries = 0; pool.alive().length > 0 && tries < 100; tries++) await pause(50);
  assert.equal(pool.alive(), []);
});

test('a damaged snapshot is rebuilt', async () => {
  const own = mkdtempSync(join(tmpdir(), 'evalbook-snapshot-'));
  try {
    const file = join(own, (await snapshot(folder)).split('/').at(-1) as string);
    const whole = readFileSync(await snapshot(folder));
    writeFileSync(file, Buffer.concat([whole.subarray(0, -1), Buffer.from([(whole.at(-1) as number) ^ 1])]));
    assert.is(await snapshot(own), file);
    assert.is(readFileSync(file).length, whole.length);
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
});

test.run();

// A pool must not outlive its process, however that ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WorkerPool } from '../../../models/engine/worker-pool.js';

const at = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));
const setup = { folder: at('models/smollm2-135m-instruct'), arithmetic: 'portable' as const, batch: 2 };
const prompt = { index: 0, ids: [1, 4093, 198, 28120], decoding: { maxNewTokens: 2000 } };

/** A process that runs a pool and prints a line at its first answer. */
async function running(): Promise<{ owner: ChildProcess; workers: number[] }> {
  const script = join(mkdtempSync(join(tmpdir(), 'pool-')), 'owner.mts');
  writeFileSync(
    script,
    `import { WorkerPool } from ${JSON.stringify(at('models/engine/worker-pool.ts'))};
     process.on('SIGINT', () => process.exit(130));
     const pool = new WorkerPool(${JSON.stringify(setup)}, [1, 1]);
     console.log(JSON.stringify(pool.pids));
     const short = { ...${JSON.stringify(prompt)}, decoding: { maxNewTokens: 1 } };
     const long = ${JSON.stringify(prompt)};
     for await (const one of pool.answer([short, short, long, long, long, long])) console.log('answer', one.index);`,
  );
  const owner = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  owner.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  while (!text.includes('answer')) {
    assert.is(owner.exitCode, null);
    await sleep(50);
  }
  return { owner, workers: JSON.parse(text.split('\n')[0] as string) as number[] };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

for (const signal of ['SIGKILL', 'SIGINT'] as const)
  test(`${signal} in the middle of a run leaves no worker behind`, async () => {
    const { owner, workers } = await running();
    assert.is(workers.length, 2);
    assert.ok(workers.every(alive));
    const ended = new Promise<[number | null, string | null]>((resolve) => owner.once('exit', (...how) => resolve(how)));
    owner.kill(signal);
    assert.equal(await ended, signal === 'SIGINT' ? [130, null] : [null, 'SIGKILL']);
    for (let i = 0; i < 100 && workers.some(alive); i++) await sleep(100);
    assert.equal(workers.filter(alive), []);
  });

async function failure(pool: WorkerPool): Promise<string> {
  try {
    for await (const _ of pool.answer([prompt]));
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

test('a worker that cannot open its model, or dies, is an error of the run, not a hang', async () => {
  const pool = new WorkerPool({ ...setup, folder: '/nowhere' }, [1]);
  assert.is.not(await failure(pool), 'no error');
  assert.is(pool.open, false);
  const killed = new WorkerPool(setup, [1]);
  setTimeout(() => process.kill(killed.pids[0] as number, 'SIGKILL'), 500);
  assert.is(await failure(killed), 'a worker process ended (SIGKILL)');
});

test.run();

// Jobs in worker processes: every job once, errors by their message, and no worker left behind.
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runJobs } from '../../../models/engine/job-pool.js';

const script = fileURLToPath(new URL('../../fixtures/job-worker.ts', import.meta.url));
type Job = { number: number; wait?: number; fail?: string; exit?: number };
type Result = { sum: number; pid: number };
const run = (jobs: Job[], size: number, setup = {}) => runJobs<object, Job, Result>(script, { plus: 100, ...setup }, jobs, size);

async function all(jobs: Job[], size: number, setup = {}): Promise<{ job: Job; result: Result }[]> {
  const found = [];
  for await (const one of run(jobs, size, setup)) found.push(one);
  return found;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('each job is done once, by several processes, and the workers end with the jobs', async () => {
  const jobs = Array.from({ length: 9 }, (_, number) => ({ number, wait: 30 }));
  const found = await all(jobs, 3);
  assert.equal(
    found.map(({ job, result }) => result.sum - job.number),
    jobs.map(() => 100),
  );
  assert.equal(found.map(({ job }) => job.number).sort(), [...jobs.keys()]);
  const pids = new Set(found.map(({ result }) => result.pid));
  assert.ok(pids.size > 1 && pids.size <= 3, `${pids.size} workers`);
  for (const pid of pids) assert.not(isAlive(pid), 'a worker is left');
  assert.equal(await all([], 3), []);
});

test('a long job holds up one worker alone', async () => {
  const found = await all([{ number: 0, wait: 1500 }, { number: 1 }, { number: 2 }, { number: 3 }], 2);
  assert.is(found.at(-1)?.job.number, 0);
});

test('an error of a worker, of its opening, and its end are errors with a reason', async () => {
  const failed = async (jobs: Job[], setup = {}) => {
    try {
      await all(jobs, 2, setup);
    } catch (error) {
      return (error as Error).message;
    }
    return 'no error';
  };
  assert.is(await failed([{ number: 1 }, { number: 2, fail: 'not this one' }]), 'not this one');
  assert.is(await failed([{ number: 1 }], { refuse: 'no such folder' }), 'no such folder');
  assert.is(await failed([{ number: 1, exit: 9 }]), 'a worker process ended (code 9)');
});

test('whoever stops listening ends the workers', async () => {
  let pid = 0;
  for await (const { result } of run([{ number: 1 }, { number: 2, wait: 60_000 }], 2)) {
    pid = result.pid;
    break;
  }
  assert.ok(pid > 0);
  assert.not(isAlive(pid));
});

test.run();

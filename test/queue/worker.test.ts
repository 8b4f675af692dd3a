// A worker over a queue in memory: what it answers, refuses, holds and puts back.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Answers, Job } from '../../queue/job.js';
import { type Hand, type WorkOptions, work } from '../../queue/worker.js';
import { type MemoryBroker, memoryBroker } from '../fixtures/memory-broker.js';

const own = { version: 1 as const, notebook: 'Fixtures', commit: '' };
const keysOf = (i: number) => [`${i}`.repeat(64).slice(0, 64)];
const job = (i: number, more: Partial<Job> = {}): Job => ({
  ...own,
  model: 'm',
  digest: '',
  dataset: 's',
  keys: keysOf(i),
  answers: 'back',
  ...more,
});
const answered = ({ keys }: Job) => ({
  generations: keys.map((key) => ({ key, output: 'x', finish: 'stop' as const, promptTokens: 1, outputTokens: 1 })),
});
const backOf = (broker: MemoryBroker) => broker.items('back').map(({ data }) => data as Answers);

async function withJobs(jobs: Job[]): Promise<MemoryBroker> {
  const broker = memoryBroker();
  await broker.line('ask').add(jobs.map((data, i) => ({ id: `batch-${i}`, data })));
  return broker;
}

function run(broker: MemoryBroker, hands: Hand[], more: Partial<WorkOptions> = {}) {
  const said: string[] = [];
  const options = {
    own,
    by: 'host',
    hands,
    lines: [{ name: 'ask' }],
    idleMs: 30,
    pollMs: 2,
    signal: new AbortController().signal,
  };
  return { said, done: work(broker, { ...options, say: (text) => said.push(text), ...more }) };
}

test('each batch is answered once, its answers come before it is finished', async () => {
  const broker = await withJobs([job(1), job(2), job(3)]);
  let mostAtOnce = 0;
  const hand = (): Hand => ({
    async answer(given) {
      mostAtOnce = Math.max(mostAtOnce, broker.items('ask').filter(({ taken }) => taken).length);
      await new Promise((resolve) => setTimeout(resolve, 5));
      return answered(given);
    },
  });
  const { done } = run(broker, [hand(), hand()]);
  assert.equal(await done, { batches: 3, answers: 3, refused: 0 });
  assert.is(mostAtOnce, 2, 'no more than one batch a process');
  assert.equal(
    backOf(broker)
      .flatMap(({ generations }) => generations.map(({ key }) => key))
      .sort(),
    [1, 2, 3].flatMap(keysOf),
  );
  assert.equal(broker.items('ask'), []);
});

test('a batch that takes long is held all the while', async () => {
  const broker = await withJobs([job(1)]);
  const slow: Hand = {
    answer: async (given) => {
      while (broker.log.filter((line) => line === 'hold batch-0').length < 3)
        await new Promise((resolve) => setTimeout(resolve, 1));
      return answered(given);
    },
  };
  await run(broker, [slow], { holdEveryMs: 1, idleMs: 200 }).done;
  assert.is(backOf(broker).length, 1);
});

test('a batch of another commit is refused, said once, and left for others', async () => {
  const broker = await withJobs([job(1, { commit: 'ab' })]);
  const { said, done } = run(broker, [{ answer: async (given) => answered(given) }], { idleMs: 50, refusedMs: 1 });
  const { refused, batches } = await done;
  assert.is(batches, 0);
  assert.ok(refused > 1, 'it comes again, as nobody else takes it');
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', 'refused: a batch of commit ab');
  assert.match(backOf(broker)[0]?.refused ?? '', 'of commit ab');
  assert.is(broker.items('ask').length, 1);
});

test('a process that fails has a second try; then the keys come back with the reason', async () => {
  const broker = await withJobs([job(1)]);
  const { said, done } = run(broker, [{ answer: async () => Promise.reject(new Error('a process ended (SIGKILL)')) }], {
    refusedMs: 1,
  });
  await done;
  assert.equal(said, Array(2).fill('a batch failed: a process ended (SIGKILL)'));
  assert.equal(
    backOf(broker).map(({ failed }) => failed),
    [{ keys: keysOf(1), why: 'a process ended (SIGKILL)' }],
  );
  assert.equal(broker.items('ask'), []);
});

test('keys that the model leaves out come back as failed', async () => {
  const broker = await withJobs([job(1)]);
  await run(broker, [{ answer: async () => ({ generations: [] }) }]).done;
  assert.equal(backOf(broker)[0]?.failed, { keys: keysOf(1), why: 'the model gave no answer' });
});

test('at a signal, what is in hand is put back', async () => {
  const broker = await withJobs([job(1)]);
  const stop = new AbortController();
  const hand: Hand = {
    answer: () =>
      new Promise((_, reject) => {
        stop.signal.addEventListener('abort', () => reject(new Error('a process ended (SIGKILL)')));
        stop.abort();
      }),
  };
  const { said, done } = run(broker, [hand], { signal: stop.signal });
  await done;
  assert.equal(said, []);
  assert.equal(broker.log, ['put back batch-0']);
});

test.run();

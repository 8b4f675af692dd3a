// The collector over a queue in memory: what it puts in, when it acknowledges, and what it does when the queue or a worker loses something.
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ToAnswer } from '../../harness/core/session.js';
import type { Generation, Request } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { collector } from '../../queue/collector.js';
import { type Answers, answersLine, askLine, type Job } from '../../queue/job.js';
import { type MemoryBroker, memoryBroker } from '../fixtures/memory-broker.js';
import { scripted } from '../fixtures/scripted.js';

const model = scripted({ id: 'echo', say: () => 'never asked here' });
const own = { version: 1 as const, notebook: 'Fixtures', commit: '' };
const requests = Array.from(
  { length: 20 },
  (_, i): Request => ({
    messages: [{ role: 'user', content: `question ${i}` }],
    decoding: { maxNewTokens: 8 },
    trial: 0,
  }),
);
const keys = requests.map((request) => requestKey(model, request));
const asked: ToAnswer = { model, dataset: 'sums', requests, isRecorded: () => false };
const back = answersLine(own.notebook, model.id, 'sums');
const generation = (key: string): Generation => ({
  key,
  output: key.slice(0, 4),
  finish: 'stop',
  promptTokens: 1,
  outputTokens: 1,
});
const answers = (given: string[], more: Partial<Answers> = {}): Answers => ({
  ...own,
  by: 'w',
  generations: given.map(generation),
  ...more,
});
const collect = (broker: MemoryBroker, what: Partial<ToAnswer> = {}) =>
  collector(async () => broker, { own, quiet: true, pollMs: 1 })
    .answers({ ...asked, ...what })
    [Symbol.asyncIterator]();
const jobsIn = (broker: MemoryBroker) => broker.items(askLine(model)).map(({ data }) => data as Job);

/** Does what a worker does with every batch that waits. */
async function workOff(broker: MemoryBroker): Promise<void> {
  const line = broker.line<Job>(askLine(model));
  for (let taken = await line.take(); taken; taken = await line.take()) {
    await broker.line(back).add([{ id: taken.id, data: answers(taken.data.keys) }]);
    await taken.finish();
  }
}

async function all(iterator: AsyncIterator<Generation>): Promise<string[]> {
  const found: string[] = [];
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) found.push(next.value.key);
  return found;
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; !condition(); i++) {
    assert.ok(i < 5000, 'it never came to pass');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

test('keys go in, never a prompt; a batch is acknowledged only when the consumer has taken what comes after it', async () => {
  const broker = memoryBroker();
  const iterator = collect(broker);
  const first = iterator.next();
  await until(() => jobsIn(broker).length === 2);
  assert.not.match(JSON.stringify(jobsIn(broker)), 'question');
  assert.equal(new Set(jobsIn(broker).flatMap((job) => job.keys)), new Set(keys));
  await workOff(broker);
  const size = broker.items(back).length;
  const got = [(await first).value.key];
  for (let i = 1; i < 10; i++) got.push((await iterator.next()).value.key);
  assert.is(broker.items(back).length, size, 'ten of a batch of ten are given, and the last may not be on disk');
  got.push((await iterator.next()).value.key);
  assert.is(broker.items(back).length, size - 1);
  got.push(...(await all(iterator)));
  assert.equal([...got].sort(), [...keys].sort());
  assert.equal(broker.items(back), []);
});

test('a consumer that ends puts the batch back, and the next collector has it without asking again', async () => {
  const broker = memoryBroker();
  const first = collect(broker);
  const one = first.next();
  await until(() => jobsIn(broker).length === 2);
  await workOff(broker);
  const recorded = new Set([(await one).value.key as string]);
  await first.return?.();
  assert.is(broker.items(back).filter(({ taken }) => taken).length, 0);
  const rest = requests.filter((request) => !recorded.has(requestKey(model, request)));
  const found = await all(collect(broker, { requests: rest, isRecorded: (key) => recorded.has(key) }));
  assert.equal([...found, ...recorded].sort(), [...keys].sort());
  assert.not.ok(broker.log.some((line) => line.includes('hold')));
  assert.equal(jobsIn(broker), [], 'nothing was put in again');
});

test('the same answers twice, by two workers, are handed on once', async () => {
  const broker = memoryBroker();
  await broker.line(back).add([
    { id: 'batch-a', data: answers(keys.slice(0, 10)) },
    { id: 'batch-b', data: answers(keys) },
  ]);
  assert.equal([...(await all(collect(broker)))].sort(), [...keys].sort());
});

test('what the queue lost is put in again; what never comes back ends the run', async () => {
  const broker = memoryBroker();
  const iterator = collect(broker);
  const first = iterator.next();
  await until(() => jobsIn(broker).length === 2);
  broker.items(askLine(model)).length = 0;
  await until(() => jobsIn(broker).length === 2);
  await workOff(broker);
  assert.is([(await first).value.key, ...(await all(iterator))].length, 20);
  const hopeless = memoryBroker();
  const lossy = { ...hopeless, line: <T>(name: string) => ({ ...hopeless.line<T>(name), add: async () => {} }) };
  let message = '';
  await all(collect(lossy)).catch((error: Error) => (message = error.message));
  assert.match(message, '20 requests came back without an answer');
});

test('answers of another run on the same dataset are left in the queue', async () => {
  const broker = memoryBroker();
  await broker.line(back).add([
    { id: 'batch-other', data: answers(['f'.repeat(64)]) },
    { id: 'batch-own', data: answers(keys) },
  ]);
  assert.is((await all(collect(broker))).length, 20);
  assert.equal(
    broker.items(back).map(({ id }) => id),
    ['batch-other'],
  );
});

test('keys that a worker could not answer come back as errors with its reason', async () => {
  const broker = memoryBroker();
  await broker
    .line(back)
    .add([{ id: 'batch-a', data: answers(keys.slice(1), { failed: { keys: [keys[0] as string], why: 'no memory' } }) }]);
  const found: Generation[] = [];
  for await (const one of { [Symbol.asyncIterator]: () => collect(broker) }) found.push(one);
  const error = found.find(({ finish }) => finish === 'error');
  assert.equal([found.length, error?.key, error?.error], [20, keys[0], 'worker w: no memory']);
});

test('a queue with work of another notebook, commit or version is refused before anything is put in', async () => {
  const job: Job = { ...own, model: 'echo', digest: '', dataset: 'sums', keys: [keys[0] as string], answers: back };
  for (const [other, says] of [
    [{ ...job, notebook: 'Yours' }, 'one of another notebook, "Yours"'],
    [{ ...job, commit: 'ab' }, 'one of commit ab'],
    [{ ...job, version: 7 }, 'got version 7'],
  ] as const) {
    const broker = memoryBroker();
    await broker.line(askLine(model)).add([{ id: 'batch-x', data: other }]);
    let message = '';
    await all(collect(broker)).catch((error: Error) => (message = error.message));
    assert.match(message, says);
    assert.is(jobsIn(broker).length, 1);
  }
});

test.run();

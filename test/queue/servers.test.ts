// The queue with real servers, where they are installed: the same records as without, a holder that dies, a wrong password, another commit.
import { setTimeout as sleep } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { addressOf } from '../../queue/address.js';
import type { Broker, Taken } from '../../queue/broker.js';
import { connect } from '../../queue/bullmq.js';
import { ended, Project, sums } from '../fixtures/project.js';
import {
  certificate,
  freePort,
  hasPackage,
  postgresServer,
  programAt,
  type RunningServer,
  redisServer,
} from '../fixtures/servers.js';

const kinds = [
  { name: 'Redis', program: programAt('redis-server'), driver: 'ioredis', open: redisServer },
  { name: 'PostgreSQL', program: programAt('postgres'), driver: 'pg', open: postgresServer },
];

/** Until something comes, as a line is empty for a moment after a holder died. */
async function next<T>(take: () => Promise<Taken<T> | null>): Promise<Taken<T>> {
  for (let times = 0; times < 600; times++) {
    const taken = await take();
    if (taken) return taken;
    await sleep(100);
  }
  throw new Error('nothing came');
}

for (const { name, program, driver, open } of kinds) {
  const missing = [program ? '' : 'no server', ...['bullmq', driver].map((one) => (hasPackage(one) ? '' : `no ${one}`))].filter(
    Boolean,
  );
  if (missing.length > 0) {
    const test = suite(name);
    test.skip(`queue over ${name}: left out, as there is ${missing.join(', ')} here`, () => {});
    test.run();
    continue;
  }
  const test = suite<{ server: RunningServer }>(name);
  test.before(async (context) => {
    context.server = await open(program as string);
  });
  test.after(({ server }) => server.remove());

  test(`${name}: a batch is given to one at a time, comes again when its holder dies, and goes when it is finished`, async ({
    server,
  }) => {
    const [one, two] = await Promise.all([1, 2].map(() => connect(addressOf(server.url), { holdMs: 1000 })));
    const [mine, theirs] = [(one as Broker).line<number>('a-line'), (two as Broker).line<number>('a-line')];
    await mine.add([{ id: 'batch-1', data: 1 }]);
    await mine.add([{ id: 'batch-1', data: 2 }]);
    assert.equal(await mine.all(), [1], 'an id that is there is not added again');
    const taken = await next(() => mine.take());
    assert.equal([taken.id, taken.data, await theirs.take()], ['batch-1', 1, null]);
    assert.equal(await theirs.counts(), { waiting: 0, taken: 1 });
    assert.is(await taken.hold(), true);
    const again = await next(() => theirs.take()); // nobody held it
    assert.equal([again.data, await taken.hold(), await taken.finish()], [1, false, false]);
    await again.putBack(1);
    const last = await next(() => mine.take());
    assert.is(await last.finish(), true);
    assert.equal(await mine.counts(), { waiting: 0, taken: 0 });
    await Promise.all([one, two].map((broker) => broker?.close()));
  });

  test(`${name}: no more than a line's limit is given out in a minute`, async ({ server }) => {
    const broker = await connect(addressOf(server.url));
    const line = broker.line<number>('slow-line', { perMinute: 2 });
    await line.add([1, 2, 3].map((data) => ({ id: `batch-${data}`, data })));
    for (const _ of [1, 2]) await (await next(() => line.take())).finish();
    for (const _ of [1, 2, 3]) assert.is(await line.take(), null);
    assert.equal(await line.counts(), { waiting: 1, taken: 0 });
    await line.clear();
    await broker.close();
  });

  test(`${name}: two workers and a collector write the records that one process writes`, async ({ server }) => {
    const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', many());
    const files = ['right', 'careless'].map((id) => `records/${id}/sums.jsonl`);
    assert.is((await project.command('report', '01', '--quiet')).code, 0);
    const alone = files.map((file) => project.read(file));
    project.remove('records');
    const shared = ['--queue', server.url];
    const workers = [1, 2].map(() => project.startCommand('work', '--jobs', '1', '--json', ...shared));
    const done = workers.map(ended);
    const collected = await project.command('report', '01', ...shared);
    assert.is(collected.code, 0, collected.stderr);
    assert.equal(
      files.map((file) => project.read(file)),
      alone,
    );
    for (const worker of workers) worker.kill('SIGTERM');
    const stopped = await Promise.all(done);
    const answers = stopped.map(({ stdout, stderr }) => (stdout ? JSON.parse(stdout).answers : assert.unreachable(stderr)));
    assert.is(answers[0] + answers[1], 80, 'each question was answered once');
    for (const { stdout, stderr } of [collected, ...stopped]) assert.not.match(stdout + stderr, 'pass-word-42');
    project.remove();
  });

  test(`${name}: a wrong password and a missing server end in one line without the password`, async ({ server }) => {
    const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
    const wrong = new URL(server.url);
    wrong.password = 'not-this-one';
    const gone = new URL(server.url);
    gone.port = `${await freePort()}`;
    const [one, two] = [['work'], ['report', '01', '--quiet']];
    for (const [command, url, says, code] of [
      [one, wrong, 'the server refuses the name or password', 2],
      [two, gone, 'no queue answers there', 3],
    ] as const) {
      const { code: got, stderr } = await project.command(...command, '--queue', url.href);
      assert.equal([got, stderr.trim().split('\n').length], [code, 1], stderr);
      assert.match(stderr, says);
      assert.not.match(stderr, /not-this-one|pass-word-42/);
    }
    project.remove();
  });

  if (name === 'Redis')
    test('Redis over TLS: an unknown certificate is refused in one line; trusted, the queue answers', async () => {
      const secure = await redisServer(program as string, true);
      const project = new Project().experiment('01-scripted.ts').write('datasets/sums/data.jsonl', sums);
      const url = secure.url.replace('127.0.0.1', 'localhost');
      const args = ['report', '01', '--quiet', '--queue', url];
      const unknown = await project.command(...args);
      assert.equal([unknown.code, unknown.stderr.trim().split('\n').length], [2, 1], unknown.stderr);
      assert.match(unknown.stderr, 'its certificate is not trusted');
      const trusting = { NODE_EXTRA_CA_CERTS: certificate };
      const worker = project.startCommandWith(trusting, 'work', '--jobs', '1', '--idle', '20', '--queue', url);
      const done = ended(worker);
      const collected = await ended(project.startCommandWith(trusting, ...args));
      assert.is(collected.code, 0, collected.stderr);
      assert.ok(project.has('records/right/sums.jsonl'));
      worker.kill('SIGTERM');
      const stopped = await done;
      for (const { stdout, stderr } of [unknown, collected, stopped]) assert.not.match(stdout + stderr, 'pass-word-42');
      project.remove();
      await secure.remove();
    });

  test.run();
}

/** Forty sums. */
function many(): string {
  return Array.from({ length: 40 }, (_, a) => `${JSON.stringify({ id: `sum-${a}`, input: `${a} + 1`, target: a + 1 })}\n`).join(
    '',
  );
}

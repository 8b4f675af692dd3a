// A broker over BullMQ 6: Redis, Valkey, or PostgreSQL. The only file that knows it. Jobs are taken and finished by hand, so that one is held
// only while a process works on it, and is finished only when what it brought is on disk.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, Queue, Worker } from 'bullmq';
import { exit, UserError } from '../harness/core/errors.js';
import { say } from '../harness/core/progress.js';
import { type Address, cannotConnect, withoutSecrets } from './address.js';
import type { Broker, Counts, Line, LineOptions, Taken } from './broker.js';

export interface BrokerOptions {
  /** a job whose holder says nothing for so long is given to another; default 20 s */
  holdMs?: number;
}

/** The states of a job that is still to be done. */
const open = ['waiting', 'active', 'delayed', 'prioritized'] as const;

/** How often a job may lose its holder before BullMQ gives it up: machines come and go. */
const mostLost = 1000;

/** Jobs added or listed at once. */
const page = 1000;

/** Connects. Errors: UserError if a package is missing, or the server does not answer or refuses us. */
export async function connect(address: Address, { holdMs = 20_000 }: BrokerOptions = {}): Promise<Broker> {
  const bullmq = await packaged('bullmq', () => import('bullmq'));
  const backend = address.kind === 'redis' ? await redis(address) : postgres(address, bullmq);
  const told = new Set<string>();
  const onError = (error: Error) => {
    const said = withoutSecrets(error.message || String((error as { code?: string }).code), address);
    if (!told.has(said)) say(`${address.shown}: ${said}; waiting for it`);
    told.add(said);
  };
  const closers: (() => Promise<unknown>)[] = [];
  const shared = { connection: backend.connection as never, skipVersionCheck: true };
  const factory = backend.factory as never;

  const lines = new Map<string, Line<unknown>>();
  const line = (name: string, { perMinute }: LineOptions = {}): Line<unknown> => {
    let [queue, worker]: [Queue | null, Worker | null] = [null, null];
    const theQueue = () => {
      if (!queue) {
        queue = new bullmq.Queue(name, { ...shared, streams: { events: { maxLen: 0 } } } as never, factory);
        queue.on('error', onError);
        closers.push(() => (queue as Queue).close());
      }
      return queue;
    };
    const theWorker = async () => {
      if (!worker) {
        const limiter = perMinute === undefined ? {} : { limiter: { max: perMinute, duration: 60_000 } };
        const own = { lockDuration: holdMs, stalledInterval: holdMs / 2, maxStalledCount: mostLost, autorun: false };
        worker = new bullmq.Worker(name, null as never, { ...shared, ...own, ...limiter } as never, factory);
        worker.on('error', onError);
        closers.unshift(() => (worker as Worker).close(true));
        await worker.startStalledCheckTimer();
      }
      return worker;
    };
    return {
      async add(items) {
        for (let from = 0; from < items.length; from += page)
          await patiently(onError, () =>
            theQueue().addBulk(
              items.slice(from, from + page).map(({ id, data }) => ({
                name: 'batch',
                data,
                opts: { jobId: id, removeOnComplete: true, removeOnFail: true },
              })),
            ),
          );
      },
      async take() {
        const token = randomUUID();
        const job = await patiently(onError, async () => (await theWorker()).getNextJob(token, { block: false }));
        return job ? taken(job, token, holdMs, onError) : null;
      },
      async all() {
        const found: unknown[] = [];
        // in this order, so that one which is taken meanwhile is seen as taken
        for (const state of open)
          for (let from = 0; ; from += page) {
            const jobs = await patiently(onError, () => theQueue().getJobs(state, from, from + page - 1));
            found.push(...jobs.flatMap((job) => (job ? [job.data as unknown] : [])));
            if (jobs.length < page) break;
          }
        return found;
      },
      async counts(): Promise<Counts> {
        const { active = 0, ...others } = await patiently(onError, () => theQueue().getJobCounts(...open));
        return { taken: active, waiting: Object.values(others).reduce((sum, n) => sum + n, 0) };
      },
      clear: () => patiently(onError, () => theQueue().obliterate({ force: true })),
    };
  };
  const broker: Broker = {
    where: address.shown,
    warnings: backend.warnings,
    line<T>(name: string, options?: LineOptions) {
      const found = lines.get(name) ?? line(name, options);
      lines.set(name, found);
      return found as Line<T>;
    },
    async close() {
      for (const close of closers) await close().catch(() => {}); // what is held comes back by itself
      await backend.close();
    },
  };
  // the first use tells whether the server takes us, and in PostgreSQL makes the tables
  const first = new bullmq.Queue('evalbook-first', shared as never, factory);
  first.on('error', () => {}); // thrown below
  try {
    await first.waitUntilReady();
  } catch (error) {
    await backend.close();
    throw cannotConnect(address, error);
  } finally {
    await first.close().catch(() => {});
  }
  return broker;
}

function taken(job: Job, token: string, holdMs: number, onError: (error: Error) => void): Taken<unknown> {
  return {
    id: job.id ?? '',
    data: job.data,
    hold: () => unlessLost(onError, () => job.extendLock(token, holdMs)),
    finish: () => unlessLost(onError, () => job.moveToCompleted('', token, false)),
    putBack: async (ms) => {
      await unlessLost(onError, () => job.moveToDelayed(Date.now() + Math.max(ms, 1), token));
    },
  };
}

/** What BullMQ says of a job that another process took, or that is gone. */
const lost = /Missing lock|Missing key|could not renew lock|lock mismatch|not in the active state|not in state active/i;

async function unlessLost(onError: (error: Error) => void, work: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await patiently(onError, work)) !== 0;
  } catch (error) {
    if (lost.test((error as Error).message)) return false;
    throw error;
  }
}

/** A server that restarts refuses for a while: asks once a second, for ten minutes. */
async function patiently<T>(onError: (error: Error) => void, work: () => Promise<T>): Promise<T> {
  for (let times = 0; ; times++) {
    try {
      return await work();
    } catch (error) {
      if (lost.test((error as Error).message) || times >= 600) throw error;
      onError(error as Error);
      await sleep(1000);
    }
  }
}

interface Backend {
  connection: unknown;
  /** undefined: BullMQ's own, Redis */
  factory?: unknown;
  warnings(): Promise<string[]>;
  close(): Promise<void>;
}

async function redis(address: Address): Promise<Backend> {
  const { Redis } = await packaged('ioredis', () => import('ioredis'));
  const options = { maxRetriesPerRequest: null, connectTimeout: 5000, lazyConnect: true };
  const probe = new Redis(address.url, { ...options, retryStrategy: () => null });
  let why: unknown;
  probe.on('error', (error) => {
    why = error;
  });
  try {
    await probe.connect();
    await probe.ping();
  } catch (error) {
    throw cannotConnect(address, why ?? error);
  } finally {
    probe.disconnect();
  }
  const client = new Redis(address.url, options);
  client.on('error', () => {}); // BullMQ hands it on
  return {
    connection: client,
    warnings: async () => {
      const info = await client.info().catch(() => '');
      const of = (name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(info)?.[1]?.trim();
      const policy = of('maxmemory_policy');
      return [
        ...(policy !== undefined && policy !== 'noeviction' && of('maxmemory') !== '0'
          ? [`maxmemory-policy is ${policy}: a full server would drop jobs. Set it to noeviction`]
          : []),
        ...(of('aof_enabled') === '0'
          ? ['append-only is off: a restart of the server drops jobs, and they are asked again. Set appendonly to yes']
          : []),
      ];
    },
    close: async () => client.disconnect(),
  };
}

function postgres(address: Address, { createPostgresBackend }: typeof import('bullmq')): Backend {
  return {
    connection: { connectionString: address.url, migrate: true, connectionTimeoutMillis: 5000 },
    factory: createPostgresBackend,
    warnings: async () => [],
    close: async () => {},
  };
}

const versions = { bullmq: '6.7.0', ioredis: '5.11.1' };

async function packaged<T>(name: keyof typeof versions, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError(
      `a queue needs the package ${name}, which is not installed: npm install bullmq@${versions.bullmq} ioredis@${versions.ioredis} (Redis, Valkey), or bullmq@${versions.bullmq} pg@8.23.1 (PostgreSQL)`,
      exit.incomplete,
    );
  }
}

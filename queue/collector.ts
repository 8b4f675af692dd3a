// The collector: puts into the queue what is missing, and hands on what comes back, one answer after another. Taking the next one says that
// the last is on disk, so a batch is acknowledged only when all of it is. What is recorded is the truth; the queue may be lost at any time.
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../harness/core/errors.js';
import { say } from '../harness/core/progress.js';
import { visible } from '../harness/core/quote.js';
import type { Answerer, ToAnswer } from '../harness/core/session.js';
import type { Generation } from '../harness/core/types.js';
import { requestKey } from '../harness/records/request-key.js';
import type { Broker, Line } from './broker.js';
import {
  type Answers,
  answersLine,
  askLine,
  batches,
  batchSize,
  idOf,
  type Job,
  type Origin,
  parseAnswers,
  parseJob,
  strange,
} from './job.js';

export interface CollectorOptions {
  own: Origin;
  quiet: boolean;
  /** between two looks into an empty line of answers, and so how long an answer may lie; default 100 ms */
  pollMs?: number;
  /** says that nothing comes, after so long; default 30 s */
  silentMs?: number;
}

/** Requests that were put in so often without any answer are given up. */
const mostRounds = 3;

/** Answers by way of a queue; `connected` is called at the first question. */
export function collector(connected: () => Promise<Broker>, options: CollectorOptions): Answerer {
  return { answers: (asked) => collect(connected, asked, options) };
}

async function* collect(
  connected: () => Promise<Broker>,
  { model, dataset, requests, isRecorded }: ToAnswer,
  { own, quiet, pollMs = 100, silentMs = 30_000 }: CollectorOptions,
): AsyncGenerator<Generation> {
  const broker = await connected();
  const perMinute = model.limit?.perMinute;
  const ask = broker.line<Job>(askLine(model));
  const back = answersLine(own.notebook, model.id, dataset);
  const answers = broker.line<Answers>(back);
  const open = new Map(requests.map((request) => [requestKey(model, request), { key: requestKey(model, request), request }]));
  const put = async () => {
    const known = await inQueue(broker, ask, answers, own);
    const missing = [...open.values()].filter(({ key }) => !known.has(key));
    await ask.add(
      batches(missing, batchSize(perMinute)).map((batch): { id: string; data: Job } => {
        const keys = batch.map(({ key }) => key);
        const { id, digest, served } = model;
        return {
          id: idOf(keys),
          data: { ...own, model: id, digest, ...(served === undefined ? {} : { served }), dataset, keys, answers: back },
        };
      }),
    );
    return missing.length;
  };
  const added = await put();
  say(
    `${broker.where}: ${model.id} on ${dataset}, ${added} requests put in${added < open.size ? `, ${open.size - added} were there` : ''}`,
    quiet,
  );
  const told = new Set<string>();
  let [rounds, heard, asked] = [0, performance.now(), performance.now()];
  while (open.size > 0) {
    const taken = await answers.take();
    if (!taken) {
      await sleep(pollMs);
      if (performance.now() - asked < Math.min(2000, 20 * pollMs)) continue;
      asked = performance.now();
      const [waiting, back] = [await ask.counts(), await answers.counts()];
      if (waiting.waiting + waiting.taken + back.waiting + back.taken === 0) {
        // read once more: a worker adds the answers, then finishes the batch
        if (++rounds > mostRounds) throw new UserError(`${broker.where}: ${open.size} requests came back without an answer`, 3);
        const again = await put();
        if (again > 0) say(`${broker.where}: the queue lost ${again} requests; they are put in again`, quiet);
      } else if (performance.now() - heard > silentMs) {
        heard = performance.now();
        say(
          `${broker.where}: no answer for ${Math.round(silentMs / 1000)} s; ${waiting.waiting} batches wait, ${waiting.taken} are being answered. Workers: npx evalbook work --queue …`,
          quiet,
        );
      }
      continue;
    }
    heard = performance.now();
    let flushed = false;
    try {
      const { generations, failed, refused, by } = parseAnswers(taken.data, broker.where);
      if (refused !== undefined && !told.has(`${by} ${refused}`))
        say(`worker ${visible(by)} refuses: ${visible(refused)}`, quiet);
      told.add(`${by} ${refused}`);
      const keys = [...generations.map(({ key }) => key), ...(failed?.keys ?? [])];
      if (keys.some((key) => !open.has(key) && !isRecorded(key)) && !keys.some((key) => open.has(key))) {
        flushed = true;
        await taken.putBack(60_000); // of another run on this dataset, which is not over
        continue;
      }
      for (const generation of generations) {
        if (!open.delete(generation.key)) continue;
        rounds = 0;
        yield generation;
      }
      for (const key of failed?.keys ?? [])
        if (open.delete(key))
          yield {
            key,
            output: '',
            finish: 'error',
            promptTokens: null,
            outputTokens: null,
            error: `worker ${by}: ${failed?.why}`,
          };
      flushed = true;
      await taken.finish();
    } finally {
      if (!flushed) await taken.putBack(0); // it could not be stored
    }
  }
}

/** Keys that wait, are being answered, or are answered and not yet recorded. Errors: UserError if there is work of another notebook. */
async function inQueue(broker: Broker, ask: Line<Job>, answers: Line<Answers>, own: Origin): Promise<Set<string>> {
  const keys = new Set<string>();
  // in this order: a worker adds the answers before it finishes the batch
  const jobs = (await ask.all()).map((data) => parseJob(data, broker.where));
  for (const job of jobs) {
    const why = strange(job, own);
    if (why)
      throw new UserError(
        `${broker.where}: expected a queue of this notebook and commit, got ${jobs.length} batches, one ${why}. Let their collector end, name another database, or drop them: npx evalbook work --queue … --clear`,
      );
    for (const key of job.keys) keys.add(key);
  }
  for (const data of await answers.all()) {
    const { generations, failed } = parseAnswers(data, broker.where);
    for (const { key } of generations) keys.add(key);
    for (const key of failed?.keys ?? []) keys.add(key);
  }
  return keys;
}

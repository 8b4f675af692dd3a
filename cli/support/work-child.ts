// A process of `work`: makes the requests of its checkout's experiments, and answers a batch of them when it is told their keys. It ends with
// its parent.
import { UserError } from '../../harness/core/errors.js';
import { visible } from '../../harness/core/quote.js';
import type { Generation, Model, Request } from '../../harness/core/types.js';
import { findProject } from '../../harness/project.js';
import { askLine, batchesPerMinute, type Job } from '../../queue/job.js';
import type { Outcome } from '../../queue/worker.js';
import { type Plans, plansOf } from './plans.js';

/** A model of the experiments, and whether it can be asked here. */
export interface Known {
  id: string;
  line: string;
  perMinute?: number;
  datasets: string[];
  requests: number;
  /** why it cannot be asked here, and what to do */
  problem?: string;
  /** with a problem: it only ever replays */
  replays?: boolean;
}

export type ToChild = { plan: { folder: string; names: string[] } } | { job: Job };
export type FromChild = { known: Known[]; failures: string[] } | { outcome: Outcome } | { failed: string };

let plans: Plans | null = null;

process.on('disconnect', () => process.exit());
process.on('SIGINT', () => {}); // Ctrl-C reaches the whole process group; the parent decides
process.on('message', (message: ToChild) => {
  const work = 'plan' in message ? plan(message.plan) : answer(message.job);
  work
    .catch((error: unknown): FromChild => ({ failed: error instanceof Error ? error.message : String(error) }))
    .then((reply) => process.send?.(reply, undefined, undefined, (error: Error | null) => error && process.exit()));
});

async function plan({ folder, names }: { folder: string; names: string[] }): Promise<FromChild> {
  plans = await plansOf(findProject(folder), names);
  const known = [...plans.models.values()].map(async ({ model, datasets, requests }): Promise<Known> => {
    const { id, limit } = model;
    const problem = await problemOf(model);
    return {
      id,
      line: askLine(model),
      ...(limit ? { perMinute: batchesPerMinute(limit.perMinute) } : {}),
      datasets: [...datasets],
      requests: requests.size,
      ...(problem === null ? {} : { problem, replays: model.served === undefined && model.check === undefined }),
    };
  });
  return { known: await Promise.all(known), failures: plans.failures };
}

/** Why the model cannot be asked here; null if it can. */
async function problemOf(model: Model): Promise<string | null> {
  if ((await model.isAvailable?.()) !== false) return null;
  try {
    await model.check?.();
    return 'it only replays, or its server does not answer';
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

async function answer(job: Job): Promise<FromChild> {
  const planned = plans?.models.get(job.model);
  const refused = (why: string): FromChild => ({ outcome: { refused: why } });
  const name = visible(job.model);
  if (!planned) return refused(`no experiment here asks ${name}`);
  const { model, requests } = planned;
  if (model.digest !== job.digest || model.served !== job.served)
    return refused(
      `${name} has digest ${model.digest.slice(0, 12) || 'none'} here, ${visible(job.digest).slice(0, 12) || 'none'} in the queue: other weights or arithmetic`,
    );
  const found = job.keys.map((key) => requests.get(key));
  const missing = found.filter((request) => request === undefined).length;
  if (missing > 0)
    return refused(
      `${missing} of ${job.keys.length} requests to ${name} on ${visible(job.dataset)} are not made by the experiments here: commit what changed there, and check it out here`,
    );
  const problem = await problemOf(model);
  if (problem !== null) return refused(`${name}: ${problem}`);
  const generations: Generation[] = [];
  for await (const generation of model.generate(found as Request[])) generations.push(generation);
  return { outcome: { generations } };
}

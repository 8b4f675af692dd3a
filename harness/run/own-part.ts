// A shard's part of a run's requests.
import { UserError } from '../core/errors.js';
import type { Shard } from '../core/flag-values.js';
import type { Dataset } from '../core/load.js';
import { say } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Model } from '../core/types.js';
import { committedRecords } from '../records/records.js';
import { type Keyed, partOf } from './shard.js';

/**
 * The requests of this shard; it says how many they are. `open`: whether any of all is not answered yet. Predictions are registered even where all of its own are answered, so that every shard
 * registers the same. Errors: UserError (exit 2) for fast arithmetic, if anything is to be asked.
 */
export async function ownPart<A extends Keyed>(
  session: Session,
  shard: Shard,
  model: Model,
  dataset: Dataset,
  asks: A[],
  open: boolean,
): Promise<A[]> {
  const { project, options } = session;
  if (open && model.portable === false)
    throw new UserError(
      `${model.id}: expected portable arithmetic for --shard, got fast, whose text varies with the processor: answers of several machines would not be one model's`,
    );
  if (open) await session.beforeAsking?.();
  const committed = committedRecords(project.folder, project.at.answers(model.id, dataset.name)) ?? new Map();
  const { keys, tokens, all, requests, partition } = partOf(shard, model, asks, committed);
  if (requests > 0)
    say(
      `${model.id} on ${dataset.name}: shard ${shard.index}/${shard.of} of partition ${partition}: ${keys.size} of ${requests} answers, ${tokens} of ${all} predicted tokens`,
      options.quiet,
    );
  return asks.filter(({ key }) => keys.has(key));
}

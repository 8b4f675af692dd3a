// Which samples a run is about: those that `--filter` names, at most `--limit` of them.
import { matches, parseFilter, whyNothing } from '../core/filter.js';
import type { Dataset } from '../core/load.js';
import { say } from '../core/progress.js';
import type { RunOptions } from '../core/run-options.js';
import type { Sample } from '../core/types.js';

/**
 * Samples that match the filter, at most `limit`. None is no error here, as a script may have several datasets: it says why, and the report
 * refuses to be one of nothing.
 */
export function meantSamples<S extends Sample>(
  { name, samples }: Dataset<S>,
  { filter, limit, quiet }: Pick<RunOptions, 'filter' | 'limit' | 'quiet'>,
): S[] {
  const conditions = parseFilter(filter);
  const found = samples.filter((sample) => matches(conditions, (field) => sample[field]));
  if (found.length === 0 && samples.length > 0)
    say(
      `${name}: ${whyNothing(samples, conditions, { fieldsOf: Object.keys, inField: (sample: Sample, field) => sample[field] })}`,
      quiet,
    );
  return found.slice(0, limit ?? undefined);
}

// Turns tags into named fields, so that rates can be grouped by them.
import type { Dataset } from '../core/load.js';
import type { Sample } from '../core/types.js';

/**
 * The dataset with each sample's first tags as fields of these names: `['family', 'level']` makes `family` of the first tag and
 * `level` of the second. Errors: Error if a sample has fewer tags, or already has such a field.
 */
export function tagsAsFields<S extends Sample, Name extends string>(
  dataset: Dataset<S>,
  names: readonly Name[],
): Dataset<S & Record<Name, string>> {
  const samples = dataset.samples.map((sample) => {
    const named = names.map((name, i) => {
      const tag = sample.tags?.[i];
      if (tag === undefined)
        throw new Error(`expected sample ${sample.id} of ${dataset.name} to have ${i + 1} tags for \`${name}\``);
      if (name in sample)
        throw new Error(`expected no field \`${name}\` in sample ${sample.id} of ${dataset.name}: it is a tag's name here`);
      return [name, tag] as const;
    });
    return { ...sample, ...(Object.fromEntries(named) as Record<Name, string>) };
  });
  return { ...dataset, samples };
}

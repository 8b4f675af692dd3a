// Grades answers that are already in the dataset: to measure a judge, or to grade answers written elsewhere.
import { FieldError } from '../core/errors.js';
import type { Shard } from '../core/flag-values.js';
import type { Dataset } from '../core/load.js';
import type { Session } from '../core/session.js';
import type { Judge, Model, Row, Sample } from '../core/types.js';
import { beforeVerdicts, grade } from './grade.js';
import { meantSamples } from './meant.js';
import type { Ran } from './ran.js';
import { partsOf } from './shard.js';

export interface Existing {
  dataset: Dataset;
  judges: Judge[];
  /** which samples, default all */
  where?: (sample: Row['sample']) => boolean;
}

/**
 * One graded row for each sample, with its field `output` as the answer, and `finish` ('stop' if absent). The rows' model is called
 * "given". Errors: FieldError if a sample has no `output`, or another `finish` than 'stop' or 'length'.
 */
export async function gradeExisting(session: Session, { dataset: whole, judges, where = () => true }: Existing): Promise<Ran> {
  const dataset = { ...whole, samples: whole.samples.filter(where) };
  const samples = session.planned ? [] : ownSamples(meantSamples(dataset, session.options), session.options.shard);
  const rows = samples.map((sample) => existingRow(sample));
  beforeVerdicts(session, judges, dataset);
  const used = await grade(session, rows, judges, dataset);
  return { dataset, models: [writer], judges, rows, trials: 1, used, asked: 0, drifted: 0 };
}

/** A shard's part of the samples, the longest texts first: judging them is what may take long. */
function ownSamples(samples: Sample[], shard: Shard | null): Sample[] {
  if (!shard) return samples;
  const parts = partsOf(new Map(samples.map(({ id, output }) => [id, String(output).length])), shard.of);
  return samples.filter(({ id }) => parts.get(id) === shard.index);
}

/** Stands for whoever wrote the answers; it cannot be asked again. */
const writer: Model = {
  id: 'given',
  family: 'given',
  digest: '',
  isAvailable: () => false,
  generate: () => {
    throw new Error('given answers are not asked for');
  },
};

/** A sample's own `output` and `finish` as an ungraded row. */
export function existingRow(sample: Row['sample']): Row {
  const { output, finish = 'stop' } = sample;
  if (typeof output !== 'string') throw new FieldError('output', 'a text, the answer to be judged', output);
  if (finish !== 'stop' && finish !== 'length') throw new FieldError('finish', '"stop" or "length"', finish);
  const generation: Row['generation'] = { key: '', output, finish, promptTokens: null, outputTokens: null };
  return { model: writer, sample, condition: '', trial: 0, generation, grades: [] };
}

// Answers that are in the dataset already, put before judges: to measure a judge, or to grade what was written elsewhere.
import { FieldError } from './errors.js';
import { grade } from './grade.js';
import type { Dataset } from './load.js';
import { currentPage } from './notebook.js';
import { runOptions } from './options.js';
import type { Judge, Model, Row } from './types.js';

export interface Given {
  dataset: Dataset;
  judges: Judge[];
  /** which samples, default all */
  where?: (sample: Row['sample']) => boolean;
}

/**
 * One row for each sample with its field `output` as the answer, graded. The rows' model is called "given". Errors: FieldError where a
 * sample has no `output`.
 */
export async function given({ dataset: whole, judges, where = () => true }: Given): Promise<Row[]> {
  const options = runOptions();
  const samples = whole.samples.filter(where).slice(0, options.limit ?? undefined);
  const dataset = { ...whole, samples: whole.samples.filter(where) };
  const rows = samples.map((sample) => givenRow(sample));
  const paths = await grade(rows, judges, dataset, options);
  currentPage().ran.push({ dataset, models: [writer], judges, rows, trials: 1, paths, asked: 0, drifted: 0 });
  return rows;
}

/** Whoever wrote the answers; nobody can ask them again. */
const writer: Model = {
  id: 'given',
  family: 'given',
  digest: '',
  present: () => false,
  generate: () => {
    throw new Error('given answers are not asked for');
  },
};

/** A sample's own `output` as a row without grades. */
export function givenRow(sample: Row['sample']): Row {
  const { output } = sample;
  if (typeof output !== 'string') throw new FieldError('output', 'a text, the answer to be judged', output);
  const generation = { key: '', output, finish: 'stop' as const, promptTokens: null, outputTokens: null };
  return { model: writer, sample, trial: 0, generation, grades: [] };
}

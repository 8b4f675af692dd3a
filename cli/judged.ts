// Answers that are in a dataset already, put before one judge by a command.
import { givenRow } from '../harness/given.js';
import { grade } from '../harness/grade.js';
import type { Dataset } from '../harness/load.js';
import type { Judge, Row, Sample } from '../harness/types.js';

/** Some samples of a dataset with their field `output` as the answer, graded; the whole dataset gives the verdicts their order in the file. */
export async function judged(samples: Sample[], dataset: Dataset, judge: Judge): Promise<Row[]> {
  const rows = samples.map((sample) => givenRow(sample));
  const options = { limit: null, trials: null, only: [], fresh: false, quiet: false, json: false, check: false };
  await grade(rows, [judge], dataset, options);
  return rows;
}

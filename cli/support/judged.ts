// Has one judge grade answers that are already in a dataset, for a command.

import type { Dataset } from '../../harness/core/load.js';
import { noOptions } from '../../harness/core/run-options.js';
import type { Judge, Row, Sample } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { grade } from '../../harness/run/grade.js';
import { existingRow } from '../../harness/run/grade-existing.js';

/** Grades the field `output` of some samples of a dataset; the whole dataset determines the order of the verdicts in the file. */
export async function judged(project: Project, samples: Sample[], dataset: Dataset, judge: Judge): Promise<Row[]> {
  const rows = samples.map((sample) => existingRow(sample));
  await grade({ project, options: noOptions }, rows, [judge], dataset);
  return rows;
}

// Compares two models' answers to the same samples with a pairwise judge.
import { UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import type { Session } from '../core/session.js';
import type { Judge, Model, Row } from '../core/types.js';
import { beforeVerdicts, grade } from './grade.js';
import type { Ran } from './ran.js';

export interface Match {
  /** a pairwise judge: it reads the other answer from the sample's field `other` */
  judge: Judge;
  a: Model;
  b: Model;
  dataset: Dataset;
}

/**
 * One row for each sample and trial that both models answered: `a`'s answer, with `b`'s as `sample.other`, graded by `judge`
 * through the recorded store. A score above 0.5 is a win for `a`, 0.5 a tie: `meanScore(rows, …)` gives the win rate. If `b` has
 * only an error, the row is an error too and stays unscored. Errors: UserError (exit 2) if the judge belongs to a model's family,
 * or no sample was answered by both.
 */
export async function pairwise(session: Session, rows: Row[], { judge, a, b, dataset }: Match): Promise<Ran> {
  for (const model of [a, b])
    if ([judge.family].flat().includes(model.family))
      throw new UserError(
        `judge ${judge.name} is of the family "${model.family}", as is ${model.id}. Choose a judge of another family`,
      );
  const place = ({ sample, condition, trial }: Row) => JSON.stringify([condition, trial, sample.id]);
  const others = new Map(rows.filter(({ model }) => model.id === b.id).map((row) => [place(row), row]));
  const matched = rows.flatMap((row) => {
    const other = row.model.id === a.id ? others.get(place(row)) : undefined;
    if (!other) return [];
    const generation = other.generation.finish === 'error' ? other.generation : row.generation;
    return [{ ...row, sample: { ...row.sample, other: other.generation.output }, generation, grades: [] }];
  });
  // a shard has few pairs or none: both answers of a sample are there once the shards are merged
  if (matched.length === 0 && !session.planned && !session.options.shard)
    throw new UserError(`expected samples that both ${a.id} and ${b.id} answered, found none`);
  beforeVerdicts(session, [judge], dataset);
  const used = await grade(session, matched, [judge], dataset);
  return { dataset, models: [a], judges: [judge], rows: matched, trials: 1, used, asked: 0, drifted: 0 };
}

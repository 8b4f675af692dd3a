// A judge never grades its own family: a model finds its own text likely and good.
import type { Judge, Model, Row } from '../core/types.js';

/** Whether the judge is a model of the family of `model`, or one of its models is. */
export function isOwnFamily({ family }: Pick<Judge, 'family'>, model: Pick<Model, 'family'>): boolean {
  return [family].flat().includes(model.family);
}

/** Whether the judge grades this row: it applies to the sample, and does not abstain from the model. */
export function isAsked(judge: Judge, { sample, model }: Pick<Row, 'sample' | 'model'>): boolean {
  return (judge.applies?.(sample) ?? true) && !(judge.abstains && isOwnFamily(judge, model));
}

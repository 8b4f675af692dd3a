// A model in this process as a judge: no free text, only how probable it finds each reply of a menu as its next words.
import type { JudgeModel } from '../../harness/core/types.js';
import type { LocalModel } from './local.js';

/**
 * A `JudgeModel` over a local model. Probabilities have three decimals fewer than differences between processors show, so that they are mostly the
 * same on all of them. Errors: RangeError where a question is longer than the model's context.
 */
export function localJudgeModel(model: LocalModel): JudgeModel {
  const { id, family, digest } = model;
  return {
    id,
    family,
    digest,
    probabilities: async (messages, replies) => (await model.next(messages, replies)).map(rounded),
    close: () => model.close(),
  };
}

/** Portable arithmetic agrees to 2e-5 in the logits between processors, so far less in a probability. */
function rounded(probability: number): number {
  return Math.round(probability * 1e4) / 1e4;
}

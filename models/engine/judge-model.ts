// An in-process model as a judge: it generates no text, it only gives the probability of each allowed reply as the next tokens.
import type { JudgeModel } from '../../harness/core/types.js';
import type { LocalModel } from './local-model.js';

/**
 * A `JudgeModel` over a local model. Probabilities are rounded to 4 decimals, coarser than the differences between processors, so
 * that they are mostly identical on all of them. Errors: RangeError if a question is longer than the model's context.
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

/** Portable arithmetic agrees to 2e-5 in the logits across processors, so to far less in a probability. */
function rounded(probability: number): number {
  return Math.round(probability * 1e4) / 1e4;
}

// The LLM judge, for what rules cannot decide: a rubric, and a model that reads it. In-process models give probabilities and no text;
// servers reason first and reply in JSON. A judge that cannot be understood leaves the answer unscored.
import { canonical, sha256 } from '../../harness/canonical.js';
import { FieldError } from '../../harness/errors.js';
import type { Grade, Judge, Referee, Sample } from '../../harness/types.js';
import { nearEmpty, nonceOf } from './fence.js';
import { type Outcome, outcomeOf } from './outcome.js';
import type { Rubric } from './rubric.js';

export { panel } from './panel.js';
export { rubric, rubricIds } from './rubric.js';

export interface LlmOptions {
  rubric: Rubric;
  /** who judges; without one every grade says "not judged" */
  by?: Referee;
  /** column name, default "llm-RUBRIC" */
  name?: string;
}

/**
 * A judge by rubric. Score: checklist, the mean probability of yes (a server: the share of yes); scale, (expected reply − 1) / 4; pairwise, how
 * surely `output` beats the sample's `other`, mean over both orders, where a reply that flips with the order is a tie, 0.5.
 * `details`: rubric, by, replies with their probabilities, mass (in-process: how far the model kept to the menu), flipped, tokens.
 */
export function llm({ rubric, by, name = `llm-${rubric.id}` }: LlmOptions): Judge {
  return {
    name,
    version: sha256(canonical({ program: '1', rubric: rubric.hash, by: by ? { id: by.id, digest: by.digest } : null })).slice(
      0,
      16,
    ),
    ...(by ? { family: by.family } : {}),
    recorded: by !== undefined,
    async grade(sample, { output }): Promise<Grade> {
      const answers = answersOf(rubric, sample, output);
      if (!by) return { judge: name, score: null, verdict: 'not judged', why: 'no judge model is configured', transient: true };
      if (nearEmpty(output))
        return {
          judge: name,
          score: 0,
          verdict: 'empty',
          why: 'the answer holds nothing to judge; no model was asked',
          details: { rubric: rubric.id, by: by.id },
        };
      const nonce = nonceOf(rubric.hash, sample.input, sample.target ?? null, ...answers);
      return toGrade(name, rubric, by, await outcomeOf(rubric, by, sample, answers, nonce));
    },
    ...(by?.close ? { close: () => by.close?.() ?? Promise.resolve() } : {}),
  };
}

function answersOf(rubric: Rubric, sample: Sample, output: string): [string] | [string, string] {
  if (rubric.kind !== 'pairwise') return [output];
  if (typeof sample.other !== 'string') throw new FieldError('other', 'a text, the other answer', sample.other);
  return [output, sample.other];
}

function toGrade(judge: string, rubric: Rubric, by: Referee, outcome: Outcome): Grade {
  const { score, verdict, why, transient, ...details } = outcome;
  return {
    judge,
    score: score === null ? null : Math.round(score * 1e4) / 1e4,
    verdict,
    why,
    details: { rubric: rubric.id, by: by.id, ...details },
    ...(transient ? { transient } : {}),
  };
}

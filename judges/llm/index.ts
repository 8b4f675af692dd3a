// The LLM judge, for questions that rules cannot decide: a rubric, and a model that applies it. In-process models give
// probabilities and no text; servers reason first and reply in JSON. If the judge's reply cannot be interpreted, the answer is
// unscored.
import { canonical, sha256 } from '../../harness/core/canonical.js';
import { FieldError, printed, UserError } from '../../harness/core/errors.js';
import { ofSpoken, spokenPart } from '../../harness/core/thinking.js';
import type { Grade, Judge, JudgeModel, Sample } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { nearEmpty, nonceOf } from './fence.js';
import { healthOfJudge } from './health-record.js';
import { healthLine, isWeak } from './health-table.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { type Rubric, rubricIds } from './rubric.js';

export { attackTable } from './attack-table.js';
export { healthOf, type Labelled } from './health.js';
export { biasTable, confusionTable, healthFinding, healthTable, measuredBiasTable, measuredHealthTable } from './health-table.js';
export { panel } from './panel.js';
export { rubric, rubricIds } from './rubric.js';

export interface LlmOptions {
  rubric: Rubric;
  /** the judge model; without one every grade is "not judged" */
  by?: JudgeModel;
  /** column name, default "llm-RUBRIC-by-MODEL", or "llm-RUBRIC" without a model */
  name?: string;
  /** above 0: asks again with a different nonce; default 0 */
  round?: number;
}

/**
 * A judge by rubric. Score: checklist, the mean probability of yes (server: the share of yes); scale, (expected reply − 1) / 4;
 * pairwise, the probability that `output` beats the sample's `other`, mean over both orders; a verdict that flips with the order
 * is a tie, which for a server, having no probabilities, scores 0.5. `details`: rubric, by, replies with their probabilities,
 * mass (in-process: total probability of the allowed replies), flipped, tokens. Errors: UserError (exit 2) if `rubric` is an id
 * instead of a rubric, or `by` a model instead of a judge model.
 */
export function llm(options: LlmOptions): Judge {
  checkOptions(options);
  const { rubric, by, name = nameOf(rubric, by), round = 0 } = options;
  return ofSpoken({
    name,
    version: sha256(
      canonical({
        program: '2',
        rubric: rubric.hash,
        by: by ? { id: by.id, digest: by.digest } : null,
        ...(round ? { round } : {}),
      }),
    ).slice(0, 16),
    ...(by ? { family: by.family } : {}),
    recorded: by !== undefined,
    ...(by ? { health: (project: Project) => healthBeside(project, rubric, by) } : {}),
    async grade(sample, { output }): Promise<Grade> {
      const answers = answersOf(rubric, sample, output);
      if (!by) return { judge: name, score: null, verdict: 'not judged', why: 'no judge model is configured', transient: true };
      const empty = answers.map(nearEmpty);
      if (empty.includes(true)) return withoutAsking(name, rubric, by, empty);
      const nonce = nonceOf(rubric.hash, sample.input, sample.target ?? null, ...answers, ...(round ? [round] : []));
      return toGrade(name, rubric, by, await outcomeOf(rubric, by, sample, answers, nonce));
    },
    ...(by?.close ? { close: () => by.close?.() ?? Promise.resolve() } : {}),
  });
}

/** Scripts run without type checking, so wrong types get here. */
function checkOptions(options: Partial<Record<keyof LlmOptions, unknown>>): void {
  const { rubric, by } = options;
  if (!isObject(rubric) || typeof rubric.hash !== 'string') {
    const id = typeof rubric === 'string' && rubricIds().includes(rubric) ? rubric : 'id';
    throw new UserError(
      `expected \`rubric\` of llm() to be a rubric, rubric('${id}'), where the id is one of ${rubricIds().join(', ')}, got ${printed(rubric)}`,
    );
  }
  if (by === undefined || (isObject(by) && (by.probabilities || by.answer))) return;
  const got = isObject(by) && typeof by.id === 'string' ? `the model ${by.id}` : printed(by);
  throw new UserError(
    `expected \`by\` of llm() to be a judgeModel, e.g. localJudgeModel(model) or judgeModel({ model, … }), got ${got}`,
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

function nameOf(rubric: Rubric, by?: JudgeModel): string {
  return by ? `llm-${rubric.id}-by-${by.id.replace(/[^\w.-]+/g, '-')}` : `llm-${rubric.id}`;
}

function healthBeside(project: Project, rubric: Rubric, by: JudgeModel) {
  const records = healthOfJudge(project, rubric, by);
  return { line: healthLine(rubric.id, by.id, records), weak: isWeak(records), path: project.at.health };
}

function answersOf(rubric: Rubric, sample: Sample, output: string): [string] | [string, string] {
  if (rubric.kind !== 'pairwise') return [output];
  if (typeof sample.other !== 'string') throw new FieldError('other', 'a text, the other answer', sample.other);
  return [output, spokenPart(sample.other).answer];
}

/** Grades empty answers without a model: they fail, or lose to a non-empty one, as they persuade judge models. */
function withoutAsking(judge: string, rubric: Rubric, by: JudgeModel, [own, other = true]: boolean[]): Grade {
  const both = own === other && rubric.kind === 'pairwise';
  const why = both ? 'neither answer holds' : own ? 'the answer holds' : 'the other answer holds';
  return {
    judge,
    score: both ? 0.5 : own ? 0 : 1,
    verdict: both ? 'tie' : own ? 'empty' : 'better',
    why: `${why} ${both ? 'anything' : 'nothing'} to judge; no model was asked`,
    details: { rubric: rubric.id, by: by.id },
  };
}

function toGrade(judge: string, rubric: Rubric, by: JudgeModel, outcome: Outcome): Grade {
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

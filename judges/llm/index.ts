// The LLM judge, for what rules cannot decide: a rubric, and a model that reads it. In-process models give probabilities and no text;
// servers reason first and reply in JSON. A judge that cannot be understood leaves the answer unscored.
import { canonical, sha256 } from '../../harness/core/canonical.js';
import { FieldError, printed, UserError } from '../../harness/core/errors.js';
import type { Grade, Judge, JudgeModel, Sample } from '../../harness/core/types.js';
import type { Project } from '../../harness/project.js';
import { nearEmpty, nonceOf } from './fence.js';
import { healthOfJudge } from './health-record.js';
import { healthLine, isWeak } from './health-table.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { type Rubric, rubricIds } from './rubric.js';

export { attackTable } from './attack-table.js';
export { healthOf, type Labelled } from './health.js';
export { confusionTable, healthTable, measuredHealthTable } from './health-table.js';
export { panel } from './panel.js';
export { rubric, rubricIds } from './rubric.js';

export interface LlmOptions {
  rubric: Rubric;
  /** who judges; without one every grade says "not judged" */
  by?: JudgeModel;
  /** column name, default "llm-RUBRIC-by-MODEL", or "llm-RUBRIC" without a model */
  name?: string;
  /** above 0: asks again, with other nonces; default 0 */
  round?: number;
}

/**
 * A judge by rubric. Score: checklist, the mean probability of yes (a server: the share of yes); scale, (expected reply − 1) / 4; pairwise, how
 * surely `output` beats the sample's `other`, mean over both orders: a verdict that flips with the order is called a tie, and a server's,
 * which is no probability, scores 0.5.
 * `details`: rubric, by, replies with their probabilities, mass (in-process: how far the model kept to the menu), flipped, tokens.
 * Errors: UserError (exit 2) where `rubric` is an id and not a rubric, or `by` a model and not a judge model.
 */
export function llm(options: LlmOptions): Judge {
  checkOptions(options);
  const { rubric, by, name = nameOf(rubric, by), round = 0 } = options;
  return {
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
  };
}

/** Scripts run without a check of their types, so a slip gets here. */
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
  return [output, sample.other];
}

/** An answer with nothing in it fails, and loses to any other: such answers win judge models over. */
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

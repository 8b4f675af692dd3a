// Runs a plan: the answers of each model, those that were cut off with longer limits, and then the grades of all.
import { UserError } from '../core/errors.js';
import { onSample } from '../core/load.js';
import type { Session } from '../core/session.js';
import type { Generation, Judge, Model, Row, Sample } from '../core/types.js';
import { readAnswers } from '../records/records.js';
import { answersOf, toAskOf } from './answers-of.js';
import { type Ask, longerAsk, longerAsks, messagesOf, toAsk, wayOf } from './ask.js';
import { grade } from './grade.js';
import { meantSamples } from './meant.js';
import { ownPart } from './own-part.js';
import { checkAsked, checkParts, type Plan, waysOf } from './plan.js';
import { applyPolicy } from './policy.js';
import type { Ran, Used } from './ran.js';
import { type Answered, repeats } from './repeat.js';

/**
 * Runs a plan; `rows` has one row per model, condition, sample and trial, in that order; requests that a model does not cover are
 * omitted. Errors: UserError (exit 2) for a plan that cannot be run, (exit 3) if answers are missing at the end; answers received
 * are stored.
 */
export async function run<S extends Sample>(session: Session, plan: Plan<S>): Promise<Ran> {
  const { project, options } = session;
  checkParts(plan);
  const models = chosen(plan.models, options.only);
  const trials = checkAsked(plan, models, options);
  const conditions = waysOf(plan);
  session.beforeRun?.(plan.models.map(({ id }) => project.at.answers(id, plan.dataset.name)));
  const samples = meantSamples(plan.dataset, options);
  const rows: Row[] = [];
  const answers: Used[] = [];
  const repeated: NonNullable<Ran['repeats']> = [];
  let asked = 0;
  let drifted = 0;
  for (const model of models) {
    const asks = conditions.flatMap((condition) =>
      samples.flatMap((sample) =>
        onSample(project, plan.dataset, sample, 'prompt', () => {
          const messages = messagesOf(condition.prompt(sample)); // once for all trials, as they are many
          return Array.from({ length: trials }, (_, trial) => toAsk(wayOf(condition, sample), model, sample, trial, messages));
        }),
      ),
    );
    const all = asks.filter(({ request }) => model.covers?.(request) ?? true);
    if (session.planned) {
      const requests = all.flatMap((one) => [one, ...longerAsks(model, one, plan.extendTo)]).map(({ request }) => request);
      session.planned({ model, dataset: plan.dataset.name, requests });
      rows.push(...all.map((one) => plannedRow(model, one, plan.judges)));
      continue;
    }
    const open = () => toAskOf(readAnswers(project, model.id, plan.dataset.name), all, options.fresh).length > 0;
    const covered = options.shard ? await ownPart(session, options.shard, model, plan.dataset, all, open()) : all;
    const found = await settle(session, model, plan, covered);
    asked += found.asked;
    drifted += found.drifted;
    for (const [place, { sample, condition, trial }] of covered.entries()) {
      const generation = found.settled[place];
      if (generation) rows.push({ model, sample, condition, trial, generation, grades: [] });
    }
    // a replayed model may cover nothing here
    const record =
      model.served === undefined ? null : await repeats(session, model, plan.dataset, unextended(covered, found.settled));
    if (record) {
      repeated.push({ model: model.id, record });
      answers.push({ path: project.at.repeats(model.id), keys: [record.key] });
    }
    if (found.keys.length > 0) answers.push({ path: project.at.answers(model.id, plan.dataset.name), keys: found.keys });
  }
  const verdicts = session.planned ? [] : await grade(session, rows, plan.judges, plan.dataset);
  applyPolicy(rows, plan.cutOffMayPass);
  return {
    dataset: plan.dataset,
    models,
    judges: plan.judges,
    rows,
    trials,
    used: [...answers, ...verdicts],
    ...(plan.cutOffMayPass === undefined ? {} : { cutOffMayPass: plan.cutOffMayPass }),
    ...(repeated.length > 0 ? { repeats: repeated } : {}),
    asked,
    drifted,
  };
}

/** Requests with their answers, but for those that were asked again with another limit. */
function unextended<S extends Sample>(asks: readonly Ask<S>[], settled: readonly Generation[]): Answered[] {
  return asks.flatMap(({ request, key }, place) => {
    const recorded = settled[place];
    return recorded?.key === key ? [{ request, recorded }] : [];
  });
}

/**
 * The answers to `asks`, by place, those that were cut off asked again with higher limits. `keys`: of all that decided, the shorter
 * answers too.
 */
async function settle<S extends Sample>(session: Session, model: Model, { dataset, extendTo }: Plan<S>, asks: Ask<S>[]) {
  const settled: Generation[] = [];
  const keys: string[] = [];
  let [asked, drifted] = [0, 0];
  let open = asks.map((ask, place) => ({ ask, place }));
  while (open.length > 0) {
    const wanted = open.map(({ ask }) => ask);
    const found = await answersOf(session, model, dataset, wanted);
    asked += found.asked;
    drifted += found.drifted;
    open = open.flatMap(({ ask, place }) => {
      const generation = found.byKey.get(ask.key);
      if (!generation) return [];
      keys.push(generation.key); // the same text as the ask's, which goes
      settled[place] = generation;
      const longer = longerAsk(model, ask, generation, extendTo);
      return longer ? [{ ask: longer, place }] : [];
    });
  }
  return { settled, keys, asked, drifted };
}

/** Stands for a row whose answer is not asked for, as only the plan is wanted. */
function plannedRow<S extends Sample>(model: Model, { sample, condition, trial, key }: Ask<S>, judges: Judge[]): Row {
  const generation: Generation = { key, output: '', finish: 'stop', promptTokens: null, outputTokens: null };
  const grades = judges.map(({ name: judge }) => ({ judge, score: null, verdict: 'unscored', why: 'only planned' }));
  return { model, sample, condition, trial, generation, grades };
}

function chosen(models: Model[], only: string[]): Model[] {
  for (const id of only)
    if (!models.some((model) => model.id === id))
      throw new UserError(`expected --only to name one of ${models.map((model) => model.id).join(', ')}, got "${id}"`);
  return only.length ? models.filter((model) => only.includes(model.id)) : models;
}

// Asks models only for what is not recorded: a recorded answer is never asked for again. Then grades every answer.
import { cpus } from 'node:os';
import { sum } from 'simple-statistics';
import { sha256 } from '../core/canonical.js';
import { exit, printed, RefusedRequest, UserError } from '../core/errors.js';
import { type Dataset, onSample } from '../core/load.js';
import { loopOf } from '../core/loops.js';
import { progress, say } from '../core/progress.js';
import type { Answerer, Session } from '../core/session.js';
import type { Generation, Judge, Message, Model, Request, Row, Sample } from '../core/types.js';
import { lock } from '../records/lock.js';
import { rewriteStore } from '../records/ordered-store.js';
import { committedRecords, type GenerationRecord, readAnswers, recordRank, sameAnswer, toRecord } from '../records/records.js';
import { requestKey } from '../records/request-key.js';
import { Appender, type Contents, holds } from '../records/store.js';
import { grade } from './grade.js';
import { meantSamples } from './meant.js';
import { ownPart } from './own-part.js';
import { checkAsked, checkParts, type Plan, type Way, waysOf } from './plan.js';
import { applyPolicy } from './policy.js';
import type { Ran, Used } from './ran.js';
import { type Answered, repeats } from './repeat.js';

/** One answer to obtain: sample, condition and trial, and the request with its key. */
interface Ask<S extends Sample> {
  sample: S;
  condition: string;
  trial: number;
  request: Request;
  key: string;
}

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

/** The same request with twice the limit, for an answer that was cut off and might still end by itself; else null. */
function longerAsk<S extends Sample>(model: Model, ask: Ask<S>, generation: Generation, extendTo?: number): Ask<S> | null {
  return generation.finish !== 'length' || loopOf(generation) ? null : twiceAsLong(model, ask, extendTo);
}

/** The same request with each longer limit that it may be asked with. */
function longerAsks<S extends Sample>(model: Model, ask: Ask<S>, extendTo?: number): Ask<S>[] {
  const longer = twiceAsLong(model, ask, extendTo);
  return longer ? [longer, ...longerAsks(model, longer, extendTo)] : [];
}

function twiceAsLong<S extends Sample>(model: Model, ask: Ask<S>, extendTo = 0): Ask<S> | null {
  const { decoding } = ask.request;
  const maxNewTokens = 2 * decoding.maxNewTokens;
  if (maxNewTokens > extendTo) return null;
  const request: Request = { ...ask.request, decoding: { ...decoding, maxNewTokens } };
  return (model.covers?.(request) ?? true) ? { ...ask, request, key: requestKey(model, request) } : null;
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

/** The way with the sample's own schema. */
function wayOf<S extends Sample>(way: Way<S>, sample: S): Way<S> {
  return way.schema ? { ...way, decoding: { ...way.decoding, schema: way.schema(sample) } } : way;
}

function toAsk<S extends Sample>(
  { name, decoding: wanted }: Way<S>,
  model: Model,
  sample: S,
  trial: number,
  messages: Message[],
): Ask<S> {
  const decoding = wanted.temperature ? { ...wanted, seed: seedOf(sample.id, trial) } : wanted;
  const request: Request = { messages, decoding, trial };
  return { sample, condition: name, trial, request, key: requestKey(model, request) };
}

const roles: unknown[] = ['system', 'user', 'assistant'];

/** Errors: UserError if it is neither a text nor messages: a script may be of JavaScript, or cast what it gives. */
function messagesOf(said: unknown): Message[] {
  if (typeof said === 'string' && said.trim() !== '') return [{ role: 'user', content: said }];
  const given = Array.isArray(said) && said.length > 0 ? (said as Partial<Message>[]) : [said as Partial<Message>];
  const wrong = given.find((one) => !one || !roles.includes(one.role) || typeof one.content !== 'string');
  if (wrong === undefined && Array.isArray(said)) return said as Message[];
  throw new UserError(
    `expected a text, or messages { role: 'system' | 'user' | 'assistant', content: 'text' }, got ${printed(wrong === said || !Array.isArray(said) ? said : wrong)}`,
  );
}

/** The seed of a sample's trial: 32 bits of a hash, so that adding a sample changes no other answer. */
function seedOf(sampleId: string, trial: number): number {
  return Number.parseInt(sha256(`${sampleId}\n${trial}`).slice(0, 8), 16);
}

interface Answers {
  byKey: Map<string, Generation>;
  asked: number;
  drifted: number;
}

async function answersOf(session: Session, model: Model, dataset: Dataset, asks: Ask<Sample>[]): Promise<Answers> {
  const { project, options: wanted } = session;
  const away = wanted.fresh && !session.answerer && model.isAvailable !== undefined && !(await model.isAvailable());
  if (away) say(`${model.id} cannot be asked here: its recorded answers stay`, wanted.quiet);
  const options = { ...wanted, fresh: wanted.fresh && !away };
  let stored = readAnswers(project, model.id, dataset.name);
  let missing = toAskOf(stored, asks, options.fresh);
  const asked = missing.length;
  const path = project.at.answers(model.id, dataset.name);
  if (asked > 0 && options.check)
    throw new UserError(`${path}: ${asked} answers are not recorded. \`make report\` asks for them`, exit.gate);
  if (asked > 0) {
    await session.beforeAsking?.();
    const free = await lock(project.file(path), (holder) =>
      say(`${path}: waiting for ${holder}, which is writing it`, options.quiet),
    );
    try {
      stored = readAnswers(project, model.id, dataset.name); // another run may have answered meanwhile
      missing = toAskOf(stored, asks, options.fresh);
      if (stored.torn) say(`${path}: dropped a torn last line, left by an interrupted run`, options.quiet);
      await ask({ ...session, options }, model, dataset, missing, stored);
    } finally {
      free();
    }
    stored = readAnswers(project, model.id, dataset.name);
  }
  const keys = stored.drift.length > 0 ? new Set(asks.map(({ key }) => key)) : new Set();
  return { byKey: stored.first, asked, drifted: stored.drift.filter(({ key }) => keys.has(key)).length };
}

function toAskOf(stored: Contents<Generation>, asks: Ask<Sample>[], fresh: boolean): Ask<Sample>[] {
  const wanted = new Map<string, Ask<Sample>>(); // samples with the same messages share an answer
  for (const ask of asks) if ((fresh || !stored.first.has(ask.key)) && !wanted.has(ask.key)) wanted.set(ask.key, ask);
  return [...wanted.values()];
}

/** The model answers in this process. */
const here: Answerer = { answers: ({ model, requests }) => model.generate(requests) };

/** Asks for what is missing and stores each answer as it arrives. */
async function ask(
  { project, options, answerer = here }: Session,
  model: Model,
  dataset: Dataset,
  asks: Ask<Sample>[],
  stored: Contents<Generation>,
): Promise<void> {
  if (asks.length === 0) return;
  const { folder } = project;
  const path = project.at.answers(model.id, dataset.name);
  const byKey = new Map(asks.map((one) => [one.key, one]));
  const committed = committedRecords(folder, path) ?? new Map<string, GenerationRecord>();
  const tally = { done: 0, equal: 0, compared: 0 };
  const errors: string[] = [];
  say(header(model), options.quiet);
  const appender = new Appender(folder, path, stored);
  const bar = progress(`${model.id} on ${dataset.name}`, asks.length, options.quiet, {
    allWork: sum(asks.map(workOf)),
    atOnce: model.atOnce?.(asks.length) ?? 1,
  });
  const interrupted = () => {
    process.stderr.write(`\n${tally.done}/${asks.length} stored; run the same command to continue\n`);
    process.exit(exit.interrupted);
  };
  process.once('SIGINT', interrupted);
  try {
    const requests = asks.map(({ request }) => request);
    const isRecorded = (key: string) => stored.first.has(key);
    for await (const generation of answerer.answers({ model, dataset: dataset.name, requests, isRecorded })) {
      const one = byKey.get(generation.key);
      if (!one) throw new Error(`${model.id} answered a request that was not made: ${generation.key}`);
      bar.step(workOf(one));
      if (generation.finish === 'error' && !generation.permanent) {
        errors.push(`${one.sample.id}: ${generation.error ?? 'no reason given'}`);
        continue;
      }
      const reference = stored.first.get(generation.key) ?? committed.get(generation.key);
      if (reference) tally.compared++;
      if (reference && sameAnswer(reference, generation)) tally.equal++;
      if (!holds(stored, generation.key, (one) => sameAnswer(one, generation)))
        appender.append(toRecord(one.sample.id, model, one.request, generation));
      tally.done++;
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const refused = error instanceof RefusedRequest ? byKey.get(error.key) : undefined;
    const said = refused ? `sample ${refused.sample.id}: ${error.message}` : error.message;
    const stored = tally.done === 0 ? '' : `${tally.done}/${asks.length} stored; `;
    throw new UserError(`${stored}${said}`, error.code, { cause: error });
  } finally {
    process.removeListener('SIGINT', interrupted);
    bar.done();
    appender.close();
    await model.close?.();
  }
  if (tally.compared > 0)
    say(
      `${model.id}: ${tally.equal} of ${tally.compared} answers equal the ${options.fresh ? 'recorded' : 'committed'} ones`,
      options.quiet,
    );
  if (errors.length > 0)
    throw new UserError(
      `${tally.done}/${asks.length} stored; ${errors.length} failed, first ${errors[0]}. Run the same command to continue`,
      exit.incomplete,
    );
  if (tally.done < asks.length)
    throw new UserError(
      `${tally.done}/${asks.length} stored; ${model.id} gave no answer to the rest. Run the same command to continue`,
      exit.incomplete,
    );
  rewriteStore(folder, path, recordRank(dataset.samples.map(({ id }) => id)));
}

/** Rough cost of an answer, in characters of prompt: generating a token takes about as long as reading ten. */
function workOf({ request }: Ask<Sample>): number {
  const characters = sum(request.messages.map(({ content }) => content.length));
  return characters + 20 * request.decoding.maxNewTokens;
}

function header(model: Model): string {
  const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
  return `${processor}, Node ${process.versions.node}, ${model.id}${model.format ? ` (${model.format})` : ''}`;
}

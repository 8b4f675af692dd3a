// Asks a model for what is not recorded, and stores each answer as it arrives: a recorded answer is never asked for again.
import { cpus } from 'node:os';
import { sum } from 'simple-statistics';
import { exit, RefusedRequest, UserError } from '../core/errors.js';
import type { Dataset } from '../core/load.js';
import { progress, say } from '../core/progress.js';
import type { Answerer, Session } from '../core/session.js';
import type { Generation, Model, Sample } from '../core/types.js';
import { lock } from '../records/lock.js';
import { rewriteStore } from '../records/ordered-store.js';
import { committedRecords, type GenerationRecord, readAnswers, recordRank, sameAnswer, toRecord } from '../records/records.js';
import { Appender, type Contents, holds } from '../records/store.js';
import type { Ask } from './ask.js';

interface Answers {
  byKey: Map<string, Generation>;
  asked: number;
  drifted: number;
}

/**
 * The answers to `asks` by key; what is not recorded is asked for first, with the lock of the file held. `asked`: how many of these were
 * not recorded; `drifted`: later, different answers under their keys. Errors: UserError (exit 1) with `--check` if any would have to be asked
 * for, (exit 3) if some are missing at the end; answers received are stored.
 */
export async function answersOf(session: Session, model: Model, dataset: Dataset, asks: Ask<Sample>[]): Promise<Answers> {
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

/** Those that are not recorded, or with `fresh` all, each key once. */
export function toAskOf(stored: Contents<Generation>, asks: Ask<Sample>[], fresh: boolean): Ask<Sample>[] {
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

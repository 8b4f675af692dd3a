// Reads recorded answers back, each in one pass of its model: is every token the one that the model chooses there? What reading leaves open,
// and what it says is wrong, is written again and compared. Nothing is stored.
import { seeded, shuffled } from '../core/random.js';
import type { Generation, Reading, TokenAnswer } from '../core/types.js';
import type { Project } from '../project.js';
import { type GenerationRecord, readRecords, sameAnswer } from '../records/records.js';
import { unpackTokens } from '../records/tokens.js';
import type { Reads } from './upgrade.js';

/** A recorded answer that the model does not give again. */
export interface Wrong {
  path: string;
  key: string;
  sample: string;
  trial: number;
  /** first token that differs, from 0; null if the tokens are the same and the line says something else of them */
  at: number | null;
  why: string;
  /** whether reading found the two too close to tell: another processor may have chosen so */
  nearTie: boolean;
}

export interface ReadBack {
  model: string;
  digest: string;
  format: string;
  /** answers from which those read were drawn */
  of: number;
  read: number;
  /** tokens of the answers read */
  tokens: number;
  /** answers of more tokens than were asked for, prompt included, which were not drawn */
  longer: number;
  /** answers that had to be written again: those with a close choice, and those that reading found wrong */
  again: number;
  /** of those: reading was sure of another token, and writing gave the recorded one all the same */
  overruled: number;
  wrong: Wrong[];
}

export interface ReadBackOptions {
  seed: string;
  /** stop drawing after so many seconds; null: read all */
  seconds: number | null;
  /** leave out answers of more tokens, prompt included */
  mostTokens: number;
  /** keys known to hold, e.g. from before an interruption; they count as read */
  known?: ReadonlySet<string>;
  /** called for each answer that holds */
  onHolds?: (record: GenerationRecord) => void;
  /** called for each answer that was read, with its tokens, prompt included, those of all, and whether it is one of `known` */
  onRead?: (tokens: number, all: number, known: boolean) => void;
}

interface Filed {
  path: string;
  record: GenerationRecord;
}

/** Answers drawn at a time: the time is looked at between draws, so that what takes long is not left out more often. */
const drawn = 24;

/** Reads a model's answers to `datasets`. Errors: those of the model. */
export async function readBack(project: Project, model: Reads, datasets: string[], options: ReadBackOptions): Promise<ReadBack> {
  const all = datasets.flatMap((dataset): Filed[] =>
    [...readRecords(project, model.id, dataset).first.values()]
      .filter((record) => record.model === model.digest && record.finish !== 'error')
      .map((record) => ({ path: project.at.answers(model.id, dataset), record })),
  );
  const frame = all.filter(({ record }) => lengthOf(record) <= options.mostTokens);
  const found: ReadBack = {
    model: model.id,
    digest: model.digest,
    format: model.format ?? '',
    of: frame.length,
    read: 0,
    tokens: 0,
    longer: all.length - frame.length,
    again: 0,
    overruled: 0,
    wrong: [],
  };
  const from = performance.now();
  const order = options.seconds === null ? frame : shuffled(seeded(`${options.seed} ${model.id}`), frame);
  const work = order.reduce((total, { record }) => total + lengthOf(record), 0);
  const size = options.seconds === null ? order.length : drawn;
  for (let at = 0; at < order.length; at += size) {
    if (at > 0 && options.seconds !== null && performance.now() - from > 1000 * options.seconds) break;
    await readPart(model, order.slice(at, at + size), options, found, work);
  }
  return found;
}

async function readPart(
  model: Reads,
  part: Filed[],
  { known, onHolds, onRead }: ReadBackOptions,
  found: ReadBack,
  work: number,
): Promise<void> {
  const byKey = new Map(part.map((one) => [one.record.key, one]));
  const doubtful = new Map<string, Reading | null>();
  const answers: TokenAnswer[] = [];
  for (const { record } of part) {
    found.read++;
    found.tokens += record.outputTokens ?? 0;
    if (known?.has(record.key)) {
      onRead?.(lengthOf(record), work, true);
      continue;
    }
    const tokens = await tokensOf(model, record);
    if (tokens) answers.push({ key: record.key, request: record, tokens });
    else doubtful.set(record.key, null);
  }
  for await (const reading of model.read(answers)) {
    const { record } = byKey.get(reading.key) as Filed;
    onRead?.(lengthOf(record), work, false);
    if (!reading.wrong && reading.near.length === 0 && agrees(reading, record)) onHolds?.(record);
    else doubtful.set(record.key, reading);
  }
  if (doubtful.size === 0) return;
  found.again += doubtful.size;
  const requests = [...doubtful.keys()].map((key) => requestOf((byKey.get(key) as Filed).record));
  for await (const generation of model.generate(requests)) {
    const one = byKey.get(generation.key) as Filed;
    const reading = doubtful.get(generation.key) ?? null;
    const wrong = difference(one, generation, reading);
    if (wrong) found.wrong.push(wrong);
    else {
      if (reading?.wrong && one.record.tokens !== undefined) found.overruled++;
      onHolds?.(one.record);
    }
  }
}

/** Prompt and answer, in tokens. */
function lengthOf({ promptTokens, outputTokens }: GenerationRecord): number {
  return (promptTokens ?? 0) + (outputTokens ?? 0);
}

/** The recorded tokens, or those that the text of an older line most likely was; null if the line has none that can be read. */
async function tokensOf(model: Reads, record: GenerationRecord): Promise<number[] | null> {
  if (record.tokens === undefined) return model.tokensOf(record.output, record.finish);
  try {
    return unpackTokens(record.tokens);
  } catch {
    return null;
  }
}

function agrees({ says, promptTokens }: Reading, record: GenerationRecord): boolean {
  return (
    says !== null && sameAnswer(says, record) && says.outputTokens === record.outputTokens && promptTokens === record.promptTokens
  );
}

function requestOf({ messages, decoding, trial }: GenerationRecord) {
  return { messages, decoding, trial };
}

/** Null if the line is what the model says now. */
function difference({ path, record }: Filed, now: Generation, reading: Reading | null): Wrong | null {
  const { key, sample, trial } = record;
  const wrong = (at: number | null, why: string): Wrong => ({
    path,
    key,
    sample,
    trial,
    at,
    why,
    nearTie: at !== null && (reading?.near.includes(at) ?? false),
  });
  if (record.tokens !== undefined && record.tokens !== now.tokens) {
    const again = unpackTokens(now.tokens ?? '');
    let before: number[];
    try {
      before = unpackTokens(record.tokens);
    } catch (error) {
      return wrong(0, (error as Error).message);
    }
    let at = 0;
    while (at < before.length && before[at] === again[at]) at++;
    return wrong(at, `token ${before[at] ?? '(none)'} is recorded, the model chooses ${again[at] ?? '(none)'}`);
  }
  if (!sameAnswer(record, now)) return wrong(reading?.wrong?.at ?? null, 'another text or end is recorded than the model gives');
  if (record.outputTokens !== now.outputTokens || record.promptTokens !== now.promptTokens)
    return wrong(
      null,
      `${record.promptTokens} and ${record.outputTokens} tokens of prompt and answer are recorded, there are ${now.promptTokens} and ${now.outputTokens}`,
    );
  return null;
}

// Gives recorded answers of version 1, which have no tokens, their tokens: from the text, where one pass over it confirms them;
// else by going on from where it does; else by writing the answer again. The answer itself is never changed.
import { duration, progress } from '../core/progress.js';
import type { Generation, Model, Reading, TokenAnswer } from '../core/types.js';
import type { Project } from '../project.js';
import { lock } from '../records/lock.js';
import { changeStore } from '../records/ordered-store.js';
import { type GenerationRecord, readRecords, sameAnswer } from '../records/records.js';
import { packTokens } from '../records/tokens.js';

/** A model whose answers can be read. */
export type Reads = Model & Required<Pick<Model, 'read' | 'tokensOf' | 'goOn'>>;

export interface Upgrade {
  model: string;
  dataset: string;
  /** answers that had no tokens, without those that failed */
  answers: number;
  /** confirmed by one pass over the text's tokens */
  read: number;
  /** of which the tokens after some place were found by going on from it */
  continued: number;
  /** written again, the same */
  again: number;
  /** written again, and not the same: they stay as they are, without tokens */
  drift: { key: string; sample: string }[];
}

type Found = Required<Pick<GenerationRecord, 'tokens' | 'minMargin'>> & Pick<GenerationRecord, 'minDrawMargin'>;

/** What is found is written to the record file at least so often, so that little is lost when it is stopped. */
const flushEveryMs = 20_000;

/** Upgrades a model's answers to one dataset. It resumes: what has tokens is left alone. Errors: as those of the model, of the lock. */
export async function upgradeRecords(project: Project, model: Reads, dataset: string, quiet = false): Promise<Upgrade> {
  const records = [...readRecords(project, model.id, dataset).first.values()].filter(
    (one) => one.model === model.digest && one.tokens === undefined && one.finish !== 'error',
  );
  const upgrade: Upgrade = { model: model.id, dataset, answers: records.length, read: 0, continued: 0, again: 0, drift: [] };
  if (records.length === 0) return upgrade;
  const byKey = new Map(records.map((one) => [one.key, one]));
  const writer = new Writer(project, model.id, dataset);
  const bar = progress(`${model.id} on ${dataset}`, records.length, quiet);
  const candidates = await Promise.all(records.map(async (one) => candidate(one, await model.tokensOf(one.output, one.finish))));
  const open: TokenAnswer[] = [];
  const before = new Map<string, Reading>();
  for await (const reading of model.read(candidates)) {
    const record = byKey.get(reading.key) as GenerationRecord;
    const { tokens } = candidates.find(({ key }) => key === reading.key) as TokenAnswer;
    if (confirms(reading, record)) {
      upgrade.read++;
      bar.step();
      await writer.add(record.key, { ...marginsOf(record, reading), tokens: packTokens(tokens) });
    } else {
      const kept = Math.min(reading.wrong?.at ?? tokens.length, record.decoding.maxNewTokens - 1);
      before.set(record.key, reading);
      open.push({ key: record.key, request: record, tokens: tokens.slice(0, kept) });
    }
  }
  await writer.flush();
  const rest = new Map(open.map((one) => [one.key, byKey.get(one.key) as GenerationRecord]));
  for await (const ending of model.goOn(open)) {
    const record = rest.get(ending.key) as GenerationRecord;
    const generation = { ...ending, ...lesser(before.get(ending.key) as Reading, ending) };
    if (!isSame(record, generation)) continue;
    upgrade.continued++;
    bar.step();
    rest.delete(record.key);
    await writer.add(record.key, { ...marginsOf(record, generation), tokens: generation.tokens as string });
  }
  await writer.flush();
  if (rest.size > 0)
    for await (const generation of model.generate([...rest.values()].map(requestOf))) {
      const record = rest.get(generation.key) as GenerationRecord;
      bar.step();
      if (isSame(record, generation)) {
        upgrade.again++;
        await writer.add(record.key, { ...marginsOf(record, generation), tokens: generation.tokens as string });
      } else upgrade.drift.push({ key: record.key, sample: record.sample });
    }
  await writer.flush();
  bar.done();
  return upgrade;
}

function candidate(record: GenerationRecord, tokens: number[]): TokenAnswer {
  return {
    key: record.key,
    request: record,
    tokens: record.finish === 'length' ? tokens.slice(0, record.outputTokens ?? 0) : tokens,
  };
}

function requestOf({ messages, decoding, trial }: GenerationRecord) {
  return { messages, decoding, trial };
}

/** Margins had three decimals; so a reading whose margin is another one read something else. */
const rounding = 1e-3;

function confirms({ wrong, says, promptTokens, minMargin }: Reading, record: GenerationRecord): boolean {
  return (
    wrong === undefined &&
    says !== null &&
    sameAnswer(says, record) &&
    says.outputTokens === record.outputTokens &&
    promptTokens === record.promptTokens &&
    (record.minMargin === undefined || Math.abs(minMargin - record.minMargin) < rounding)
  );
}

function isSame(record: GenerationRecord, generation: Generation): boolean {
  return (
    sameAnswer(record, generation) &&
    generation.outputTokens === record.outputTokens &&
    (record.minMargin === undefined || Math.abs((generation.minMargin as number) - record.minMargin) < rounding)
  );
}

/** The margins of an answer of which the beginning was read and the end written. */
function lesser(
  a: Pick<Generation, 'minMargin' | 'minDrawMargin'>,
  b: typeof a,
): Pick<Generation, 'minMargin' | 'minDrawMargin'> {
  const least = (one = Number.POSITIVE_INFINITY, other = Number.POSITIVE_INFINITY) => Math.min(one, other);
  return {
    minMargin: least(a.minMargin, b.minMargin),
    ...(b.minDrawMargin === undefined ? {} : { minDrawMargin: least(a.minDrawMargin, b.minDrawMargin) }),
  };
}

/** The full margin; the recorded one where it is not the rounded full one, as decoding and reading differ in the last bits. */
function marginsOf(
  record: GenerationRecord,
  { minMargin = Number.POSITIVE_INFINITY, minDrawMargin }: Pick<Generation, 'minMargin' | 'minDrawMargin'>,
): Omit<Found, 'tokens'> {
  const rounded = Math.round(minMargin * 1000) / 1000;
  return {
    minMargin: record.minMargin === undefined || record.minMargin === rounded ? minMargin : record.minMargin,
    ...(minDrawMargin === undefined ? {} : { minDrawMargin }),
  };
}

/** Writes what was found into the record file, many at once. */
class Writer {
  private found = new Map<string, Found>();
  private last = performance.now();

  constructor(
    private readonly project: Project,
    private readonly model: string,
    private readonly dataset: string,
  ) {}

  async add(key: string, found: Found): Promise<void> {
    this.found.set(key, found);
    if (performance.now() - this.last > flushEveryMs) await this.flush();
  }

  async flush(): Promise<void> {
    const { found } = this;
    if (found.size === 0) return;
    const path = this.project.at.answers(this.model, this.dataset);
    const free = await lock(this.project.file(path));
    try {
      changeStore<GenerationRecord>(this.project.folder, path, (record) => {
        const one = record.tokens === undefined ? found.get(record.key) : undefined;
        if (!one) return record;
        const { error, ...rest } = record;
        return { ...rest, ...one, ...(error === undefined ? {} : { error }) };
      });
    } finally {
      free();
    }
    this.found = new Map();
    this.last = performance.now();
  }
}

/** What became of them, in one line. */
export function upgradeLine({ model, dataset, answers, read, continued, again, drift }: Upgrade, seconds: number): string {
  return `${model} on ${dataset}: ${answers} answers without tokens: ${read} confirmed by reading, ${continued} with an end found by going on, ${again} written again, ${drift.length} not the same; ${duration(seconds)}`;
}

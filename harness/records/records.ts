// Recorded generations: one line each, in records/MODEL/DATASET.jsonl. A line contains the messages, so that the file can be
// audited on its own.
import { execFileSync } from 'node:child_process';
import { canonical } from '../core/canonical.js';
import { jsonValues } from '../core/jsonl.js';
import type { Generation, Message, Request, Timing } from '../core/types.js';
import type { Project } from '../project.js';
import type { Asked } from './request-key.js';
import { type Contents, type Keyed, readStore } from './store.js';

export interface GenerationRecord extends Keyed {
  /** the sample asked when the line was written; samples with the same messages share a line */
  sample: string;
  /** digest of the model */
  model: string;
  /** the server's name for the model */
  served?: string;
  messages: Message[];
  decoding: Request['decoding'];
  trial: number;
  output: string;
  /** the server's `reasoning_content`, apart from the answer */
  reasoning?: string;
  finish: Generation['finish'];
  promptTokens: number | null;
  outputTokens: number | null;
  reasoningTokens?: number;
  timing?: Timing;
  minMargin?: number;
  minDrawMargin?: number;
  /** version 2 of a line has it, version 1 has not: see tokens.ts. Servers' answers have none */
  tokens?: string;
  error?: string;
}

export function toRecord(sample: string, { digest, served }: Asked, request: Request, generation: Generation): GenerationRecord {
  const { key, output, reasoning, finish, promptTokens, outputTokens, reasoningTokens, timing, error } = generation;
  const { minMargin, minDrawMargin, tokens } = generation;
  return {
    key,
    sample,
    model: digest,
    ...(served === undefined ? {} : { served }),
    messages: request.messages,
    decoding: request.decoding,
    trial: request.trial,
    output,
    ...(reasoning === undefined ? {} : { reasoning }),
    finish,
    promptTokens,
    outputTokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    ...(timing === undefined ? {} : { timing }),
    ...(minMargin === undefined ? {} : { minMargin }),
    ...(minDrawMargin === undefined ? {} : { minDrawMargin }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(error === undefined ? {} : { error }),
  };
}

export function toGeneration(record: GenerationRecord): Generation {
  const { key, output, reasoning, finish, promptTokens, outputTokens, reasoningTokens, timing, error } = record;
  const { minMargin, minDrawMargin, tokens } = record;
  return {
    key,
    output,
    ...(reasoning === undefined ? {} : { reasoning }),
    finish,
    promptTokens,
    outputTokens,
    ...(reasoningTokens === undefined ? {} : { reasoningTokens }),
    ...(timing === undefined ? {} : { timing }),
    ...(minMargin === undefined ? {} : { minMargin }),
    ...(minDrawMargin === undefined ? {} : { minDrawMargin }),
    ...(tokens === undefined ? {} : { tokens }),
    ...(error === undefined ? {} : { error }),
  };
}

/** Whether two generations are the same answer: same text and finish. */
export function sameAnswer(a: { output: string; finish: string }, b: { output: string; finish: string }): boolean {
  return a.output === b.output && a.finish === b.finish;
}

/** Sort key of a record: dataset order first, then decoding, then trial; samples no longer in the dataset come last. */
export function recordRank(sampleIds: string[]): (record: GenerationRecord) => string {
  const place = new Map(sampleIds.map((id, i) => [id, i]));
  return (record) =>
    [
      String(place.get(record.sample) ?? 999_999_999).padStart(9, '0'),
      record.model,
      canonical({ ...record.decoding, seed: undefined }),
      String(record.trial).padStart(6, '0'),
      record.key,
    ].join(' ');
}

/** The answers of a record file as last committed, by key; null outside a git checkout or if the file was never committed. */
export function committedRecords(folder: string, path: string): Map<string, GenerationRecord> | null {
  try {
    const bytes = execFileSync('git', ['-C', folder, 'show', `HEAD:./${path}`], {
      maxBuffer: 2 ** 30,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return new Map(
      jsonValues<GenerationRecord>(bytes)
        .reverse()
        .map((record) => [record.key, record]),
    );
  } catch {
    return null;
  }
}

/** As `readRecords`, without what only a record has: a million of them are held at once. */
export function readAnswers(project: Project, modelId: string, dataset: string): Contents<Generation> {
  return readStore<GenerationRecord, Generation>(project.folder, project.at.answers(modelId, dataset), toGeneration);
}

/** A model's recorded answers to a dataset, by key. */
export function readRecords(project: Project, modelId: string, dataset: string) {
  return readStore<GenerationRecord>(project.folder, project.at.answers(modelId, dataset));
}

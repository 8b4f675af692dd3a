// What goes through the queue: keys of requests one way, answers the other. Never a prompt: a worker makes its requests from its own
// checkout. Whatever comes out of a queue is checked, as anybody may have written it.
import * as v from 'valibot';
import { sha256 } from '../harness/core/canonical.js';
import { UserError } from '../harness/core/errors.js';
import { visible } from '../harness/core/quote.js';
import type { Generation, Model, Request } from '../harness/core/types.js';

/** Of what is written below: a queue of another version is refused. */
export const version = 1;

const text = v.pipe(v.string(), v.maxLength(300));
const key = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));

const originShape = { version: v.literal(version), notebook: text, commit: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,64}$/)) };

const jobShape = v.strictObject({
  ...originShape,
  model: text,
  digest: text,
  served: v.optional(text),
  dataset: text,
  keys: v.pipe(v.array(key), v.minLength(1), v.maxLength(16)),
  /** name of the line for its answers */
  answers: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/)),
});

const generationShape = v.strictObject({
  key,
  output: v.string(),
  reasoning: v.optional(v.string()),
  finish: v.picklist(['stop', 'length', 'error']),
  promptTokens: count,
  outputTokens: count,
  reasoningTokens: v.optional(v.number()),
  timing: v.optional(
    v.strictObject({ firstTokenMs: v.nullable(v.number()), totalMs: v.number(), atOnce: v.pipe(v.number(), v.integer()) }),
  ),
  minMargin: v.optional(v.number()),
  minDrawMargin: v.optional(v.number()),
  tokens: v.optional(v.string()),
  error: v.optional(v.string()),
  permanent: v.optional(v.boolean()),
});

const answersShape = v.strictObject({
  ...originShape,
  /** the worker's machine, for messages; no record has it */
  by: text,
  generations: v.array(generationShape),
  /** keys that got no answer, and why */
  failed: v.optional(v.strictObject({ keys: v.array(key), why: v.string() })),
  /** what the worker refused, and why: only said */
  refused: v.optional(v.string()),
});

/** Whose work it is. */
export interface Origin {
  version: typeof version;
  /** the notebook's title */
  notebook: string;
  /** its commit; '' outside a git checkout */
  commit: string;
}

export type Job = v.InferOutput<typeof jobShape>;
export type Answers = Origin & {
  by: string;
  generations: Generation[];
  failed?: { keys: string[]; why: string };
  refused?: string;
};

/** Parses what came out of a line of jobs. Errors: UserError if it is none, or of another version. */
export function parseJob(data: unknown, where: string): Job {
  return parsed(jobShape, data, where, 'a batch of requests');
}

/** Parses what came out of a line of answers. Errors: as `parseJob`. */
export function parseAnswers(data: unknown, where: string): Answers {
  return parsed(answersShape, data, where, 'answers') as Answers;
}

function parsed<T>(shape: v.GenericSchema<unknown, T>, data: unknown, where: string, what: string): T {
  const found = v.safeParse(shape, data);
  if (found.success) return found.output;
  const given = (data as { version?: unknown } | null)?.version;
  const other = given !== undefined && given !== version;
  throw new UserError(
    `${where}: expected ${what} of version ${version}, got ${other ? `version ${visible(String(given)).slice(0, 20)}: the other side has another evalbook` : 'something else: another program uses this queue'}. Name another database, or \`npx evalbook work --clear\``,
  );
}

/** Why work of `theirs` is not for a checkout of `own`; null if it is. */
export function strange(theirs: Origin, own: Origin): string | null {
  if (theirs.notebook !== own.notebook) return `of another notebook, "${visible(theirs.notebook)}"`;
  if (theirs.commit !== own.commit) return `of commit ${short(theirs.commit)}, and this checkout is at ${short(own.commit)}`;
  return null;
}

function short(commit: string): string {
  return commit === '' ? 'none (no git)' : commit.slice(0, 12);
}

/** The line that a model's requests wait in: one for each server, whose limit holds for all of its models, and for each other model. */
export function askLine({ id, limit }: Pick<Model, 'id' | 'limit'>): string {
  return `evalbook-ask-${sha256(limit ? `server ${limit.server}` : `model ${id}`).slice(0, 16)}`;
}

/** The line that the answers of a model to a dataset come back in. */
export function answersLine(notebook: string, model: string, dataset: string): string {
  return `evalbook-answers-${sha256(JSON.stringify([notebook, model, dataset])).slice(0, 16)}`;
}

/** Letters first: BullMQ takes neither an integer nor a colon. */
export function idOf(keys: readonly string[]): string {
  return `batch-${sha256(keys.join('\n')).slice(0, 32)}`;
}

/** So many requests a batch at most: as many rows as the engine decodes together. */
const mostKeys = 16;

/** How many requests make a batch where a server takes so many a minute. */
export function batchSize(perMinute = mostKeys): number {
  return Math.max(1, Math.min(mostKeys, Math.floor(perMinute)));
}

/** How many batches a minute keep to so many requests. */
export function batchesPerMinute(perMinute: number): number {
  return Math.max(1, Math.floor(perMinute / batchSize(perMinute)));
}

/**
 * Requests in batches of like length, the longest first, so that the end is not one long batch. Sizes differ by one at most; from 17
 * requests on, each has 8 to 16.
 */
export function batches<T extends { request: Request }>(asked: readonly T[], most = mostKeys): T[][] {
  const sorted = [...asked].sort((a, b) => lengthOf(b.request) - lengthOf(a.request));
  const n = Math.ceil(sorted.length / most);
  return Array.from({ length: n }, (_, i) =>
    sorted.slice(Math.floor((i * sorted.length) / n), Math.floor(((i + 1) * sorted.length) / n)),
  );
}

/** A generated token takes about as long as ten of the prompt; a token is about two characters of the longest prompts. */
function lengthOf({ messages, decoding }: Request): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0) + 20 * decoding.maxNewTokens;
}

// A model that runs in this process, from a folder on disk. It is opened on first use, so replay needs no weights. A few requests
// are answered here, one after another with all threads; larger batches go to a worker pool.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FieldError } from '../../harness/core/errors.js';
import { coresToUse } from '../../harness/core/options.js';
import { ownScript } from '../../harness/core/own-script.js';
import type { Decoding, Generation, Message, Reading, Request, TokenAnswer } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { answerOf } from './answer-of.js';
import { type Decoded, decode, type Prompt } from './decode.js';
import { checkDecoding } from './decoding.js';
import { checkFolder, folderDigest, readFolder } from './folder.js';
import { forced } from './forced.js';
import { explained, generation, tooLong } from './generation.js';
import { type Likelihood, likelihood } from './likelihood.js';
import type { LocalModel, LocalOptions, ReadAnswer, Trace } from './local-model.js';
import { processesThatFit } from './memory.js';
import { type Asking, next as nextWords } from './next.js';
import type { Texts } from './open.js';
import { grouped } from './prefixes.js';
import { Queue } from './queue.js';
import { coreThreads, workerThreads } from './threads.js';
import { WorkerPool } from './worker-pool.js';

/** Below this many requests, starting workers costs more time than it saves. */
const many = 8;

/** Loaded on first use, as replay needs neither ONNX Runtime nor transformers.js. */
const engine = () => import('./open.js');

/** A `Model` over a folder. Errors, here or on opening: UserError if the folder is missing or altered. */
export function localModel(options: LocalOptions): LocalModel {
  const {
    id,
    title,
    family,
    folder: path,
    arithmetic = 'portable',
    restore = () => 'fetch or convert the model again',
  } = options;
  const cores = coresToUse();
  const folder = { ...readFolder(options.list ?? path, restore), path };
  const digest = folderDigest(folder, arithmetic);
  const checked = once(() => checkFolder(folder));
  const texts = once(async () => (await engine()).openTexts(path));
  const fitting = (wanted: number) => processesThatFit(path, wanted, options.memoryBytes);
  const here = once(async () => {
    fitting(1);
    return (await engine()).openModel(path, arithmetic, options.threads ?? coreThreads());
  });
  let pool: WorkerPool | null = null;
  let asking: Asking | null = null;
  let turn: Promise<unknown> = Promise.resolve();

  const workersFor = (prompts: number) => options.workers ?? (prompts >= many ? workerThreads(cores).length : 0);
  const bulkBatch = options.batch ?? 16;
  const fewBatch = options.batch ?? (arithmetic === 'fast' ? 1 : bulkBatch); // portable numbers are those of a batch, always

  async function* decoded(prompts: Prompt[]): AsyncGenerator<Decoded> {
    const workers = workersFor(prompts.length);
    const ordered = grouped(prompts);
    if (workers > 0) {
      const setup = { folder: path, arithmetic, batch: bulkBatch };
      if (!pool?.open) {
        await pool?.close();
        pool = new WorkerPool(setup, workerThreads(cores, fitting(workers)));
      }
      yield* pool.answer(ordered);
    } else {
      const model = await here();
      yield* decode(model, model.runner(fewBatch), new Queue(ordered, true));
    }
  }

  /** Before the weights are loaded, since a base model refuses. */
  async function chatOf(messages: Message[]): Promise<number[]> {
    await checked();
    return (await texts()).encodeChat(messages);
  }

  async function* generate(requests: Request[]): AsyncGenerator<Generation> {
    for (const { decoding } of requests) checkDecoding(decoding);
    await checked();
    const text = await texts();
    const asked = requests.map((request) => ({ request, ids: text.encodeChat(request.messages) }));
    const prompts: Prompt[] = [];
    for (const { decoding } of requests) checkSchema(text, decoding);
    for (const [index, { request, ids }] of asked.entries()) {
      if (ids.length < text.context) prompts.push({ index, ids, decoding: request.decoding });
      else yield tooLong(requestKey({ digest }, request), ids.length, text);
    }
    for await (const one of decoded(prompts)) {
      const { request, ids } = asked[one.index] as { request: Request; ids: number[] };
      yield generation(requestKey({ digest }, request), ids.length, one);
    }
  }

  async function* read(answers: TokenAnswer[]): AsyncGenerator<Reading> {
    await checked();
    const { readAnswers } = await import('./read.js'); // late, as ONNX Runtime is
    yield* readAnswers({ folder: path, arithmetic, workers: fitting(options.workers || cores), texts: await texts() }, answers);
  }

  async function tokensOf(output: string, finish: Generation['finish']): Promise<number[]> {
    const { encode, eosTokenIds } = await texts();
    return [...encode(output), ...(finish === 'stop' ? [...eosTokenIds].slice(0, 1) : [])];
  }

  async function* goOn(answers: TokenAnswer[]): AsyncGenerator<Generation> {
    await checked();
    const text = await texts();
    const prompts = answers.map(({ request, tokens }, index): Prompt => {
      const decoding = { ...request.decoding, maxNewTokens: request.decoding.maxNewTokens - tokens.length };
      return { index, ids: [...text.encodeChat(request.messages), ...tokens], chosen: tokens.length, decoding };
    });
    for await (const one of decoded(prompts)) {
      const { request, key, tokens } = answers[one.index] as TokenAnswer;
      const promptTokens = (prompts[one.index] as Prompt).ids.length - tokens.length;
      const chosen = [...tokens, ...one.chosen];
      const says = answerOf(text, request.decoding, promptTokens, chosen);
      if (says) yield { ...generation(key, promptTokens, { ...one, chosen }), ...says };
    }
  }

  async function trace(request: Request, onToken?: (token: number) => void): Promise<Trace> {
    checkDecoding(request.decoding);
    const key = requestKey({ digest }, request);
    const ids = await chatOf(request.messages);
    const model = await here();
    checkSchema(model, request.decoding);
    if (ids.length >= model.context) return { generation: tooLong(key, ids.length, model), tokens: [] };
    const prompt: Prompt = { index: 0, ids, decoding: request.decoding, logProbabilities: true, ...(onToken && { onToken }) };
    for await (const one of decode(model, model.runner(1), new Queue([prompt], true)))
      return { generation: generation(key, ids.length, one), tokens: explained(model, one) };
    throw new Error('the decode loop gave no answer');
  }

  async function perplexity(text: string): Promise<Likelihood> {
    await checked();
    const model = await here();
    const ids = model.encode(text);
    if (ids.length > model.context) throw new RangeError(`expected a text of at most ${model.context} tokens, got ${ids.length}`);
    return likelihood(model, model.runner(1), ids);
  }

  async function readOther(messages: Message[], { output, ended }: { output: string; ended: boolean }): Promise<ReadAnswer> {
    const prompt = await chatOf(messages);
    const model = await here();
    const ids = model.encode(ended ? output : output.replace(/\ufffd+$/, ''));
    if (prompt.length + ids.length >= model.context)
      throw new RangeError(
        `expected a chat and an answer of fewer than ${model.context} tokens, got ${prompt.length + ids.length}`,
      );
    const answer = { ids: ended ? ids : ids.slice(0, -1), ended };
    return { promptTokens: prompt.length, gaps: await forced(model, model.runner(1), prompt, answer) };
  }

  async function next(messages: Message[], replies: string[]): Promise<number[]> {
    const prompt = await chatOf(messages);
    const model = await here();
    asking ??= { runner: model.runner(1), ids: [] };
    const answer = turn.then(() => nextWords(model, asking as Asking, prompt, replies));
    turn = answer.catch(() => {}); // one question at a time: they share a batch row
    return answer;
  }

  async function close(): Promise<void> {
    await pool?.close();
    pool = null;
    asking = null;
    if (here.begun()) await (await here()).close();
    here.forget();
  }

  // fast arithmetic gives other tokens in another batch; a graph of another make (it was edited) is not known well enough
  const readable = arithmetic === 'portable' && !folder.sums.has('edits.json');
  const format = `${options.weights ?? '4-bit weights'}, ${arithmetic === 'portable' ? 'float32 arithmetic' : 'activations rounded to 8 bits'}`;
  const speed = { script: ownScript('speed-child', import.meta.url), args: [path, arithmetic] };
  const isAvailable = () => [...folder.sums.keys()].every((file) => existsSync(join(path, file)));
  const tokens = async (text: string) => {
    const { encode, decode } = await texts();
    return encode(text).map((token) => decode([token]));
  };
  return {
    id,
    ...(title === undefined ? {} : { title }),
    family,
    digest,
    format,
    ...(arithmetic === 'portable' ? {} : { portable: false }),
    speed,
    isAvailable,
    check: () => checkFolder(folder),
    tokens,
    atOnce: (requests) => workersFor(requests) * bulkBatch || fewBatch,
    generate,
    ...(readable ? { read, tokensOf, goOn } : {}),
    trace,
    readOther,
    perplexity,
    next,
    close,
  };
}

/** Errors: FieldError or UserError if no answer of the schema is certain. */
function checkSchema(texts: Texts, { schema, maxNewTokens }: Decoding): void {
  if (!schema) return;
  const { need } = texts.schemas().hold(schema, maxNewTokens);
  if (need > maxNewTokens) throw new FieldError('decoding.maxNewTokens', `at least ${need} for this schema`, maxNewTokens);
}

/** A value computed on first use and then cached. */
function once<T>(make: () => Promise<T>) {
  let value: Promise<T> | null = null;
  const get = () => {
    value ??= make();
    return value;
  };
  return Object.assign(get, {
    begun: () => value !== null,
    forget: () => {
      value = null;
    },
  });
}

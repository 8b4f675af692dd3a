// A model behind a server with an OpenAI-compatible API: Ollama, LM Studio, vLLM, llama.cpp, or a paid one. Servers have known
// faults (each is noted where it is handled), so an answer that may be incomplete is stored as an error, and a rerun asks again.
import OpenAI from 'openai';
import { exit, printed, RefusedRequest, UserError } from '../../harness/core/errors.js';
import { isJson } from '../../harness/core/is-json.js';
import { isQuiet } from '../../harness/core/options.js';
import { say } from '../../harness/core/progress.js';
import type { Generation, Model, Price, Request } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { ignoredIn, learn } from './accepts.js';
import { ask, BrokenAnswer, mostSilences, NothingSaid, Silence } from './ask.js';
import { isThere } from './available.js';
import { Breaker } from './breaker.js';
import { cutByOllama } from './ollama.js';
import { OpenRequests } from './open-requests.js';
import { asCompleted } from './pool.js';
import { providers } from './providers.js';
import {
  isAnswerRefused,
  isFiltered,
  isKeyRefused,
  isNoPage,
  isRefusal,
  isSpent,
  isTooLong,
  keyMessage,
  keyRepeated,
  repeatsKey,
} from './refused.js';
import { isWaitedOut, patiently } from './retry.js';
import { reason, saidIn } from './said.js';
import { checkServed, type Served, setShort, tryInstead } from './served.js';
import { checkNames, connect, type EndpointOptions, type Server, serverOf } from './server.js';
import { unreachable } from './unreachable.js';

export type { EndpointOptions };

/** So many requests are sent alone before a run with `concurrency` sends several, so that the time to the first word is also known without waiting. */
const askedAlone = 3;

/**
 * A `Model` over a server. Errors here: UserError (exit 2) if a name is missing. Errors on generation: UserError (exit 2) for a
 * wrong address, key, model name or digest, or a request that the server refuses, (exit 3) if the server is unreachable or fails
 * again and again.
 */
export function endpoint(options: EndpointOptions): Model {
  checkNames(options);
  const { model, family, digest = '', concurrency = 1, price, perMinute, extra } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new UserError(`expected \`concurrency\` to be a whole number, 1 or more, got ${concurrency}`);
  if (perMinute !== undefined && !(perMinute >= 1))
    throw new UserError(`expected \`perMinute\` to be how many requests a minute the server takes, 1 or more, got ${perMinute}`);
  if (price !== undefined) checkPrice(price);
  return {
    id: options.id ?? model.toLowerCase().replace(/[^a-z0-9.]+/g, '-'),
    family,
    digest,
    served: model,
    ...(price ? { price } : {}),
    ...(perMinute === undefined ? {} : { limit: { server: serverOf(options), perMinute } }),
    format: `asked of a server, ${digest ? 'digest as given in the script' : 'without a digest'}${
      extra && Object.keys(extra).length > 0 ? `, with ${JSON.stringify(extra)}` : ''
    }`,
    isAvailable: () => isThere(options),
    atOnce: () => concurrency,
    async *generate(requests) {
      const server = connect(options);
      if (!server.accepts.schema && requests.some(({ decoding }) => decoding.schema))
        throw new UserError(
          `expected a server that is known to hold answers to a JSON Schema, got ${server.baseURL}: leave out \`schema\`, or say what it is by \`provider\`, one of ${Object.keys(providers).join(', ')}`,
        );
      const ignored = ignoredIn(extra);
      if (ignored.length > 0) say(`${model}: ${ignored.join(', ')} in \`extra\` is ignored: \`decoding\` says it`, isQuiet());
      const served = await checkServed(server, model, digest);
      const run: Run = {
        ...server,
        ...served,
        silences: 0,
        breaker: new Breaker(concurrency),
        open: new OpenRequests(),
      };
      const alone = concurrency === 1 ? 0 : Math.min(askedAlone, Math.floor(requests.length / 4));
      const work = (request: Request) => answer(run, options, request);
      yield* asCompleted(requests.slice(0, alone), 1, work);
      yield* asCompleted(requests.slice(alone), concurrency, work);
    },
  };
}

/** State shared by the requests of one run. */
interface Run extends Server, Served {
  /** consecutive timeouts so far */
  silences: number;
  breaker: Breaker;
  open: OpenRequests;
}

async function answer(server: Run, options: EndpointOptions, request: Request): Promise<Generation> {
  const { model, digest = '', patienceMs = 300_000, onTiming } = options;
  const key = requestKey({ digest, served: model }, request);
  const one = server.open.begin();
  try {
    const { took, ...said } = await patiently(() => askOnce(server, options, request), patienceMs, server.baseURL);
    server.silences = 0;
    const { promptTokens } = said;
    if (server.isOllama && promptTokens !== null && (await cutByOllama(server.baseURL, model, promptTokens)))
      throw new BrokenAnswer(
        `the prompt was cut to ${promptTokens} tokens, as Ollama does with one longer than its context. Set OLLAMA_CONTEXT_LENGTH higher`,
      );
    if (request.decoding.schema && said.finish === 'stop' && !isJson(said.output))
      throw new UserError(
        `expected ${server.baseURL} to hold its answers to \`decoding.schema\`, got one that is no JSON: it ignores \`response_format\`. Leave out \`schema\`, or ask another server`,
      );
    if (repeatsKey(said.output) || repeatsKey(said.reasoning ?? '')) throw new BrokenAnswer(keyRepeated);
    onTiming?.({ key, ...took });
    server.breaker.reset();
    const first = Number.isNaN(took.firstTokenMs) ? null : Math.round(took.firstTokenMs);
    return { key, ...said, timing: { firstTokenMs: first, totalMs: Math.round(took.totalMs), atOnce: one.most } };
  } catch (error) {
    await endIfHopeless(server, options, key, error);
    const failed = { key, output: '', finish: 'error' as const, promptTokens: null, outputTokens: null, error: reason(error) };
    if (isFiltered(error)) return { ...failed, permanent: true };
    if (error instanceof NothingSaid && error.sure) return { ...failed, permanent: true };
    if (isTooLong(error)) {
      const short = setShort(server);
      return short ? { ...failed, error: `${failed.error}; ${short}` } : { ...failed, permanent: true };
    }
    server.breaker.count(failed.error, isWaitedOut(error), server.baseURL);
    return failed;
  } finally {
    one.end();
  }
}

/** Asks in another way if the server refuses a field that nobody asked for, and once more if a model ended at once. */
async function askOnce(server: Run, { model, timeoutMs = 120_000 }: EndpointOptions, request: Request) {
  for (let empty = 0; ; ) {
    const known = server.accepts.refused.size;
    try {
      return await ask(server, { model, request, timeoutMs });
    } catch (error) {
      if (error instanceof NothingSaid && error.sure && empty++ === 0) continue;
      if (!isRefusal(error) || isTooLong(error) || isFiltered(error)) throw error;
      if (server.accepts.refused.size > known) continue; // another request has learned it meanwhile
      if (!learn(server.accepts, saidIn(error), server.extra)) throw error;
      say(`${model}: ${server.baseURL} does not take ${[...server.accepts.refused].join(', ')}: not sent any more`, isQuiet());
    }
  }
}

/** Errors: UserError if every other request would fail as this one did. */
async function endIfHopeless(server: Run, options: EndpointOptions, key: string, error: unknown): Promise<void> {
  const { baseURL, known } = server;
  const { model, timeoutMs = 120_000 } = options;
  if (error instanceof UserError) throw error;
  if (isKeyRefused(error)) throw new UserError(keyMessage(error, server));
  if (isSpent(error)) throw new UserError(`${baseURL} answers no more for this key: ${reason(error)}. Look at its billing page`);
  if (error instanceof Silence && ++server.silences === mostSilences)
    throw new UserError(
      `${baseURL} said nothing for ${timeoutMs} ms, ${mostSilences} times in a row. Restart the server, then run the same command again`,
      exit.incomplete,
    );
  if (error instanceof OpenAI.APIConnectionError) throw await unreachable(error, baseURL, known?.hint);
  if (!isRefusal(error) || isTooLong(error) || isFiltered(error) || isAnswerRefused(error)) return;
  if (isNoPage(error)) {
    const instead = server.hasList ? null : await tryInstead(server);
    throw new UserError(
      instead
        ? `${baseURL} has no OpenAI API (${reason(error)})${instead}`
        : `${baseURL} does not answer for "${model}": ${reason(error)}. Correct \`model\` or \`baseURL\`; asking again changes nothing`,
    );
  }
  throw new RefusedRequest(
    key,
    `${baseURL} refused the request: ${reason(error)}. Change what it names, in \`decoding\`, \`extra\`, the prompt or the server; asking again changes nothing`,
  );
}

function checkPrice(price: Partial<Price>): void {
  const { in: input, out, date } = price;
  for (const [name, value] of Object.entries({ in: input, out }))
    if (typeof value !== 'number' || !(value >= 0))
      throw new UserError(`expected \`price.${name}\` to be what a million tokens cost, 0 or more, got ${printed(value)}`);
  if (typeof date !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(date))
    throw new UserError(
      `expected \`price.date\` to be the day on which it was looked up, e.g. "2026-11-28", got ${printed(date)}`,
    );
}

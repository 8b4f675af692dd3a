// A model behind a server with an OpenAI-compatible API: Ollama, LM Studio, vLLM, llama.cpp, or a paid one. Servers have known
// faults (each is noted where it is handled), so an answer that may be incomplete is stored as an error, and a rerun asks again.
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/core/errors.js';
import type { Generation, Model, Request } from '../../harness/core/types.js';
import { requestKey } from '../../harness/records/request-key.js';
import { ask, BrokenAnswer, mostSilences, Silence } from './ask.js';
import { isThere } from './available.js';
import { cutByOllama } from './ollama.js';
import { asCompleted } from './pool.js';
import { isKeyRefused, isTooLong, keyRepeated, reason, repeatsKey } from './refused.js';
import { patiently } from './retry.js';
import { checkServed, type Served, setShort } from './served.js';
import { checkNames, connect, type EndpointOptions, type Server } from './server.js';

export type { EndpointOptions };

/**
 * A `Model` over a server. Errors here: UserError (exit 2) if a name is missing. Errors on generation: UserError (exit 2) for a
 * wrong key, model name or digest, (exit 3) if the server is unreachable.
 */
export function endpoint(options: EndpointOptions): Model {
  checkNames(options);
  const { model, family, digest = '', concurrency = 1 } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new UserError(`expected \`concurrency\` to be a whole number, 1 or more, got ${concurrency}`);
  return {
    id: options.id ?? model.toLowerCase().replace(/[^a-z0-9.]+/g, '-'),
    family,
    digest,
    served: model,
    format: digest ? 'asked of a server, digest as given in the script' : 'asked of a server, without a digest',
    isAvailable: () => isThere(options),
    async *generate(requests) {
      const server = connect(options);
      const served = await checkServed(server.client, server.baseURL, model, digest);
      const run = { ...server, ...served, silences: 0 };
      yield* asCompleted(requests, concurrency, (request) => answer(run, options, request));
    },
  };
}

/** State shared by the requests of one run. */
interface Run extends Server, Served {
  /** consecutive timeouts so far */
  silences: number;
}

async function answer(server: Run, options: EndpointOptions, request: Request): Promise<Generation> {
  const { model, digest = '', timeoutMs = 120_000, patienceMs = 300_000, onTiming } = options;
  const key = requestKey({ digest, served: model }, request);
  try {
    const { timing, ...said } = await patiently(
      () => ask(server.client, { model, request, extra: server.extra, timeoutMs }),
      patienceMs,
    );
    server.silences = 0;
    const { promptTokens } = said;
    if (server.isOllama && promptTokens !== null && (await cutByOllama(server.baseURL, model, promptTokens)))
      throw new BrokenAnswer(
        `the prompt was cut to ${promptTokens} tokens, as Ollama does with one longer than its context. Set OLLAMA_CONTEXT_LENGTH higher`,
      );
    if (repeatsKey(said.output)) throw new BrokenAnswer(keyRepeated);
    onTiming?.({ key, ...timing });
    return { key, ...said };
  } catch (error) {
    if (isKeyRefused(error))
      throw new UserError(`the server refused the key (${error.status}). Set OPENAI_API_KEY to one that it accepts`);
    if (error instanceof Silence && ++server.silences === mostSilences)
      throw new UserError(
        `${server.baseURL} said nothing for ${timeoutMs} ms, ${mostSilences} times in a row. Restart the server, then run the same command again`,
        exit.incomplete,
      );
    if (error instanceof OpenAI.APIConnectionError)
      throw new UserError(
        `no answer from ${server.baseURL} (${reason(error)}). Start the server, then run the same command again`,
        exit.incomplete,
      );
    const failed = { key, output: '', finish: 'error' as const, promptTokens: null, outputTokens: null, error: reason(error) };
    if (!isTooLong(error)) return failed;
    const short = setShort(server);
    return short ? { ...failed, error: `${failed.error}; ${short}` } : { ...failed, permanent: true };
  }
}

// A model behind a server that speaks OpenAI's protocol: Ollama, LM Studio, vLLM, llama.cpp, or a paid one. What servers get wrong is
// known (each trap is noted where it is met), so an answer that is not surely whole is an error that a rerun repeats.
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/errors.js';
import { requestKey } from '../../harness/request-key.js';
import type { Generation, Model, Request } from '../../harness/types.js';
import { ask } from './ask.js';
import { asCompleted } from './pool.js';
import { patiently } from './retry.js';
import { checkServed } from './served.js';
import { connect, type EndpointOptions, type Server } from './server.js';

export type { EndpointOptions };

/** A `Model` over a server. Errors when it is asked: UserError (exit 2) on a wrong key, model name or digest, (exit 3) where there is no server. */
export function endpoint(options: EndpointOptions): Model {
  const { model, family, digest = '', concurrency = 1 } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1)
    throw new UserError(`expected \`concurrency\` to be a whole number, 1 or more, got ${concurrency}`);
  return {
    id: options.id ?? model.toLowerCase().replace(/[^a-z0-9.]+/g, '-'),
    family,
    digest,
    format: digest ? 'asked of a server, digest as it reports' : 'asked of a server, which reports no digest',
    async *generate(requests) {
      const server = connect(options);
      await checkServed(server.client, server.baseURL, model, digest);
      yield* asCompleted(requests, concurrency, (request) => answer(server, options, request));
    },
  };
}

async function answer(server: Server, options: EndpointOptions, request: Request): Promise<Generation> {
  const { model, digest = '', timeoutMs = 120_000, patienceMs = 300_000, onTiming } = options;
  const key = requestKey(digest, request);
  try {
    const { timing, ...said } = await patiently(
      () => ask(server.client, { model, request, extra: server.extra, timeoutMs }),
      patienceMs,
    );
    onTiming?.({ key, ...timing });
    return { key, ...said };
  } catch (error) {
    if (error instanceof OpenAI.APIError && (error.status === 401 || error.status === 403))
      throw new UserError(`the server refused the key (${error.status}). Set OPENAI_API_KEY to one that it accepts`);
    if (error instanceof OpenAI.APIConnectionError && !(error instanceof OpenAI.APIConnectionTimeoutError))
      throw new UserError(
        `no answer from ${server.baseURL} (${reason(error)}). Start the server, then run the same command again`,
        exit.incomplete,
      );
    return { key, output: '', finish: 'error', promptTokens: null, outputTokens: null, error: reason(error) };
  }
}

/** The error in one short line; a server's text is cut, since it may be anything. */
function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const text = error instanceof Error ? `${error.message}${cause}` : String(error);
  return text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').slice(0, 200);
}

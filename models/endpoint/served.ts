// Checks what the server serves before the first request: llama.cpp's servers accept any model name, so a wrong one would go
// unnoticed.
import OpenAI from 'openai';
import { UserError } from '../../harness/core/errors.js';
import { isQuiet } from '../../harness/core/options.js';
import { say } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { ollamaDigest } from './ollama.js';
import { providers } from './providers.js';
import { isKeyRefused, isNoPage, keyMessage } from './refused.js';
import { messageIn, reason, saidIn } from './said.js';
import type { Server } from './server.js';
import { httpsWanted, unreachable, wantsHttps } from './unreachable.js';

/** What a server reports about the model it runs. */
export interface Served {
  /** in tokens: the configured length, and the one the model was trained for; null if not reported (only llama-server does) */
  context: number | null;
  trainedContext: number | null;
  isOllama: boolean;
  /** whether there is a list of models at this address, so that it is the right one */
  hasList: boolean;
}

/**
 * Says that the server's context is shorter than the model's, so that a longer prompt may fit once it is reconfigured. Null if it
 * is not, or if unknown.
 */
export function setShort({ context, trainedContext }: Pick<Served, 'context' | 'trainedContext'>): string | null {
  if (context === null || trainedContext === null || context >= trainedContext) return null;
  return `the server is set to ${context} tokens, the model can have ${trainedContext}: start it with more`;
}

/** Digests that were reported, and said. */
const told = new Set<string>();

/**
 * Errors: UserError (exit 3) if the server is unreachable, (exit 2) if its address is wrong, or if it rejects the key, lacks the
 * model, or reports another digest.
 */
export async function checkServed(server: Server, model: string, digest: string): Promise<Served> {
  const { baseURL, known } = server;
  const models = await listed(server);
  const names = models.map(({ id }) => id);
  if (known?.lists !== false && names.length > 0 && !names.includes(model) && !names.includes(`${model}:latest`))
    throw new UserError(
      `expected a model that ${baseURL} serves, one of ${names.slice(0, 20).map(visible).join(', ')}, got "${model}"`,
    );
  const reported = known === undefined || known === providers.ollama ? await ollamaDigest(baseURL, model) : null;
  if (digest && reported && reported !== digest)
    throw new UserError(
      `${model}: expected the digest ${digest}, the server reports ${reported}: these are other weights. Give the model another id, or restore them`,
    );
  if (!digest && reported && !told.has(reported)) {
    told.add(reported); // once, however often it is asked
    say(`${model}: the server reports digest ${reported}; pass it as \`digest\` to bind the records to these weights`, isQuiet());
  }
  if (digest && !reported)
    say(`${model}: the server reports no digest, so nothing says that it has the weights of ${digest}`, isQuiet());
  const meta = models.find(({ id }) => id === model)?.meta;
  return {
    context: numberOf(meta?.n_ctx),
    trainedContext: numberOf(meta?.n_ctx_train),
    isOllama: reported !== null,
    hasList: models.length > 0,
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** The names of the models that a server lists. Errors: as `checkServed`. */
export async function servedNames(server: Server): Promise<string[]> {
  return (await listed(server)).map(({ id }) => id);
}

/** A model as OpenAI's API lists it, with llama-server's extra fields. */
interface Listed {
  id: string;
  meta?: Record<string, unknown> | null;
}

async function listed(server: Server): Promise<Listed[]> {
  const { client, baseURL, known } = server;
  try {
    const text = await (await client.models.list().asResponse()).text();
    const models = modelsIn(text);
    if (models) return models;
    if (!/^\s*</.test(text)) return []; // no model list here: the request itself will tell
    throw new UserError(
      `${baseURL} answered with ${messageIn(text)}, not with OpenAI's API${(await tryInstead(server)) ?? '. Correct the address: it mostly ends in /v1'}`,
    );
  } catch (error) {
    if (isKeyRefused(error)) throw new UserError(keyMessage(error, server));
    if (error instanceof OpenAI.APIConnectionError) throw await unreachable(error, baseURL, known?.hint);
    if (!(error instanceof OpenAI.APIError)) throw error;
    if (wantsHttps(saidIn(error))) throw new UserError(httpsWanted(baseURL));
    const instead = isNoPage(error) ? await tryInstead(server) : null;
    if (instead) throw new UserError(`${baseURL} has no OpenAI API (${reason(error)})${instead}`);
    return [];
  }
}

/** Null if the text is no list of models. */
function modelsIn(text: string): Listed[] | null {
  try {
    const { data } = JSON.parse(text) as { data?: unknown };
    return Array.isArray(data) ? data.filter((one): one is Listed => typeof one?.id === 'string') : null;
  } catch {
    return null;
  }
}

/** ": try …/v1", if a list of models is found there; else null. */
export async function tryInstead({ client, baseURL }: Server): Promise<string | null> {
  const { origin } = new URL(baseURL);
  for (const other of new Set([`${baseURL}/v1`, `${origin}/v1`, `${origin}/api/v1`, `${origin}/openai/v1`]))
    try {
      if (other === baseURL) continue;
      const text = await (await client.withOptions({ baseURL: other, timeout: 3000 }).models.list().asResponse()).text();
      if (modelsIn(text)) return `: try ${other}`;
    } catch {
      // nothing there
    }
  return null;
}

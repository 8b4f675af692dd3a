// Checks what the server serves before the first request: llama.cpp's servers accept any model name, so a wrong one would go
// unnoticed.
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/core/errors.js';
import { say } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { ollamaDigest } from './ollama.js';
import { isKeyRefused, reason } from './refused.js';

/** What a server reports about the model it runs. */
export interface Served {
  /** in tokens: the configured length, and the one the model was trained for; null if not reported (only llama-server does) */
  context: number | null;
  trainedContext: number | null;
  isOllama: boolean;
}

/**
 * Says that the server's context is shorter than the model's, so that a longer prompt may fit once it is reconfigured. Null if it
 * is not, or if unknown.
 */
export function setShort({ context, trainedContext }: Served): string | null {
  if (context === null || trainedContext === null || context >= trainedContext) return null;
  return `the server is set to ${context} tokens, the model can have ${trainedContext}`;
}

/**
 * Errors: UserError (exit 3) if the server is unreachable, (exit 2) if it rejects the key, lacks the model, or reports another
 * digest.
 */
export async function checkServed(client: OpenAI, baseURL: string, model: string, digest: string): Promise<Served> {
  const models = await listed(client, baseURL);
  const names = models.map(({ id }) => id);
  if (names.length > 0 && !names.includes(model) && !names.includes(`${model}:latest`))
    throw new UserError(
      `expected a model that ${baseURL} serves, one of ${names.slice(0, 20).map(visible).join(', ')}, got "${model}"`,
    );
  const reported = await ollamaDigest(baseURL, model);
  if (digest && reported && reported !== digest)
    throw new UserError(
      `${model}: expected the digest ${digest}, the server reports ${reported}: these are other weights. Give the model another id, or restore them`,
    );
  if (!digest && reported)
    say(`${model}: the server reports digest ${reported}; pass it as \`digest\` to bind the records to these weights`);
  if (digest && !reported) say(`${model}: the server reports no digest, so nothing says that it has the weights of ${digest}`);
  const meta = models.find(({ id }) => id === model)?.meta;
  return { context: numberOf(meta?.n_ctx), trainedContext: numberOf(meta?.n_ctx_train), isOllama: reported !== null };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

/** A model as OpenAI's API lists it, with llama-server's extra fields. */
interface Listed {
  id: string;
  meta?: Record<string, unknown> | null;
}

async function listed(client: OpenAI, baseURL: string): Promise<Listed[]> {
  try {
    const { data } = await client.models.list();
    return data.map((model) => model);
  } catch (error) {
    if (isKeyRefused(error))
      throw new UserError(`the server refused the key (${error.status}). Set OPENAI_API_KEY to one that it accepts`);
    if (error instanceof OpenAI.APIConnectionError)
      throw new UserError(
        `no answer from ${baseURL} (${reason(error)}). Start the server, then run the same command again`,
        exit.incomplete,
      );
    return []; // no model list here: the request itself will tell
  }
}

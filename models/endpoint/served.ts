// Looks at the server before it is asked: llama.cpp's servers answer to any model name, so an unknown one would go unnoticed.
import OpenAI from 'openai';
import { exit, UserError } from '../../harness/core/errors.js';
import { say } from '../../harness/core/progress.js';
import { visible } from '../../harness/core/quote.js';
import { ollamaDigest } from './ollama.js';
import { isKeyRefused, reason } from './refused.js';

/** What a server says about the model that it runs. */
export interface Served {
  /** in tokens: what it is set to, and what the model was trained for; null where it does not say (only llama-server does) */
  context: number | null;
  trainedContext: number | null;
  isOllama: boolean;
}

/** That the server is set to less than the model can have, in words: a longer prompt may fit another day. Null where that is not so, or not known. */
export function setShort({ context, trainedContext }: Served): string | null {
  if (context === null || trainedContext === null || context >= trainedContext) return null;
  return `the server is set to ${context} tokens, the model can have ${trainedContext}`;
}

/** Errors: UserError where the server is not there (exit 3), refuses the key, lacks the model, or reports another digest (exit 2). */
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

/** As OpenAI lists it, with llama-server's addition. */
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
    return []; // no such list here: the request itself will tell
  }
}

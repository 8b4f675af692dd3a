// The connection to a server: its address, its key (read from the environment, sent nowhere else), and what every request carries.
import OpenAI from 'openai';
import { printed, UserError } from '../../harness/core/errors.js';
import { endpointSettings } from '../../harness/core/options.js';
import type { Timing } from './ask.js';

export interface EndpointOptions {
  /** the name that the server knows */
  model: string;
  /** a judge never grades its own family, so it must be said: qwen, llama, gemma … */
  family: string;
  /** folder name under records/, default made of `model` */
  id?: string;
  /** default OPENAI_BASE_URL */
  baseURL?: string;
  /** what the server reports for these weights; asked for at each run where the server says (Ollama), and a difference is an error */
  digest?: string;
  /** requests at once, default 1: batching servers do not repeat their own text */
  concurrency?: number;
  /** time without a byte after which a request is given up, default 120,000 */
  timeoutMs?: number;
  /** how long connection errors, 429 and 503 are retried, default 300,000 */
  patienceMs?: number;
  /** fields added to the request body, none in the place of the request's own; the default makes llama.cpp's servers decode plainly, and is left out for api.openai.com */
  extra?: Record<string, unknown>;
  /** told for each answer: time to its first token and to its end */
  onTiming?: (timing: Timing & { key: string }) => void;
}

/**
 * llama-cpp-python penalises repeats by 1.1 unless told; llama-server leaves out all but 40 tokens, and those below a twentieth of the
 * likeliest; its warm cache changes sampled text.
 */
const plain = { repeat_penalty: 1, top_k: 0, min_p: 0, cache_prompt: false };

export interface Server {
  client: OpenAI;
  baseURL: string;
  /** fields added to each request body */
  extra: Record<string, unknown>;
}

/** Errors: UserError (exit 2) where model or family is not said: neither can be guessed. */
export function checkNames({ model, family }: Pick<EndpointOptions, 'model' | 'family'>): void {
  if (typeof model !== 'string' || model === '')
    throw new UserError(`expected \`model\` to be the name that the server knows, e.g. qwen2.5:0.5b, got ${printed(model)}`);
  if (typeof family !== 'string' || family === '')
    throw new UserError(
      `expected \`family\` to be the family of ${model} (qwen, llama, gemma …), got ${printed(family)}: a judge never grades its own family`,
    );
}

/** Errors: UserError (exit 2) where no address is given, or one that cannot be used. */
export function connect({
  baseURL: given,
  timeoutMs = 120_000,
  extra,
}: Pick<EndpointOptions, 'baseURL' | 'timeoutMs' | 'extra'>): Server {
  const { baseURL: configured, apiKey } = endpointSettings();
  const baseURL = addressOf(given ?? configured);
  const client = new OpenAI({ baseURL, apiKey: apiKey || 'none', timeout: timeoutMs, maxRetries: 0, logLevel: 'off' });
  return { client, baseURL, extra: extra ?? (new URL(baseURL).hostname === 'api.openai.com' ? {} : plain) };
}

/** Checked, as an address may hold a password, and is shown in errors. */
function addressOf(given: string | undefined): string {
  const example = 'expected the address of a server in OPENAI_BASE_URL, e.g. http://127.0.0.1:11434/v1';
  if (!given) throw new UserError(`${example}, got nothing`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(`${example}, got one without http:// or https://`);
  if (url.username || url.password || url.search)
    throw new UserError(`${example}, got one with a name, password or query in it. A key belongs in OPENAI_API_KEY`);
  return given;
}

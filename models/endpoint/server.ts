// The connection to a server: its address, its key (read from the environment, sent to no other server), and the fields added to
// every request.
import OpenAI from 'openai';
import { printed, UserError } from '../../harness/core/errors.js';
import { endpointSettings } from '../../harness/core/options.js';
import type { Timing } from './ask.js';

export interface EndpointOptions {
  /** the model's name on the server */
  model: string;
  /** required, since a judge never grades its own family: qwen, llama, gemma … */
  family: string;
  /** folder name under records/, default derived from `model` */
  id?: string;
  /** default OPENAI_BASE_URL */
  baseURL?: string;
  /** the server's digest of these weights; checked at each run if the server reports one (Ollama), and a mismatch is an error */
  digest?: string;
  /** concurrent requests, default 1: servers that batch do not reproduce their own text */
  concurrency?: number;
  /** time without a byte after which a request is abandoned, default 120,000 */
  timeoutMs?: number;
  /** how long connection errors, 429 and 503 are retried, default 300,000 */
  patienceMs?: number;
  /**
   * fields added to the request body, which never override the request's own; the default turns off llama.cpp's extra sampling
   * steps, and is omitted for api.openai.com
   */
  extra?: Record<string, unknown>;
  /** called for each answer: time to first token and total time */
  onTiming?: (timing: Timing & { key: string }) => void;
}

/**
 * Defaults that would change the answers: llama-cpp-python has a repeat penalty of 1.1; llama-server cuts to the top 40 tokens,
 * and to those with at least a twentieth of the best one's probability; its warm cache changes sampled text.
 */
const plain = { repeat_penalty: 1, top_k: 0, min_p: 0, cache_prompt: false };

export interface Server {
  client: OpenAI;
  baseURL: string;
  /** fields added to each request body */
  extra: Record<string, unknown>;
}

/** Errors: UserError (exit 2) if model or family is missing: neither can be guessed. */
export function checkNames({ model, family }: Pick<EndpointOptions, 'model' | 'family'>): void {
  if (typeof model !== 'string' || model === '')
    throw new UserError(`expected \`model\` to be the name that the server knows, e.g. qwen2.5:0.5b, got ${printed(model)}`);
  if (typeof family !== 'string' || family === '')
    throw new UserError(
      `expected \`family\` to be the family of ${model} (qwen, llama, gemma …), got ${printed(family)}: a judge never grades its own family`,
    );
}

/** Errors: UserError (exit 2) if the address is missing or unusable. */
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

/** Validated, as an address may contain a password and is shown in errors. */
function addressOf(given: string | undefined): string {
  const example = 'expected the address of a server in OPENAI_BASE_URL, e.g. http://127.0.0.1:11434/v1';
  if (!given) throw new UserError(`${example}, got nothing`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(`${example}, got one without http:// or https://`);
  if (url.username || url.password || url.search)
    throw new UserError(`${example}, got one with a name, password or query in it. A key belongs in OPENAI_API_KEY`);
  return given;
}

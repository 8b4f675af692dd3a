// The connection to a server: its address, its key (read from the environment, sent to no other server), and the fields added to
// every request.
import OpenAI from 'openai';
import { printed, UserError } from '../../harness/core/errors.js';
import { apiKeyOf, endpointSettings } from '../../harness/core/options.js';
import type { Price } from '../../harness/core/types.js';
import type { Accepts } from './accepts.js';
import { guessed, type Known, type Provider, providers } from './providers.js';
import { watchedFetch } from './said.js';

/** Time from the request to its first word (NaN if there is none) and to its end, in ms. */
export interface Took {
  firstTokenMs: number;
  totalMs: number;
}

export interface EndpointOptions {
  /** the model's name on the server */
  model: string;
  /** required, since a judge never grades its own family: qwen, llama, gemma … */
  family: string;
  /** folder name under records/, default derived from `model` */
  id?: string;
  /** default: the provider's, or OPENAI_BASE_URL */
  baseURL?: string;
  /** what is known of the server: its address, the variable of its key, what it accepts; `ollama(…)` and the like set it */
  provider?: Provider;
  /** the environment variable with the key, default OPENAI_API_KEY or the provider's */
  keyVariable?: string;
  /** what a million tokens cost, for the report */
  price?: Price;
  /** the server's digest of these weights; checked at each run if the server reports one (Ollama), and a mismatch is an error */
  digest?: string;
  /** concurrent requests, default 1: servers that batch do not reproduce their own text */
  concurrency?: number;
  /** how many requests a minute the server takes from all workers of a queue together (`npx evalbook work`); default: no limit */
  perMinute?: number;
  /** time without a byte after which a request is abandoned, default 120,000 */
  timeoutMs?: number;
  /** how long connection errors, 429 and 503 are retried, default 300,000 */
  patienceMs?: number;
  /**
   * fields added to the request body, over the defaults that turn off a local server's own sampling steps (`undefined` takes one
   * away); never over what `decoding` says. Strict providers get no field besides these.
   */
  extra?: Record<string, unknown>;
  /** called for each answer: time to first token and total time */
  onTiming?: (timing: Took & { key: string }) => void;
}

/** What of the options says where a server is. */
export type Where = Pick<EndpointOptions, 'baseURL' | 'provider' | 'keyVariable' | 'extra'>;

export interface Server {
  client: OpenAI;
  baseURL: string;
  accepts: Accepts;
  /** the user's own fields of each request body */
  extra: Record<string, unknown>;
  keyVariable: string;
  hasKey: boolean;
  known: Known | undefined;
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

/** Errors: UserError (exit 2) if the address is missing or unusable, or a provider's key is not set. */
export function connect(options: Where & { timeoutMs?: number }): Server {
  const { timeoutMs = 120_000, extra = {} } = options;
  const known = options.provider && knownProvider(options.provider);
  const keyVariable = options.keyVariable ?? known?.keyVariable ?? 'OPENAI_API_KEY';
  const baseURL = addressOf(options);
  const apiKey = apiKeyOf(keyVariable);
  if (known?.needsKey && !apiKey && options.baseURL === undefined)
    throw new UserError(`expected a key of ${options.provider} in ${keyVariable}, got nothing. Set it: export ${keyVariable}=…`);
  const client = new OpenAI({
    baseURL,
    apiKey: apiKey || 'none',
    organization: null, // of the environment: for OpenAI alone, and a key belongs to one anyway
    project: null,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
    fetch: watchedFetch,
    ...(known?.keyHeader && apiKey ? { defaultHeaders: { [known.keyHeader]: apiKey } } : {}),
  });
  const accepts = { ...(known?.accepts ?? guessed(baseURL)), refused: new Set<string>() };
  return { client, baseURL, accepts, extra, keyVariable, hasKey: apiKey !== undefined, known };
}

/** Whether there is an address to ask, and a key where one is needed. */
export function isConfigured(options: Where): boolean {
  try {
    connect(options);
    return true;
  } catch {
    return false;
  }
}

function knownProvider(name: string): Known {
  if (Object.hasOwn(providers, name)) return providers[name as Provider];
  throw new UserError(`expected \`provider\` to be one of ${Object.keys(providers).join(', ')}, got ${printed(name)}`);
}

/** The server's address, or what else names it where there is no address. */
export function serverOf(options: Where & { model: string }): string {
  try {
    return addressOf(options);
  } catch {
    return options.provider ?? options.model;
  }
}

/** Validated, as an address may contain a password and is shown in errors. */
function addressOf(options: Where): string {
  const { provider } = options;
  const given = options.baseURL ?? (provider ? providers[provider].baseURL() : endpointSettings().baseURL);
  const where = options.baseURL !== undefined ? 'baseURL' : provider === 'azure' ? 'AZURE_OPENAI_ENDPOINT' : 'OPENAI_BASE_URL';
  const form = provider === 'azure' ? 'https://NAME.openai.azure.com' : 'http://127.0.0.1:11434/v1';
  const example = `expected the address of a server in ${where === 'baseURL' ? 'baseURL or OPENAI_BASE_URL' : where}, e.g. ${form}`;
  if (!given) throw new UserError(`${example}, got nothing`);
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new UserError(`${example}, got one without http:// or https://`);
  if (url.username || url.password || url.search)
    throw new UserError(`${example}, got one with a name, password or query in it. A key belongs in an environment variable`);
  const [, base] = /^(.{1,2000}?)\/(?:chat\/completions|completions|models)\/?$/.exec(given) ?? [];
  if (base) throw new UserError(`${example}, got the address of one of its pages: try ${base}`);
  return given.replace(/\/{1,9}$/, '');
}

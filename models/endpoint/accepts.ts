// Which fields a server takes. Strict providers refuse a request for one field that they do not know, so nothing is sent that nobody
// asked for, except to servers that would otherwise sample in ways of their own.
import type OpenAI from 'openai';
import type { Request } from '../../harness/core/types.js';

export interface Accepts {
  /** the field for the longest answer, in tokens */
  length: 'max_tokens' | 'max_completion_tokens';
  seed: 'seed' | 'random_seed';
  /** whether usage must be asked for; where false it comes anyway, and asking is refused */
  asksUsage: boolean;
  /** whether top_p 1 is sent when sampling, although it is the default of the protocol */
  topP: boolean;
  /** whether it holds an answer to a JSON Schema: `response_format` of type json_schema */
  schema: boolean;
  /** turns off what the server would do on its own */
  plain: Record<string, unknown>;
  /** fields that this server has refused, and that nobody asked for */
  refused: Set<string>;
}

/**
 * Defaults that would change the answers: llama-cpp-python has a repeat penalty of 1.1; llama-server cuts to the top 40 tokens,
 * and to those with at least a twentieth of the best one's probability; its warm cache changes sampled text.
 */
export const llamaDefaults = { repeat_penalty: 1, top_k: 0, min_p: 0, cache_prompt: false };

/** vLLM takes its defaults from the model's generation_config.json, often with a repetition penalty; −1 is "all" in every version. */
export const vllmDefaults = { repetition_penalty: 1, top_k: -1, min_p: 0 };

/** Fields that are said in `decoding`, or that this client needs for itself: `extra` never sets them. */
const reserved = [
  ...['model', 'messages', 'stream', 'stream_options', 'max_tokens', 'max_completion_tokens'],
  ...['temperature', 'top_p', 'seed', 'random_seed', 'stop', 'n'],
];

/** The fields of `extra` that are ignored, in its order. */
export function ignoredIn(extra: Record<string, unknown> = {}): string[] {
  return Object.keys(extra).filter((name) => reserved.includes(name));
}

interface Wanted {
  model: string;
  request: Request;
  /** the user's own fields; one that is `undefined` takes a default away */
  extra: Record<string, unknown>;
}

/** What a judge's request, which is not streamed, adds to its question. */
export function plainFields(accepts: Accepts, extra: Record<string, unknown>, maxNewTokens: number): Record<string, unknown> {
  const kept = Object.entries(accepts.plain).filter(([name]) => !accepts.refused.has(name));
  const own = Object.entries(extra).filter(([name]) => !reserved.includes(name));
  return { ...Object.fromEntries([...kept, ...own]), [accepts.length]: maxNewTokens };
}

/** The body of a streamed request. */
export function bodyOf(accepts: Accepts, { model, request, extra }: Wanted): Record<string, unknown> {
  const { messages, decoding } = request;
  const { temperature = 0, maxNewTokens, topP, topK, seed, stop, schema } = decoding;
  const unasked = {
    ...accepts.plain,
    ...(accepts.asksUsage ? { stream_options: { include_usage: true } } : {}),
    ...(temperature > 0 && accepts.topP ? { top_p: 1 } : {}), // llama-server defaults to 0.95
  };
  const kept = Object.entries(unasked).filter(([name]) => !accepts.refused.has(name));
  const own = Object.entries(extra).filter(([name]) => !reserved.includes(name));
  return {
    ...Object.fromEntries([...kept, ...own]),
    model,
    messages,
    stream: true,
    [accepts.length]: maxNewTokens, // Ollama and llama-cpp-python ignore max_completion_tokens, and would not stop
    temperature,
    ...(temperature > 0 && topP !== undefined ? { top_p: topP } : {}),
    ...(topK === undefined ? {} : { top_k: topK }),
    ...(seed === undefined ? {} : { [accepts.seed]: seed }),
    ...(stop === undefined ? {} : { stop }),
    ...(schema === undefined ? {} : { response_format: formatOf(schema) }),
  };
}

function formatOf(schema: object): OpenAI.ResponseFormatJSONSchema {
  return { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: schema as Record<string, unknown> } };
}

/**
 * Learns from a refusal: true if the request can be sent in another way, which is then used for all that follow. Only a field that the
 * server names is left out, and only one that nobody asked for.
 */
export function learn(accepts: Accepts, said: string, extra: Record<string, unknown>): boolean {
  const names = (field: string) => new RegExp(`(^|[^a-z_])${field}([^a-z_]|$)`).test(said);
  const other = accepts.length === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  if (names(accepts.length) && !accepts.refused.has(other) && (names(other) || isUnknownField(said))) {
    accepts.refused.add(accepts.length);
    accepts.length = other;
    return true;
  }
  const unasked = [...Object.keys(accepts.plain), 'stream_options', ...(accepts.topP ? ['top_p'] : [])];
  const dropped = unasked.filter((name) => !accepts.refused.has(name) && !(name in extra) && names(name));
  for (const name of dropped) accepts.refused.add(name);
  return dropped.length > 0;
}

function isUnknownField(said: string): boolean {
  return /extra_forbidden|extra inputs|not permitted|unsupported|unknown|unrecognized|not supported/i.test(said);
}

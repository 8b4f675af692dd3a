// Interprets error responses, which servers word differently.
import OpenAI from 'openai';
import { apiKeys } from '../../harness/core/options.js';
import { reason, saidIn } from './said.js';

type ApiError = InstanceType<typeof OpenAI.APIError>;

/** How servers say that prompt and answer do not fit their context. No status says it: it comes as 400, as 500 or inside a stream. */
const tooLong = [
  /exceed_context_size|context_length_exceeded/, // llama.cpp; OpenAI, Azure, Groq, llama-cpp-python
  /maximum (context|prompt|model) length/i, // OpenAI, vLLM, Mistral, OpenRouter, DeepSeek; xAI; older vLLM
  /max_tokens must be at least 1, got -/, // vLLM 0.4: what is left for the answer
  /(longer than the model's|greater than the|exceeds) context length|context length of only|exceeds the context window/i, // SGLang; LM Studio
  /(exceeds|exceeded) (the )?(max|maximum)( allowed)? (context )?length|exceeds the maximum number of tokens/i, // Ollama, SGLang; Google
  /prompt is too long|input is too long/i, // Anthropic, Bedrock
  /reduce the length of the (messages|prompt|input)/i, // Groq, OpenAI
];

/** Whether the prompt is longer than the context, which no retry changes, and which says nothing of the other prompts. */
export function isTooLong(error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError)) return false;
  const said = `${error.code} ${error.type} ${saidIn(error)}`;
  return tooLong.some((words) => words.test(said));
}

/**
 * Whether a filter refused this prompt, so that another may be answered: Azure and OpenAI; Alibaba's data_inspection_failed; DeepSeek's
 * "Content Exists Risk"; Zhipu's contentFilter.
 */
export function isFiltered(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /content_filter|content_policy_violation|invalid_prompt|data_?inspection_?failed|content exists risk|contentFilter/i.test(
      `${error.code} ${saidIn(error)}`,
    )
  );
}

/** Whether a server refused what the model itself had written, as Groq does where JSON was asked for: another answer may pass. */
export function isAnswerRefused(error: unknown): boolean {
  return error instanceof OpenAI.APIError && /json_validate_failed|tool_use_failed/.test(`${error.code} ${saidIn(error)}`);
}

export function isKeyRefused(error: unknown): error is ApiError {
  return error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError;
}

/** Whether the account behind the key is empty, which waiting does not change. */
export function isSpent(error: unknown): error is ApiError {
  return error instanceof OpenAI.APIError && (error.status === 402 || error.code === 'insufficient_quota');
}

/** Whether the server refuses the request itself, so that asking again changes nothing. */
export function isRefusal(error: unknown): error is ApiError {
  if (!(error instanceof OpenAI.APIError)) return false;
  return [400, 404, 405, 410, 415, 422, 501].includes(error.status ?? 0) || isRefusal500(error);
}

/** Whether a 500 tells of the request, not of the server: llama-cpp-python's validation errors, Ollama's of a schema. */
function isRefusal500(error: ApiError): boolean {
  return error.status === 500 && /\b\d+ validation errors?:|invalid JSON schema/.test(saidIn(error));
}

/** Whether the address is wrong, rather than the request. */
export function isNoPage(error: unknown): error is ApiError {
  return error instanceof OpenAI.APIError && [404, 405, 410, 501].includes(error.status ?? 0);
}

/** The message for a refused key, e.g. of the judge's server. */
export function keyMessage(
  error: ApiError,
  { keyVariable, hasKey }: { keyVariable: string; hasKey: boolean },
  whose = 'the server',
): string {
  return hasKey
    ? `${whose} refused the key (${reason(error)}). Set ${keyVariable} to one that it accepts`
    : `${whose} wants a key (${reason(error)}). Set it: export ${keyVariable}=…`;
}

/** A shorter key is a placeholder (`EMPTY`, `test`): a word that an answer may well contain. */
const leastSecret = 16;

/**
 * Whether an answer contains a key: such an answer must not be stored, and with the key removed it would not be the
 * model's.
 */
export function repeatsKey(answer: string): boolean {
  return apiKeys().some((key) => key.length >= leastSecret && answer.includes(key));
}

/** Error recorded in place of an answer that contains the key. */
export const keyRepeated = 'the answer repeats the API key; not stored';

// Interprets error responses, which servers word differently.
import OpenAI from 'openai';
import { apiKeys } from '../../harness/core/options.js';
import { reason, saidIn } from './said.js';

type ApiError = InstanceType<typeof OpenAI.APIError>;

/** Whether the prompt is longer than the context, which no retry changes; covers the responses of llama-server, OpenAI, vLLM and Groq. */
export function isTooLong(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /exceed_context_size|context_length_exceeded|maximum context length|reduce the length of the messages/.test(
      `${error.code} ${error.type} ${error.message}`,
    )
  );
}

/** Whether a filter refused this prompt, as Azure's does: another prompt may be answered. */
export function isFiltered(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /content_filter|content_policy_violation|invalid_prompt/.test(`${error.code} ${saidIn(error)}`)
  );
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
  return error instanceof OpenAI.APIError && [400, 404, 405, 410, 415, 422, 501].includes(error.status ?? 0);
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

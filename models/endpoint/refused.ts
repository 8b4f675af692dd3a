// Interprets error responses, which servers word differently, and formats them for the user.
import OpenAI from 'openai';
import { endpointSettings } from '../../harness/core/options.js';

/** Whether the prompt is longer than the context, which no retry changes; covers the responses of llama-server and OpenAI. */
export function isTooLong(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /exceed_context_size|context_length_exceeded/.test(`${error.code} ${error.type} ${error.message}`)
  );
}

export function isKeyRefused(error: unknown): error is InstanceType<typeof OpenAI.APIError> {
  return error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError;
}

/** A shorter key is a placeholder (`EMPTY`, `test`): a word that an answer may well contain. */
const leastSecret = 16;

/**
 * Whether an answer contains the API key: such an answer must not be stored, and with the key removed it would not be the
 * model's.
 */
export function repeatsKey(answer: string): boolean {
  const { apiKey = '' } = endpointSettings();
  return apiKey.length >= leastSecret && answer.includes(apiKey);
}

/** Error recorded in place of an answer that contains the key. */
export const keyRepeated = 'the answer repeats the API key; not stored';

/** Removes the key: some servers quote it in their errors, which are shown and recorded. */
function withoutKey(text: string): string {
  const { apiKey } = endpointSettings();
  return apiKey ? text.replaceAll(apiKey, '[key]') : text;
}

/** An error as one short line; the server's text is truncated, since it may be anything. */
export function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const text = error instanceof Error ? `${error.message}${cause}` : String(error);
  return withoutKey(text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')).slice(0, 200);
}

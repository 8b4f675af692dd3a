// What a server's refusal means, where servers say the same thing in different words; and how it is shown.
import OpenAI from 'openai';
import { endpointSettings } from '../../harness/core/options.js';

/** A prompt longer than the context stays so: llama-server's and OpenAI's ways to say it. */
export function isTooLong(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    /exceed_context_size|context_length_exceeded/.test(`${error.code} ${error.type} ${error.message}`)
  );
}

export function isKeyRefused(error: unknown): error is InstanceType<typeof OpenAI.APIError> {
  return error instanceof OpenAI.AuthenticationError || error instanceof OpenAI.PermissionDeniedError;
}

/** A key shorter than this is a stand-in (`EMPTY`, `test`): a word that an answer may well have in it. */
const leastSecret = 16;

/** Whether an answer repeats the key: such an answer must not be stored, and a changed one would not be the model's. */
export function repeatsKey(answer: string): boolean {
  const { apiKey = '' } = endpointSettings();
  return apiKey.length >= leastSecret && answer.includes(apiKey);
}

/** What stands in the place of an answer that repeats the key. */
export const keyRepeated = 'the answer repeats the API key; not stored';

/** Some servers quote the key in their errors, which are shown and recorded. */
function withoutKey(text: string): string {
  const { apiKey } = endpointSettings();
  return apiKey ? text.replaceAll(apiKey, '[key]') : text;
}

/** An error in one short line; a server's text is cut, since it may be anything. */
export function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const text = error instanceof Error ? `${error.message}${cause}` : String(error);
  return withoutKey(text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')).slice(0, 200);
}

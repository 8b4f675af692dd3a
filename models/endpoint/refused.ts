// What a server's refusal means, where servers say the same thing in different words; and how it is shown.
import OpenAI from 'openai';
import { endpointSettings } from '../../harness/options.js';

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

/** Some servers quote the key in what they say; nothing that is recorded or shown may hold it. */
export function withoutKey(text: string): string {
  const { apiKey } = endpointSettings();
  return apiKey ? text.replaceAll(apiKey, '[key]') : text;
}

/** An error in one short line; a server's text is cut, since it may be anything. */
export function reason(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
  const text = error instanceof Error ? `${error.message}${cause}` : String(error);
  return withoutKey(text.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ')).slice(0, 200);
}

// TinyLlama-1.1B-Chat-v1.0, which the article's snippets load; it can be fetched, but has no records here. Of the 0.5B variant
// that the article compares it gives neither publisher nor file.
import type { LocalModel } from '../engine/local-model.js';
import { type HubOptions, hubModel } from './hub.js';

/** TinyLlama-1.1B-Chat-v1.0. Errors: UserError (exit 3) if it has not been fetched. */
export function tinyLlama(options: HubOptions = {}): LocalModel {
  return hubModel('tinyllama-1.1b-chat-v1.0', options);
}

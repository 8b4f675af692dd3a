// The models that the article recommends and compares; they can be fetched, but have no records here.

import type { LocalModel } from '../engine/local.js';
import { type HubOptions, hubModel } from './hub.js';

/** Qwen2.5-0.5B-Instruct, the article's choice. Errors: UserError (exit 3) if it has not been fetched. */
export function qwen25(options: HubOptions = {}): LocalModel {
  return hubModel('qwen2.5-0.5b-instruct', options);
}

/** TinyLlama-1.1B-Chat-v1.0: TinyLlama publishes no 0.5 B model. Errors: UserError (exit 3) if it has not been fetched. */
export function tinyLlama(options: HubOptions = {}): LocalModel {
  return hubModel('tinyllama-1.1b-chat-v1.0', options);
}

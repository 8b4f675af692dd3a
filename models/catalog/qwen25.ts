// Qwen2.5-0.5B-Instruct, which the article recommends; it can be fetched, but has no records here.
import type { LocalModel } from '../engine/local-model.js';
import { type HubOptions, hubModel } from './hub.js';

/** Qwen2.5-0.5B-Instruct. Errors: UserError (exit 3) if it has not been fetched. */
export function qwen25(options: HubOptions = {}): LocalModel {
  return hubModel('qwen2.5-0.5b-instruct', options);
}

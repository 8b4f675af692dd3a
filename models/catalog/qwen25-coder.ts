// The second model under test: Qwen2.5-Coder-0.5B-Instruct, converted from a pinned GGUF file. Its weights are not committed,
// only the SHA-256 of every file, so its recorded answers replay anywhere.

import type { LocalModel } from '../engine/local.js';
import { type HubOptions, hubModel } from './hub.js';

/** Qwen2.5-Coder-0.5B-Instruct. `arithmetic`: default portable; fast is quicker, but its text varies with the processor. */
export function qwen25Coder(options: HubOptions = {}): LocalModel {
  return hubModel('qwen2.5-coder-0.5b-instruct', options);
}

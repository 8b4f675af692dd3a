// Qwen2.5-Coder-Instruct in two sizes, converted from pinned GGUF files: 0.5B, the second model under test, and 1.5B, its sibling of the
// same training. Their weights are not committed, only the SHA-256 of every file, so their recorded answers replay anywhere.

import { printed, UserError } from '../../harness/core/errors.js';
import type { LocalModel } from '../engine/local-model.js';
import { type HubOptions, hubModel } from './hub.js';

const sizes = { '0.5b': 'qwen2.5-coder-0.5b-instruct', '1.5b': 'qwen2.5-coder-1.5b-instruct' } as const;

/**
 * Qwen2.5-Coder-Instruct. `size`: default 0.5b. `arithmetic`: default portable; fast is quicker, but its text varies with the processor.
 * Errors: UserError (exit 2) for another size.
 */
export function qwen25Coder({ size = '0.5b', ...options }: HubOptions & { size?: keyof typeof sizes } = {}): LocalModel {
  const name = Object.entries(sizes).find(([known]) => known === size)?.[1];
  if (!name) throw new UserError(`expected \`size\` to be one of ${Object.keys(sizes).join(', ')}, got ${printed(size)}`);
  return hubModel(name, options);
}

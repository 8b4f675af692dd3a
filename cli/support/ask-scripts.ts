// The worker of "ask again", bundled, and the kernel's bytes in base64: what `mountAskAgain` is given as `code`.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { digestOf, readSums } from '../../models/kernel/key.js';
import { wasmFile } from '../../models/kernel/node.js';
import type { AskModel } from '../../page/ask/types.js';

export interface AskScripts {
  worker: string;
  kernel: string;
}

export async function askScripts(): Promise<AskScripts> {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../page/ask/worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'silent',
  });
  return { worker: outputFiles[0]?.text ?? '', kernel: readFileSync(wasmFile).toString('base64') };
}

/** The model of `folder` for a page with its files in `base`; `digest`: of its SHA256SUMS, as records have it. */
export function askModel(folder: string, name: string, base: string): AskModel & { digest: string } {
  const sums = readSums(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'));
  const decides =
    /^(onnx\/(model_q4\.onnx|[^/]+\.onnx_data(_\d+)?)|(tokenizer|tokenizer_config|config|generation_config|edits)\.json|chat_template\.jinja)$/;
  const files = [...sums]
    .filter(([path]) => decides.test(path))
    .map(([path, sha256]) => ({ path, bytes: statSync(join(folder, path)).size, sha256 }));
  return { name, base, files, digest: digestOf(sums) };
}

// The subjects measured: three models, each as the folder that our engine and transformers.js open, and as the GGUF file it was
// converted from.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../harness/core/options.js';
import { hubModels, type Source } from '../models/catalog/hub.js';

export interface Subject {
  name: string;
  title: string;
  /** the folder with the ONNX graphs */
  folder: string;
  gguf: string;
  /** expected SHA-256 of the GGUF file, so that both have the same weights */
  ggufSha256: string;
  /** what is missing, in words; empty if it can be measured */
  absent: string[];
}

const project = fileURLToPath(new URL('..', import.meta.url));

/** The three subjects. GGUF files are searched in `folder` (flag --gguf), default the cache folder (EVALBOOK_CACHE). */
export function subjects(folder: string = cacheFolder()): Subject[] {
  return [
    subject(
      'smollm2',
      'SmolLM2-135M-Instruct, Q4_1',
      join(project, 'models/smollm2-135m-instruct'),
      firstOf([join(folder, 'smollm2-135m-q4_1.gguf'), join(folder, 'SmolLM2-135M-Instruct.Q4_1.gguf')]),
      'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    ),
    published('qwen-coder', 'Qwen2.5-Coder-0.5B-Instruct, Q4_K_M', 'qwen2.5-coder-0.5b-instruct', folder),
    published('qwen-coder-1.5b', 'Qwen2.5-Coder-1.5B-Instruct, Q4_K_M', 'qwen2.5-coder-1.5b-instruct', folder),
  ];
}

/** A model of the catalog, by its name there. */
function published(name: string, title: string, id: string, folder: string): Subject {
  const { file, sha256 } = hubSource(id);
  const gguf = firstOf([join(folder, `${id}.gguf`), join(folder, file), join(folder, 'downloads', file)]);
  return subject(name, title, join(cacheFolder(), 'models', id), gguf, sha256);
}

function hubSource(id: string): Source {
  const found = hubModels.find(({ name }) => name === id);
  if (!found) throw new Error(`expected ${id} in the catalog, found ${hubModels.map(({ name }) => name).join(', ')}`);
  return found.source;
}

function subject(name: string, title: string, folder: string, gguf: string, ggufSha256: string): Subject {
  const absent: string[] = [];
  if (!existsSync(join(folder, 'SHA256SUMS'))) absent.push('its folder of ONNX graphs');
  if (!existsSync(gguf)) absent.push('its GGUF file');
  return { name, title, folder, gguf, ggufSha256, absent };
}

function firstOf(paths: [string, ...string[]]): string {
  return paths.find((path) => existsSync(path)) ?? paths[0];
}

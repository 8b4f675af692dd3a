// Models identified by repository, revision and hash: downloaded on request, converted once, and replayed from records if absent.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { exit, UserError } from '../../harness/core/errors.js';
import { cacheFolder } from '../../harness/core/options.js';
import { convert } from '../convert/index.js';
import { type Arithmetic, type ModelFolder, readFolder } from '../engine/folder.js';
import { localModel } from '../engine/local.js';
import type { LocalModel } from '../engine/local-model.js';
import { download } from './download.js';

/** A GGUF file on the Hugging Face Hub, pinned. */
export interface Source {
  repository: string;
  /** 40 hexadecimal digits */
  revision: string;
  file: string;
  bytes: number;
  sha256: string;
  licence: string;
  /** bits per weight, for tables */
  weights: string;
  /** where NAME/config.json comes from, byte for byte, if its publisher's own; otherwise it was read from the file's header */
  config?: { repository: string; revision: string; sha256: string };
}

export interface HubModel {
  /** folder name in the cache, and the model's id */
  name: string;
  /** its name in prose */
  title: string;
  family: string;
  source: Source;
}

/** The models that can be fetched by name, from NAME/source.json in this folder. */
export const hubModels = [
  named('qwen2.5-coder-0.5b-instruct', 'Qwen2.5-Coder 0.5B', 'qwen'),
  named('qwen2.5-coder-1.5b-instruct', 'Qwen2.5-Coder 1.5B', 'qwen'),
  named('qwen2.5-0.5b-instruct', 'Qwen2.5 0.5B', 'qwen'),
  named('tinyllama-1.1b-chat-v1.0', 'TinyLlama 1.1B', 'llama'),
] as const;

function named(name: string, title: string, family: string): HubModel {
  const source = JSON.parse(readFileSync(new URL(`${name}/source.json`, import.meta.url), 'utf8')) as Source;
  return { name, title, family, source };
}

export interface HubOptions {
  /** default portable */
  arithmetic?: Arithmetic;
  /** the folder whose models/ holds converted weights; default EVALBOOK_CACHE or ~/.cache/evalbook */
  cache?: string;
}

/**
 * A model by name. Its digest comes from the committed NAME/SHA256SUMS in this folder if there is one, else from the converted
 * folder in the cache. Errors: UserError (exit 2) for an unknown name, listing the known ones; (exit 3) if there is neither, with
 * the command that fetches it.
 */
export function hubModel(name: string, { arithmetic = 'portable', cache = cacheFolder() }: HubOptions = {}): LocalModel {
  const { title, family, source } = find(name);
  const folder = folderOf(name, cache);
  const committed = fileURLToPath(new URL(name, import.meta.url));
  const fetchIt = `npx evalbook models fetch ${name}`;
  const list = existsSync(join(committed, 'SHA256SUMS')) ? committed : folder;
  if (!existsSync(join(list, 'SHA256SUMS')))
    throw new UserError(`${name}: expected its weights in ${folder}, found none. Fetch it: ${fetchIt}`, exit.incomplete);
  return localModel({
    id: arithmetic === 'fast' ? `${name}-fast` : name,
    title: arithmetic === 'fast' ? `${title}, fast` : title,
    family,
    folder,
    list,
    arithmetic,
    weights: source.weights,
    restore: () => fetchIt,
  });
}

/**
 * Downloads and converts a model into the cache; does nothing if it is there. `onProgress` receives the current stage and its
 * progress, 0 to 1.
 */
export async function fetchModel(
  name: string,
  onProgress: (what: string, part: number) => void = () => {},
  cache = cacheFolder(),
): Promise<string> {
  const { source } = find(name);
  const folder = folderOf(name, cache);
  if (existsSync(join(folder, 'SHA256SUMS'))) return folder;
  const file = join(cache, 'downloads', source.file);
  const url = `https://huggingface.co/${source.repository}/resolve/${source.revision}/${source.file}`;
  await download({ url, bytes: source.bytes, sha256: source.sha256 }, file, (done) =>
    onProgress('download', done / source.bytes),
  );
  await convert(file, folder, { onProgress: (done, total) => onProgress('convert', done / total) });
  rmSync(file);
  return folder;
}

/** A model's status, without loading it. */
export function statusOf(
  { name, source }: HubModel,
  cache = cacheFolder(),
): { isAvailable: boolean; folder: string; bytes: number; files: ModelFolder | null } {
  const folder = folderOf(name, cache);
  const isAvailable = existsSync(join(folder, 'SHA256SUMS'));
  return {
    isAvailable,
    folder,
    bytes: source.bytes,
    files: isAvailable ? readFolder(folder, () => `npx evalbook models fetch ${name}`) : null,
  };
}

function find(name: string): HubModel {
  const found = hubModels.find((model) => model.name === name);
  if (!found) throw new UserError(`expected a model, one of ${hubModels.map((model) => model.name).join(', ')}, got "${name}"`);
  return found;
}

function folderOf(name: string, cache: string): string {
  return join(cache, 'models', name);
}

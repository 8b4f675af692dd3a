// Any GGUF file as a model: converted once into the cache folder, then loaded from there.
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UserError } from '../../harness/core/errors.js';
import { cacheFolder } from '../../harness/core/options.js';
import { progress } from '../../harness/core/progress.js';
import { type Gguf, readGguf } from '../convert/gguf/gguf.js';
import { conversion, convert } from '../convert/index.js';
import { type Arithmetic, fileSha256 } from '../engine/folder.js';
import { localModel } from '../engine/local.js';
import type { LocalModel } from '../engine/local-model.js';

export interface GgufOptions {
  /** default: the file name, lower case, without .gguf */
  id?: string;
  /** default: from the file's architecture or name, e.g. qwen, smollm */
  family?: string;
  /** default portable */
  arithmetic?: Arithmetic;
  /** default: EVALBOOK_CACHE or ~/.cache/evalbook */
  cache?: string;
  /** no progress on standard error */
  quiet?: boolean;
}

/**
 * The model in the GGUF file at `path`. The first call converts it, which takes seconds. The cache folder is named by the file's
 * SHA-256, so a different file of the same name is converted separately. Errors: UserError as `convert` throws.
 */
export async function gguf(path: string, options: GgufOptions = {}): Promise<LocalModel> {
  const { arithmetic = 'portable', cache = cacheFolder(), quiet = false } = options;
  const stem = basename(path)
    .replace(/\.gguf$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '-');
  const file = readGguf(path); // first, for a clear error
  file.reader.close();
  const folder = join(cache, 'gguf', `${stem}-${(await fileSha256(path)).slice(0, 16)}-${conversion}`);
  if (!existsSync(folder)) await convertOnce(path, folder, quiet);
  const id = options.id ?? stem;
  return localModel({
    id: arithmetic === 'fast' ? `${id}-fast` : id,
    family: options.family ?? familyOf(file),
    folder,
    arithmetic,
    weights: "the file's own weights",
    restore: () => `remove ${folder}; it is converted again from ${path}`,
  });
}

async function convertOnce(path: string, folder: string, quiet: boolean): Promise<void> {
  let bar: ReturnType<typeof progress> | undefined;
  try {
    await convert(path, folder, {
      onProgress: (_done, total) => {
        bar ??= progress(`convert ${basename(path)}`, total, quiet);
        bar.step();
      },
    });
  } catch (error) {
    if (error instanceof UserError || !existsSync(folder)) throw error; // else another process converted it first
  } finally {
    bar?.done();
  }
}

/** Many families use Llama's architecture: for those the family comes from the name. */
function familyOf({ metadata }: Gguf): string {
  const architecture = String(metadata.get('general.architecture'));
  const name =
    architecture === 'llama'
      ? String(metadata.get('general.basename') ?? metadata.get('general.name') ?? architecture)
      : architecture;
  return /^[a-z]+/.exec(name.toLowerCase())?.[0] ?? architecture;
}

// Locates the labelled corpora of a project.
import { join } from 'node:path';
import { cacheFolder, corporaFolder } from '../harness/core/options.js';
import { openCorpora } from './corpora.js';
import type { Corpora } from './types.js';

/** The corpora of the project in `root`: from EVALBOOK_CORPORA, the default location, or downloaded into the cache. */
export function corporaOf(root: string): Corpora {
  return openCorpora({ corporaFolder: corporaFolder(), root, cacheFolder: join(cacheFolder(), 'corpora') });
}

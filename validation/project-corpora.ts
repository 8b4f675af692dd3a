// Where the labelled corpora of a project are.
import { join } from 'node:path';
import { cacheFolder, corporaFolder } from '../harness/core/options.js';
import { openCorpora } from './corpora.js';
import type { Corpora } from './types.js';

/** The corpora of the project in `root`: in EVALBOOK_CORPORA, in its default place, or fetched into the cache. */
export function corporaOf(root: string): Corpora {
  return openCorpora({ corporaFolder: corporaFolder(), root, cacheFolder: join(cacheFolder(), 'corpora') });
}

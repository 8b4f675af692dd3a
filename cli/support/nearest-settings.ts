// Finds the notebook that a folder belongs to, before its settings are read.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { settingsFile } from '../../harness/project.js';

/** Path of evalbook.json in `folder` (absolute) or the nearest parent; null if there is none. */
export function nearestSettings(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, settingsFile))) return join(at, settingsFile);
    if (at === dirname(at)) return null;
  }
}

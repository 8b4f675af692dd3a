// Makes the folder that a user names for output.
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../harness/core/errors.js';

/**
 * Makes `folder` and those above it, one by one: Node's own `recursive` does not return where a file system refuses with ENOENT, as
 * /proc does. Errors: UserError (exit 2) if it is not a folder, or cannot be made.
 */
export function makeFolder(folder: string): void {
  const found = isFolder(folder);
  if (found) return;
  if (found === false) throw new UserError(`${folder}: expected a folder to write to, found a file. Name another`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST')
      throw new UserError(`${folder}: expected a folder to write to, cannot make it (${code}). Name another`);
  }
}

/** null if nothing is there, or nothing that can be looked at. */
function isFolder(path: string): boolean | null {
  try {
    return statSync(path).isDirectory();
  } catch {
    return null;
  }
}

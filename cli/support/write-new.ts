// New files, all or none: `new` and `init` leave nothing half-written behind.
import { closeSync, mkdirSync, openSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exit, UserError } from '../../harness/core/errors.js';

/**
 * Writes files that do not exist yet, by their paths in `folder` (absolute), then runs `last`; if any of this fails, everything
 * created is removed again. Errors: UserError (exit 3) naming the file that cannot be written.
 */
export function writeNew(folder: string, files: Record<string, string>, last: () => void = () => {}): void {
  const undo: (() => void)[] = [];
  let writing = '';
  try {
    for (const [path, text] of Object.entries(files)) {
      writing = join(folder, path);
      makeFolder(dirname(writing), undo);
      const file = writing;
      const handle = openSync(file, 'wx');
      undo.push(() => rmSync(file));
      try {
        writeFileSync(handle, text);
      } finally {
        closeSync(handle);
      }
    }
    last();
  } catch (error) {
    for (const step of undo.reverse()) step();
    const { code } = error as NodeJS.ErrnoException;
    if (!code || error instanceof UserError) throw error;
    throw new UserError(
      `${writing}: cannot write (${code}); nothing was written. Make the folder writable, then run the same command again`,
      exit.incomplete,
    );
  }
}

/** Creates the folder and its missing parents; adds to `undo` how to remove those created. */
function makeFolder(folder: string, undo: (() => void)[]): void {
  const first = mkdirSync(folder, { recursive: true });
  const made: string[] = [];
  for (let at = folder; first !== undefined && at.length >= first.length; at = dirname(at)) made.unshift(at);
  undo.push(...made.map((one) => () => rmdirSync(one)));
}

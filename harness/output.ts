// Writes what a report consists of, or, with --check, compares it with what is there.
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sha256 } from './canonical.js';
import { root, runOptions } from './options.js';
import { writeWhole } from './store.js';

export interface Output {
  /** from the project's folder, with forward slashes */
  path: string;
  sha256: string;
  /** of a dataset: the first 8 digits of each line's SHA-256, so that a change can be found */
  lines?: string[];
}

const stale: string[] = [];

/** Files that `--check` found to differ from what the records give. */
export function stalePaths(): string[] {
  return [...stale];
}

/** Writes one file whole, or notes that it is stale. */
export function output(path: string, text: string): Output {
  const bytes = Buffer.from(text);
  const file = join(root(), path);
  if (!runOptions().check) {
    mkdirSync(join(file, '..'), { recursive: true });
    writeWhole(file, bytes);
  } else if (!same(file, bytes)) stale.push(path);
  return { path, sha256: sha256(bytes) };
}

/** Deletes (or notes as stale) a file that an earlier run wrote, and its folder under reports/ where that is empty then. */
export function discard(path: string): void {
  const file = join(root(), path);
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return;
  if (runOptions().check) stale.push(path);
  else {
    rmSync(file);
    if (dirname(path) !== 'reports' && readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
  }
}

function same(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

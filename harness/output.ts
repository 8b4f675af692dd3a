// Writes what a report consists of, or, with --check, compares it with what is there.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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

/** Removes (or notes as stale) the files of `folder` that are not among `paths`. */
export function sweep(folder: string, paths: string[]): void {
  for (const name of list(join(root(), folder))) {
    const path = `${folder}/${name}`;
    if (paths.includes(path)) continue;
    if (runOptions().check) stale.push(path);
    else rmSync(join(root(), path), { recursive: true });
  }
}

function same(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

// Writes the files of a report or, with --check, compares them with those on disk.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../core/canonical.js';
import type { Session } from '../core/session.js';
import { hashOf, writePieces, writeWhole } from '../core/whole-file.js';

export interface Output {
  /** relative to the project folder, with forward slashes */
  path: string;
  sha256: string;
  /**
   * The first 8 digits of the SHA-256 of each line, so that a change can be located. For a dataset: every line. For a record
   * file: only the lines that the report used, and `sha256` then covers these lines alone.
   */
  lines?: string[];
}

/** Writes whole files or, in a session with `check`, writes nothing and collects the paths that differ. */
export class Outputs {
  /** files that, under `--check`, differ from what the records produce */
  readonly stale: string[] = [];

  constructor(private readonly session: Session) {}

  write(path: string, text: string): Output {
    const { project, options } = this.session;
    const bytes = Buffer.from(text);
    const file = project.file(path);
    if (!options.check) writeWhole(file, bytes);
    else if (!same(file, bytes)) this.stale.push(path);
    return { path, sha256: sha256(bytes) };
  }

  /** A file that may be larger than one text. */
  writePieces(path: string, pieces: Iterable<string>): Output {
    const { project, options } = this.session;
    const file = project.file(path);
    if (!options.check) return { path, sha256: writePieces(file, pieces) };
    const hash = createHash('sha256');
    for (const text of pieces) hash.update(text);
    const found = hash.digest('hex');
    if (found !== hashIfThere(file)) this.stale.push(path);
    return { path, sha256: found };
  }

  /** Removes (or notes as stale) a file that an earlier run wrote, and its folder within the reports if it is then empty. */
  remove(path: string): void {
    const { project, options } = this.session;
    const file = project.file(path);
    if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return;
    if (options.check) {
      this.stale.push(path);
      return;
    }
    rmSync(file);
    const folder = dirname(file);
    if (folder !== project.file(project.reports) && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

function hashIfThere(file: string): string {
  try {
    return hashOf(file);
  } catch {
    return '';
  }
}

function same(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

// Writes what a report consists of, or, with --check, compares it with what is there.
import { lstatSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../core/canonical.js';
import type { Session } from '../core/session.js';
import { writeWhole } from '../records/store.js';

export interface Output {
  /** from the project's folder, with forward slashes */
  path: string;
  sha256: string;
  /**
   * The first 8 digits of the SHA-256 of lines, so that a change can be found: of a dataset, of every line; of a record file, of those that the
   * report used, and then `sha256` is over these lines alone.
   */
  lines?: string[];
}

/** Writes files whole, or, in a session with `check`, writes nothing and gathers the paths that differ. */
export class Outputs {
  /** files that `--check` found to differ from what the records give */
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

  /** Removes (or notes as stale) a file that an earlier run wrote, and its folder under the reports' where that is empty then. */
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

function same(file: string, bytes: Buffer): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

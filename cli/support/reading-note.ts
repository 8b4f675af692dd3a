// What a long reading has done so far, so that it can be interrupted: a line for each answer that holds, in a folder of the user's cache.
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, sha256 } from '../../harness/core/canonical.js';
import { readingNotes } from '../../harness/core/options.js';
import type { Project } from '../../harness/project.js';
import type { GenerationRecord } from '../../harness/records/records.js';

export class ReadingNote {
  private readonly file: string;
  private readonly done: Set<string>;

  /** The note of this project and model (by digest); what was noted before an interruption is taken up. */
  constructor(project: Project, digest: string) {
    this.file = join(readingNotes(), `${sha256(canonical({ folder: project.folder, digest })).slice(0, 16)}.txt`);
    this.done = new Set(linesOf(this.file));
  }

  /** Keys of `records` that were noted as they are now: a line that was changed since is read anew. */
  known(records: Iterable<GenerationRecord>): Set<string> {
    return new Set([...records].filter((record) => this.done.has(noteOf(record))).map(({ key }) => key));
  }

  add(record: GenerationRecord): void {
    mkdirSync(readingNotes(), { recursive: true });
    appendFileSync(this.file, `${noteOf(record)}\n`);
  }

  /** Everything is read: the next reading begins anew. */
  remove(): void {
    rmSync(this.file, { force: true });
  }
}

function noteOf(record: GenerationRecord): string {
  return sha256(canonical(record));
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(0, -1); // a last line without its end is torn
  } catch {
    return [];
  }
}

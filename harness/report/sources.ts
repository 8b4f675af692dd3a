// The datasets and record files that a report rests on, as files that an archive can name. A file that changed since is refused: its
// identifier would lead to other data than the report's.
import { readFileSync } from 'node:fs';
import { sha256 } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { contentSwhid } from '../core/swhid.js';
import type { Project } from '../project.js';
import { linesOf } from './manifest.js';
import type { Output } from './output.js';

export interface Source {
  /** relative to the project folder */
  path: string;
  /** of the whole file */
  swhid: string;
}

/** Datasets of a report, from the inputs in its manifest entry. Errors: UserError naming a file that is gone or changed. */
export function datasetSources(project: Project, inputs: readonly Output[]): Source[] {
  return within(project.datasets, inputs).map((file) => {
    const bytes = bytesOf(project, file);
    if (sha256(bytes) !== file.sha256) throw changed(file, 'the file');
    return { path: file.path, swhid: contentSwhid(bytes) };
  });
}

/**
 * Record files of a report: answers, verdicts, measurements, predictions, readers' labels. They may hold more lines than it used, and
 * get more when another script asks: so these identifiers are no part of the page. Errors: as `datasetSources`, also for a line that
 * the report used.
 */
export function recordSources(project: Project, inputs: readonly Output[]): Source[] {
  const files = within(project.records, inputs).filter(({ path }) => path !== project.at.readingRules);
  return files.map((file) => {
    const bytes = bytesOf(project, file);
    const used = new Set(file.lines);
    const found = file.lines ? linesOf(project.file(file.path), (_, short) => used.has(short)).sha256 : sha256(bytes);
    if (found !== file.sha256) throw changed(file, file.lines ? `the ${file.lines.length} lines` : 'the file');
    return { path: file.path, swhid: contentSwhid(bytes) };
  });
}

function within(folder: string, inputs: readonly Output[]): Output[] {
  return inputs.filter(({ path }) => path.startsWith(`${folder}/`));
}

function bytesOf(project: Project, file: Output): Buffer {
  try {
    return readFileSync(project.file(file.path));
  } catch {
    throw changed(file, 'the file');
  }
}

function changed({ path, sha256 }: Output, what: string): UserError {
  return new UserError(
    `${path}: expected ${what} that the report used, of SHA-256 ${sha256}, found no such file or other content. ` +
      `Restore it (\`git checkout -- ${path}\`), or rebuild the reports`,
  );
}

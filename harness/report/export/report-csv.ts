// The CSV of a report, as its manifest entry names it.
import { readFileSync } from 'node:fs';
import { sha256 } from '../../core/canonical.js';
import { UserError } from '../../core/errors.js';
import type { Project } from '../../project.js';
import { type ReportEntry, readManifest } from '../manifest.js';
import type { Output } from '../output.js';

export interface Report {
  /** e.g. "04-chickens-and-rabbits" */
  name: string;
  entry: ReportEntry;
}

/** A report by its number or name. Errors: UserError (exit 2) listing the reports there are. */
export function findReport(project: Project, wanted: string): Report {
  const { reports } = readManifest(project);
  const found = Object.entries(reports).find(([name]) => name === wanted || name.split('-')[0] === wanted);
  if (!found) {
    const names = Object.keys(reports).join(', ') || `none: run \`${project.commands.reportAll}\``;
    throw new UserError(`expected the number of a report that was built, one of ${names}, got "${wanted}"`);
  }
  const [name, entry] = found;
  return { name, entry };
}

/** Its bytes. Errors: UserError if the report has none, or other bytes than those in the manifest. */
export function reportCsv(project: Project, { name, entry }: Report): { bytes: Buffer; file: Output } {
  const path = project.at.report(name, 'csv');
  const file = entry.outputs.find((one) => one.path === path);
  if (!file) throw new UserError(`report ${name} has no answers of its own, so no CSV to export`);
  const bytes = read(project.file(path));
  if (bytes && sha256(bytes) === file.sha256) return { bytes, file };
  throw new UserError(
    `${path}: expected the file that ${project.at.manifest} names, of SHA-256 ${file.sha256}, found ${bytes ? 'another' : 'none'}. ` +
      `Rebuild it: ${project.commands.report(name)}`,
  );
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

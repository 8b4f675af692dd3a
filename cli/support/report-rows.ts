// The rows of a report, from its CSV, for the commands that look at them.
import { readFileSync } from 'node:fs';
import { UserError } from '../../harness/core/errors.js';
import { readCsv } from '../../harness/core/read-csv.js';
import type { Project } from '../../harness/project.js';
import { readManifest } from '../../harness/report/manifest.js';

/** A row of the CSV: column → cell. */
export type Line = Record<string, string>;

/** The name and rows of the report with this number or name. Errors: UserError (exit 2) if there is none, or it has no answers. */
export function rowsOf(project: Project, number: string | undefined): { report: string; path: string; lines: Line[] } {
  const { at } = project;
  const { reports } = readManifest(project);
  const names = Object.keys(reports);
  const report = names.find((name) => name === number || name.split('-')[0] === number?.padStart(2, '0'));
  if (!report) throw new UserError(`expected the number of a report, one of ${names.join(', ')}, got "${number ?? ''}"`);
  const path = at.report(report, 'csv');
  const withAnswers = names.filter((name) => reports[name]?.outputs.some((output) => output.path === at.report(name, 'csv')));
  if (!withAnswers.includes(report))
    throw new UserError(`report ${report} has no answers of its own; those that have: ${withAnswers.join(', ') || 'none'}`);
  return { report, path, lines: readCsv(readFileSync(project.file(path))) };
}

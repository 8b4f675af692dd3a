// A judge's reliability, as a line below its rates: its results on labelled public data (`make validate`) or, for a judge model,
// what `calibrate` measured. The rates of a judge model no better than chance are greyed.
import { readFileSync } from 'node:fs';
import { readCsv } from '../core/read-csv.js';
import type { Table } from '../core/tables.js';
import type { Judge } from '../core/types.js';
import type { Project } from '../project.js';

/** The table with its judge's line below, and the file that the line comes from added to its inputs. */
export function withTrust(table: Table, project: Project): Table {
  const { judge } = table;
  if (judge === undefined) return table;
  const trust = (typeof judge === 'string' ? undefined : judge.health?.(project)) ?? validation(judge, project);
  const columns = table.columns.map((column) => (column.align === 'right' && trust.weak ? { ...column, grey: true } : column));
  const inputs = [...(table.inputs ?? []), ...(trust.path ? [trust.path] : [])];
  return { ...table, columns, inputs, caption: `${table.caption ?? ''} ${trust.line}`.trim() };
}

/** The line for a rule-based judge, and its source file; a judge without an entry is reported as unproved, without a file. */
export function validation(
  judge: Pick<Judge, 'name' | 'origin'> | string,
  project: Project,
): { line: string; weak: boolean; path: string | null } {
  const name = typeof judge === 'string' ? judge : judge.name;
  const path = project.at.validation('csv');
  const of = (lines: Record<string, string>[]) => lines.filter((line) => line.judge === name);
  const own = of(read(project.file(path)));
  const ours = typeof judge !== 'string' && judge.origin === 'evalbook'; // a user's judge may share its name with one of ours
  const checks = own.length > 0 || !ours ? own : of(read(shipped));
  const [first] = checks;
  if (!first) return { line: `Judge ${name}: not validated on labelled data.`, weak: false, path: null };
  const passed = checks.filter((line) => line.passed === 'yes').length;
  const all = `${passed} of ${checks.length} checks on labelled data passed`;
  const link = own.length > 0 ? ' ([all](judge-validation.md))' : '';
  return {
    line: `Judge ${name}: ${first.measure}, ${first.measured}; ${all}${link}.`,
    weak: false,
    path: own.length > 0 ? path : null,
  };
}

/**
 * Results of evalbook's own judges, for a project that has validated none; same relative path in the package as in the
 * repository.
 */
const shipped = new URL('../../reports/judge-validation.csv', import.meta.url);

function read(file: string | URL): Record<string, string>[] {
  try {
    return readCsv(readFileSync(file));
  } catch {
    return []; // nothing was validated in this project
  }
}

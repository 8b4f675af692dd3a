// A judge's reliability, as a line below its rates: its results on labelled data (`make validate`) or, for a judge model,
// what `calibrate` measured. The rates of a judge model no better than chance are greyed.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Reading } from '../analysis/reading.js';
import { readCsv } from '../core/read-csv.js';
import type { Table } from '../core/tables.js';
import type { Judge } from '../core/types.js';
import type { Project } from '../project.js';
import { inputFile } from './code-sets.js';
import { readersLine } from './readings.js';

/**
 * The table with, for each of its judges, its line and what readers of this report say of it below, and the files that the lines come
 * from added to its inputs.
 */
export function withTrust(table: Table, project: Project, readings: readonly Reading[] = []): Table {
  const judges = new Map([table.judge ?? []].flat().map((judge) => [provedName(judge), judge]));
  return [...judges.values()].reduce((whole, judge) => withLine(whole, judge, project, readings), table);
}

function withLine(table: Table, judge: Judge | string, project: Project, readings: readonly Reading[]): Table {
  const trust = (typeof judge === 'string' ? undefined : judge.health?.(project)) ?? validation(judge, project);
  const columns = table.columns.map((column) => (column.align === 'right' && trust.weak ? { ...column, grey: true } : column));
  const inputs = [...(table.inputs ?? []), ...(trust.path ? [trust.path] : [])];
  const name = typeof judge === 'string' ? judge : judge.name;
  const readers = readersLine(readings, name, basename(project.at.judgeReaders('md')));
  return { ...table, columns, inputs, caption: [table.caption, trust.line, readers].filter(Boolean).join(' ') };
}

/** The name under which a judge was proved: an aspect is as good as the judge whose grades it reads. */
function provedName(judge: Pick<Judge, 'name' | 'aspectOf'> | string): string {
  return typeof judge === 'string' ? judge : (judge.aspectOf?.judge.name ?? judge.name);
}

/**
 * The line for a rule-based judge, and its source file; a judge without an entry is reported as unproved, without a file. An aspect is as
 * good as the judge whose grades it reads.
 */
export function validation(
  judge: Pick<Judge, 'name' | 'origin' | 'aspectOf'> | string,
  project: Project,
): { line: string; weak: boolean; path: string | null } {
  const name = provedName(judge);
  const path = project.at.validation('csv');
  const of = (input: string) => read(inputFile(project, input)).filter((line) => line.judge === name);
  const own = of(path);
  const ours = typeof judge !== 'string' && judge.origin === 'evalbook'; // a user's judge may share its name with one of ours
  const checks = own.length > 0 || !ours ? own : of(shipped);
  const [first] = checks;
  if (!first) return { line: `Judge ${name}: not validated on labelled data.`, weak: false, path: null };
  const passed = checks.filter((line) => line.passed === 'yes').length;
  const seeded = checks.filter((line) => line.corpus === '').length;
  const made = seeded ? `, ${seeded} of them on cases made from a seed` : '';
  const all = `${passed} of ${checks.length} checks on labelled data passed${made}`;
  const link = own.length > 0 ? ' ([all](judge-validation.md))' : '';
  return {
    line: `Judge ${name}: ${first.measure}, ${first.measured}; ${all}${link}.`,
    weak: false,
    path: own.length > 0 ? path : shipped,
  };
}

/**
 * Results of evalbook's own judges, for a project that has validated none; same relative path in the package as in the
 * repository.
 */
const shipped = 'evalbook:reports/judge-validation.csv';

function read(file: string): Record<string, string>[] {
  try {
    return readCsv(readFileSync(file));
  } catch {
    return []; // nothing was validated in this project
  }
}

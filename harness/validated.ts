// What a judge reached on labelled public data, as a line below its rates: reports/judge-validation.csv, which `make validate` writes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './options.js';
import { readCsv } from './read-csv.js';

const path = 'reports/judge-validation.csv';

/** The line for a judge of rules, and the file that it comes from; a judge without an entry is said to be unproved, by no file. */
export function validation(judge: string): { line: string; weak: boolean; path: string | null } {
  const checks = read().filter((line) => line.judge === judge);
  const [first] = checks;
  if (!first) return { line: `Judge ${judge}: not validated on labelled data.`, weak: false, path: null };
  const passed = checks.filter((line) => line.passed === 'yes').length;
  const all = `${passed} of ${checks.length} checks on labelled data passed`;
  return { line: `Judge ${judge}: ${first.measure}, ${first.measured}; ${all} ([all](judge-validation.md)).`, weak: false, path };
}

function read(): Record<string, string>[] {
  try {
    return readCsv(readFileSync(join(root(), path)));
  } catch {
    return []; // nothing was validated in this project
  }
}

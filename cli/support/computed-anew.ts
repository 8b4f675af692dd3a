// The numbers of all reports, computed anew from their CSVs by harness/check.
import { readFileSync } from 'node:fs';
import { recompute } from '../../harness/check/recompute.js';
import { readCsv } from '../../harness/core/read-csv.js';
import type { Project } from '../../harness/project.js';
import type { Fault } from '../../harness/report/fault.js';
import { readManifest } from '../../harness/report/manifest.js';

export interface Numbers {
  /** rates and comparisons that were computed anew */
  checked: number;
  /** those whose rows, scores or fields no CSV holds */
  unchecked: number;
  faults: Fault[];
}

/** Most faults of a report that are told one by one: where the arithmetic differs, every number does. */
const most = 5;

export function computedAnew(project: Project): Numbers {
  const all: Numbers = { checked: 0, unchecked: 0, faults: [] };
  for (const [name, { statistics, headlines, differences = [] }] of Object.entries(readManifest(project).reports)) {
    const [page, csv] = [project.at.report(name, 'md'), project.at.report(name, 'csv')].map((path) => read(project.file(path)));
    if (!statistics || !page || !csv) continue; // a file that is not there is a fault of its own
    const { checked, unchecked, faults } = recompute({
      csv: rowsIn(csv),
      page: page.toString('utf8'),
      statistics,
      headlines,
      differences,
    });
    const where = project.at.report(name, 'md');
    const more = faults.length > most ? [`${faults.length - most} more numbers are not what the CSV gives`] : [];
    all.checked += checked;
    all.unchecked += unchecked;
    all.faults.push(...[...faults.slice(0, most), ...more].map((what) => ({ where, what })));
  }
  return all;
}

/** No rows if it is no CSV: then its hash does not hold either, and no number does. */
function rowsIn(csv: Buffer): Record<string, string>[] {
  try {
    return readCsv(csv);
  } catch {
    return [];
  }
}

function read(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}

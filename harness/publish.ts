// Makes a report known: its entry in the manifest, and the pages that list all reports.
import { join } from 'node:path';
import { writeIndex } from './index-page.js';
import { lock } from './lock.js';
import { manifestPath, type ReportEntry, readManifest, writeManifest } from './manifest.js';
import { root, runOptions } from './options.js';
import { say } from './progress.js';

type Reports = Record<string, ReportEntry>;

/**
 * Puts the entry of report `name` in its place and writes the pages that list it; with --check it only notes what is stale. Errors: UserError (exit 3) where another process keeps the manifest, or it cannot be written.
 */
export function publish(name: string, entry: ReportEntry): Promise<void> {
  return changeReports((reports) => ({ ...reports, [name]: entry }));
}

/** One process at a time reads, changes and writes, or the entry of the other would be lost; --check writes nothing and waits for nobody. */
async function changeReports(change: (reports: Reports) => Reports): Promise<void> {
  const { check, quiet } = runOptions();
  const waiting = (holder: string) => say(`${manifestPath}: waiting for ${holder}, which is writing it`, quiet);
  const free = check ? () => {} : await lock(join(root(), manifestPath), waiting);
  try {
    writeIndex(writeManifest(change(readManifest().reports)));
  } finally {
    free();
  }
}

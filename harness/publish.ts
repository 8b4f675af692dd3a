// Makes a report known, and forgets one whose script is gone: its entry in the manifest, the pages that list all reports, and the files
// that an earlier run wrote and this one does not. The manifest says what we wrote; nothing else in reports/ is ever deleted.
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { writeIndex } from './index-page.js';
import { lock } from './lock.js';
import { manifestPath, type ReportEntry, readManifest, writeManifest } from './manifest.js';
import { root, runOptions } from './options.js';
import { discard } from './output.js';
import { say } from './progress.js';

type Reports = Record<string, ReportEntry>;

/**
 * Puts the entry of report `name` in its place, writes the pages that list it, and deletes what its entry had as outputs before and has no
 * more; with --check it only notes what is stale. Errors: UserError (exit 3) where another process keeps the manifest, or it cannot be written.
 */
export function publish(name: string, entry: ReportEntry): Promise<void> {
  return changeReports((reports) => {
    const now = new Set(entry.outputs.map(({ path }) => path));
    for (const path of written(name, reports[name])) if (!now.has(path)) discard(path);
    return { ...reports, [name]: entry };
  });
}

/** Forgets the reports whose script, numbered or not, is gone, with the files that they consist of. Errors: as `publish`. */
export async function forgetGone(): Promise<void> {
  const isGone = (name: string) => !existsSync(join(root(), 'experiments', `${name}.ts`));
  if (!Object.keys(readManifest().reports).some(isGone)) return;
  await changeReports((reports) => {
    const all = Object.entries(reports);
    for (const [name, entry] of all) if (isGone(name)) written(name, entry).forEach(discard);
    return Object.fromEntries(all.filter(([name]) => !isGone(name)));
  });
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

/** The outputs of an entry, but for any that is not the report's own: a manifest may have been edited or merged by hand. */
function written(name: string, entry: ReportEntry | undefined): string[] {
  const own = (path: string) =>
    posix.normalize(path) === path &&
    (path === `reports/${name}.md` || path === `reports/${name}.csv` || path.startsWith(`reports/${name}/`));
  return (entry?.outputs ?? []).map(({ path }) => path).filter(own);
}

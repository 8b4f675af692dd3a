// Publishes a report, and removes one whose script is gone: its manifest entry, its lines on the pages that list all reports, and
// files that an earlier run wrote but this one does not. Only files that the manifest lists as ours are ever deleted.
import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { say } from '../core/progress.js';
import type { Session } from '../core/session.js';
import type { Project } from '../project.js';
import { lock } from '../records/lock.js';
import { type CodeSet, setHash } from './code-sets.js';
import { writeIndex } from './index-page.js';
import { type ReportEntry, readManifest, writeManifest } from './manifest.js';
import { Outputs } from './output.js';
import { writeReaders } from './readers-page.js';

type Reports = Record<string, ReportEntry>;

/**
 * Stores the entry of report `name` and the sets of code that it rests on, writes the pages that list it, and deletes outputs of its previous entry that are not in the
 * new one; with --check it only notes what is stale. Errors: UserError (exit 3) if another process holds the manifest, or it
 * cannot be written.
 */
export async function publish(
  session: Session,
  outputs: Outputs,
  name: string,
  entry: ReportEntry,
  sets: readonly CodeSet[],
): Promise<void> {
  await changeReports(session, outputs, sets, (reports) => {
    const now = new Set(entry.outputs.map(({ path }) => path));
    for (const path of written(session.project, name, reports[name])) if (!now.has(path)) outputs.remove(path);
    return { ...reports, [name]: entry };
  });
}

/**
 * Removes the reports whose script, numbered or not, is gone, together with their files. With --check, returns what is stale.
 * Errors: as `publish`.
 */
export async function forgetGone(session: Session): Promise<string[]> {
  const { project } = session;
  const isGone = (name: string) => !existsSync(project.file(project.at.experiment(name)));
  if (!Object.keys(readManifest(project).reports).some(isGone)) return [];
  const outputs = new Outputs(session);
  await changeReports(session, outputs, [], (reports) => {
    const all = Object.entries(reports);
    for (const [name, entry] of all) if (isGone(name)) for (const path of written(project, name, entry)) outputs.remove(path);
    return Object.fromEntries(all.filter(([name]) => !isGone(name)));
  });
  return outputs.stale;
}

/**
 * One process at a time reads, changes and writes; otherwise another's entry would be lost. --check writes nothing and does not
 * wait.
 */
async function changeReports(
  { project, options }: Session,
  outputs: Outputs,
  sets: readonly CodeSet[],
  change: (reports: Reports) => Reports,
): Promise<void> {
  const path = project.at.manifest;
  const waiting = (holder: string) => say(`${path}: waiting for ${holder}, which is writing it`, options.quiet);
  const free = options.check ? () => {} : await lock(project.file(path), waiting);
  try {
    const { code, reports } = readManifest(project);
    const all = { ...code, ...Object.fromEntries(sets.map((set) => [setHash(set), set])) };
    const manifest = writeManifest(project, outputs, change(reports), all);
    writeIndex(project, outputs, manifest);
    writeReaders(project, outputs, manifest);
  } finally {
    free();
  }
}

/** The outputs of an entry, except any that do not belong to the report: a manifest may have been edited or merged by hand. */
function written({ at }: Project, name: string, entry: ReportEntry | undefined): string[] {
  const pages = [at.report(name, 'md'), at.report(name, 'csv')];
  const own = (path: string) =>
    posix.normalize(path) === path && (pages.includes(path) || path.startsWith(`${at.figures(name)}/`));
  return (entry?.outputs ?? []).map(({ path }) => path).filter(own);
}

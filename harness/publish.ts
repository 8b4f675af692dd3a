// Puts a finished report in its place: its manifest entry, the list of reports, and the project's pages.
import { writeIndex } from './index-page.js';
import { type ReportEntry, readManifest, recordReport } from './manifest.js';
import type { Outputs } from './output.js';
import type { Session } from './session.js';

/** Figures of an earlier run that this one does not write are removed; nothing else is. */
export async function publish({ project }: Session, outputs: Outputs, name: string, entry: ReportEntry): Promise<void> {
  const now = new Set(entry.outputs.map(({ path }) => path));
  for (const { path } of readManifest(project).reports[name]?.outputs ?? []) if (!now.has(path)) outputs.remove(path);
  writeIndex(project, outputs, recordReport(project, outputs, name, entry));
}

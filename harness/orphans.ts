// Reports whose script is gone are forgotten: their entry in the manifest, and the files that it says we wrote. Nothing else is touched.
import { existsSync, rmdirSync } from 'node:fs';
import { writeIndex } from './index-page.js';
import { readManifest, writeManifest } from './manifest.js';
import { Outputs } from './output.js';
import type { Session } from './session.js';

/** Removes them; with --check, returns the files that are stale. */
export async function dropOrphans(session: Session): Promise<string[]> {
  const { project, options } = session;
  const { reports } = readManifest(project);
  const gone = Object.entries(reports).filter(([name]) => !existsSync(project.file(project.at.experiment(name))));
  if (gone.length === 0) return [];
  const outputs = new Outputs(session);
  for (const [name, entry] of gone) {
    for (const { path } of entry.outputs) outputs.remove(path);
    if (!options.check) removeIfEmpty(project.file(project.at.figures(name)));
  }
  const kept = Object.entries(reports).filter((one) => !gone.some(([name]) => name === one[0]));
  writeIndex(project, outputs, writeManifest(project, outputs, Object.fromEntries(kept)));
  return outputs.stale;
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // absent, or it holds what is not ours
  }
}

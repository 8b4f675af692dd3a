// A process that runs one script once: what it imports has to be read anew after each change. Everything that does not change is loaded
// beforehand. It asks no model and writes no file: what would be written goes to the process that started it.
import { pathToFileURL } from 'node:url';
import { sha256 } from '../../harness/core/canonical.js';
import { failureOf } from '../../harness/core/failure.js';
import { loopOf } from '../../harness/core/loops.js';
import { noOptions } from '../../harness/core/options.js';
import { findProject } from '../../harness/project.js';
import type { GenerationRecord } from '../../harness/records/records.js';
import { readStore } from '../../harness/records/store.js';
import { scriptAddress } from '../../harness/report/notebook.js';
import { Outputs } from '../../harness/report/output.js';

/** What the worker sends when it is done. */
export interface Rewoven {
  /** file contents by path from the project's folder */
  files: Record<string, string>;
  /** null: none */
  problem: string | null;
}

const files: Record<string, string> = {};
Outputs.prototype.write = (path, text) => {
  files[path] = text;
  return { path, sha256: sha256(text) };
};
Outputs.prototype.remove = () => undefined;

await Promise.all([
  import('../../harness/index.js'),
  import('../../judges/index.js'),
  import('../../models/index.js'),
  import('vega'),
  import('vega-lite'),
]);

/** What takes longest of all, and depends on the recorded answers alone, is done while the process waits. */
function warm(paths: readonly string[]): void {
  for (const path of paths)
    try {
      for (const record of readStore<GenerationRecord>(process.cwd(), path).first.values()) loopOf(record);
    } catch {
      // the script says what is wrong with it
    }
}

process.on('message', async (message: string | string[]) => {
  if (Array.isArray(message)) return warm(message);
  const script = message;
  const project = findProject(process.cwd());
  let problem: string | null = null;
  try {
    await import(scriptAddress(pathToFileURL(project.file(script)).href, { ...noOptions, check: true, quiet: true }));
  } catch (error) {
    const { where, message } = failureOf(project, script, error);
    problem = `${where}: ${message}`;
  }
  process.send?.({ files, problem } satisfies Rewoven, () => process.exit());
});
process.once('disconnect', () => process.exit());
process.send?.('ready');

// A process that runs a script again and again, each time as it is in its file; what the script imports is loaded once, so that another process is
// needed when that changes. It asks no model and writes no file: what would be written goes to the process that started it.
import { pathToFileURL } from 'node:url';
import { sha256 } from '../../harness/core/canonical.js';
import { failureOf } from '../../harness/core/failure.js';
import { noOptions } from '../../harness/core/run-options.js';
import { findProject } from '../../harness/project.js';
import { scriptAddress } from '../../harness/report/notebook.js';
import { Outputs } from '../../harness/report/output.js';

/** What the worker sends when it is done. */
export interface Rewoven {
  /** file contents by path from the project's folder */
  files: Record<string, string>;
  /** null: none */
  problem: string | null;
}

let files: Record<string, string> = {};
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

process.on('message', async (script: string) => {
  const project = findProject(process.cwd());
  files = {};
  let problem: string | null = null;
  try {
    await import(scriptAddress(pathToFileURL(project.file(script)).href, { ...noOptions, check: true, quiet: true }, true));
  } catch (error) {
    const { where, message } = failureOf(project, script, error);
    problem = `${where}: ${message}`;
  }
  process.send?.({ files, problem } satisfies Rewoven);
});
process.once('disconnect', () => process.exit());

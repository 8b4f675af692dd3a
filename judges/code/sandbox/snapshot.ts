// A snapshot of the warm interpreter's memory: made once from trusted code only, named by the hashes of its inputs, and prefixed
// with its own hash, which every child verifies before loading it.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pyodideFolder } from './level.js';

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Absolute path of the snapshot in `folder`, created if absent or damaged (takes some seconds). Errors: Error if Pyodide does not
 * load.
 */
export async function snapshot(folder: string): Promise<string> {
  // realm.mjs holds the hashes of Pyodide's files
  const parts = ['realm.mjs', 'shell.mjs', 'guard.mjs', 'make-snapshot.mjs', 'analyse.py'].map((name) =>
    readFileSync(join(here, name)),
  );
  const key = createHash('sha256').update(Buffer.concat(parts)).update(process.version).digest('hex');
  const file = join(folder, `pyodide-${key.slice(0, 16)}.bin`);
  if (intact(file)) return file;
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await promisify(execFile)(process.execPath, [join(here, 'make-snapshot.mjs'), pyodideFolder, draft], { env: {} });
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return file;
}

function intact(file: string): boolean {
  try {
    const whole = readFileSync(file);
    const seal = createHash('sha256').update(whole.subarray(32)).digest();
    return whole.length > 32 && seal.equals(whole.subarray(0, 32));
  } catch {
    return false;
  }
}

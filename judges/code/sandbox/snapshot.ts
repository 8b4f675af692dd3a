// The interpreter's memory, warm: made once from trusted code alone, named by the hashes of all that it is made of, and checked before each
// use, since a child starts from it.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pyodideFolder } from './level.js';

const here = dirname(fileURLToPath(import.meta.url));

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Absolute path of the snapshot in `folder`, made where it is absent or damaged (some seconds). */
export async function snapshot(folder: string): Promise<string> {
  const parts = [
    readFileSync(join(here, 'realm.mjs')),
    readFileSync(join(here, 'make-snapshot.mjs')),
    Buffer.from(process.version),
  ];
  const file = join(folder, `pyodide-${sha256(Buffer.concat(parts)).slice(0, 16)}.bin`);
  if (intact(file)) return file;
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  try {
    await promisify(execFile)(process.execPath, [join(here, 'make-snapshot.mjs'), pyodideFolder, draft], { env: {} });
    const sum = sha256(readFileSync(draft));
    writeFileSync(`${file}.sha256`, sum);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
  return file;
}

function intact(file: string): boolean {
  if (!existsSync(file) || !existsSync(`${file}.sha256`)) return false;
  return sha256(readFileSync(file)) === readFileSync(`${file}.sha256`, 'utf8');
}

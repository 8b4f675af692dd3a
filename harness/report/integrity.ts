// Holds every file that the manifest names against its hash, and says which line is not what it was.
import { readFileSync } from 'node:fs';
import { sha256 } from '../core/canonical.js';
import type { Project } from '../project.js';
import { readStore } from '../records/store.js';
import { lineHashes, readManifest } from './manifest.js';

export interface Fault {
  /** file, with a line where it is known: `records/m/d.jsonl:3` */
  where: string;
  what: string;
}

/** All files of the manifest that are missing or changed. */
export function faults(project: Project): Fault[] {
  const files = new Map(
    Object.values(readManifest(project).reports).flatMap(({ inputs, outputs }) =>
      [...inputs, ...outputs].map((file) => [file.path, file]),
    ),
  );
  return [...files.values()].flatMap(({ path, sha256: expected, lines }) => {
    let bytes: Buffer;
    try {
      bytes = readFileSync(project.file(path));
    } catch {
      return [{ where: path, what: `expected SHA-256 ${expected}, found no such file` }];
    }
    const got = sha256(bytes);
    if (got === expected) return [];
    return [{ where: `${path}${lineOf(project, path, bytes, lines)}`, what: `expected SHA-256 ${expected}, got ${got}` }];
  });
}

/** ":N" of the first changed line, where the file's lines are known one by one. */
function lineOf(project: Project, path: string, bytes: Buffer, lines: string[] | undefined): string {
  if (path.startsWith(`${project.records}/`)) {
    try {
      readStore(project.folder, path);
      return '';
    } catch (error) {
      return /:\d+(?=: )/.exec((error as Error).message)?.[0] ?? '';
    }
  }
  if (!lines) return '';
  const now = lineHashes(bytes);
  const first = Array.from({ length: Math.max(lines.length, now.length) }, (_, i) => i).find((i) => lines[i] !== now[i]);
  return first === undefined ? '' : `:${first + 1}`;
}

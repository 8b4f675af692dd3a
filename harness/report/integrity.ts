// Checks every file named in the manifest against its hash, and reports which line has changed.
import { readFileSync } from 'node:fs';
import { sha256 } from '../core/canonical.js';
import type { Project } from '../project.js';
import { readStore } from '../records/store.js';
import { codeFaults } from './code-faults.js';
import { inputFile } from './code-sets.js';
import type { Fault } from './fault.js';
import { lineHashes, linesOf, readManifest } from './manifest.js';
import type { Output } from './output.js';

/** All files of the manifest that are missing or changed: inputs, outputs, and the code beneath. */
export function faults(project: Project): Fault[] {
  const manifest = readManifest(project);
  const files = new Map(
    Object.values(manifest.reports).flatMap(
      // reports use different lines of the same record file
      ({ inputs, outputs }) => [...inputs, ...outputs].map((file) => [`${file.path} ${file.sha256}`, file]),
    ),
  );
  const changed = [...files.values()].flatMap((file) => {
    const { path, sha256: expected, lines } = file;
    if (lines && path.startsWith(`${project.records}/`)) return recordFaults(project, file);
    let bytes: Buffer;
    try {
      bytes = readFileSync(inputFile(project, path));
    } catch {
      return [{ where: path, what: `expected SHA-256 ${expected}, found no such file` }];
    }
    const got = sha256(bytes);
    if (got === expected) return [];
    return [{ where: `${path}${lineOf(bytes, lines)}`, what: `expected SHA-256 ${expected}, got ${got}` }];
  });
  return [...changed, ...codeFaults(project, manifest)];
}

/** A record file may contain more than a report used; the lines that it used must exist, unchanged and in order. */
function recordFaults(project: Project, { path, sha256: expected, lines = [] }: Output): Fault[] {
  try {
    readStore(project.folder, path, ({ key }) => ({ key })); // checks each line against its own checksum
  } catch (error) {
    const { message } = error as Error;
    const where = message.slice(0, message.indexOf(': '));
    return [{ where, what: message.slice(where.length + 2) }];
  }
  const wanted = new Set(lines);
  const { sha256: got, lines: there } = linesOf(project.file(path), (_, short) => wanted.has(short));
  if (got === expected) return [];
  const found = new Set(there);
  const gone = lines.findIndex((line) => !found.has(line));
  const which = gone < 0 ? 'they are in another order' : `the one that was number ${gone + 1} of them is gone or changed`;
  return [
    { where: path, what: `expected ${lines.length} lines that a report used, of SHA-256 ${expected}, got ${got}: ${which}` },
  ];
}

/** ":N" of the first changed line of a dataset. */
function lineOf(bytes: Buffer, lines: string[] | undefined): string {
  if (!lines) return '';
  const now = lineHashes(bytes);
  const first = Array.from({ length: Math.max(lines.length, now.length) }, (_, i) => i).find((i) => lines[i] !== now[i]);
  return first === undefined ? '' : `:${first + 1}`;
}

// reports/manifest.json: every input and output of every report, and every file of the code that it rests on, with its SHA-256; one
// report or set of code per line in canonical JSON, so that a diff shows which changed. A report's evidence hash covers its inputs,
// its code and its CSV; the page itself quotes that hash, so the page cannot be covered.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Reading } from '../analysis/reading.js';
import { byCodePoint, canonical, sha256 } from '../core/canonical.js';
import type { Difference } from '../core/content.js';
import { fileLines } from '../core/file-lines.js';
import type { Statistics } from '../core/statistics.js';
import type { Project } from '../project.js';
import { type CodeSet, inputFile, setHash } from './code-sets.js';
import type { Output, Outputs } from './output.js';

export interface ReportEntry {
  title: string;
  /** SHA-256 over the canonical JSON of inputs, code, models, judges and the CSV's hash */
  evidence: string;
  inputs: Output[];
  /** the sets of code that it rests on; their files are in the manifest's `code`. Absent in an entry of version 1 */
  code?: UsedSet[];
  models: { id: string; family: string; digest: string; format: string }[];
  judges: { name: string; version: string }[];
  rows: number;
  unscored: number;
  drifted: number;
  outputs: Output[];
  headlines: HeadlineEntry[];
  /** two models on the same questions; absent if the script compares none beside its headline */
  differences?: Difference[];
  /** the rates and comparisons that it prints, for a check from the CSV; absent if it prints none */
  statistics?: Statistics;
  /** for the project's front pages; absent if the script provides nothing for them */
  front?: FrontEntry;
  /** its judges against readers; absent if nobody read its answers */
  readings?: Reading[];
}

/** What a report depends on; the full entry adds its outputs and findings. */
export type Grounds = Omit<ReportEntry, 'outputs' | 'headlines' | 'differences' | 'statistics' | 'front' | 'readings'>;

export interface UsedSet {
  name: string;
  /** `setHash` of it */
  sha256: string;
  /** how many files, or libraries */
  count: number;
}

/** A rate of a model, and the values of the fields that split it. */
export interface HeadlineEntry extends Record<string, string | undefined> {
  model: string;
  /** what prose calls the model */
  title?: string;
  text: string;
  /** the rate, rounded to a whole per cent; absent if nothing was scored, or if it is a single answer */
  percent?: string;
}

export interface FrontEntry {
  /** the title in Chinese */
  zh?: string;
  /** headlines and groups in Chinese */
  names?: Record<string, string>;
  /** the finding in one sentence */
  says?: { en: string; zh: string };
  /** addresses relative to reports/ */
  picture?: { alt: string; light: string; dark: string };
}

export interface Manifest {
  version: 2;
  /** sets of code by their `setHash`, each once; two of one name where reports were built with different code */
  code: Record<string, CodeSet>;
  /** by report, e.g. "04-chickens-and-rabbits" */
  reports: Record<string, ReportEntry>;
}

/** The manifest on disk; a missing or unreadable one counts as empty, since it can be rebuilt. Of version 1, without code. */
export function readManifest(project: Project): Manifest {
  let found: Partial<Manifest> = {};
  try {
    found = JSON.parse(readFileSync(project.file(project.at.manifest), 'utf8')) as Partial<Manifest>;
  } catch {
    // rebuilt by the next run
  }
  return { version: 2, code: found.code ?? {}, reports: found.reports ?? {} };
}

/** Evidence hash of a report. */
export function evidenceOf(entry: Pick<ReportEntry, 'inputs' | 'code' | 'models' | 'judges'>, csv: Output | undefined): string {
  const { code, models, judges } = entry;
  const inputs = entry.inputs.map(({ path, sha256 }) => ({ path, sha256 }));
  return sha256(canonical({ inputs, code, models, judges, csv: csv?.sha256 ?? null }));
}

/** How a report's entry names the sets that it rests on. */
export function usedSets(sets: readonly CodeSet[]): UsedSet[] {
  return sets.map((set) => ({ name: set.name, sha256: setHash(set), count: Object.keys(set.files).length }));
}

/** Writes the manifest: reports in order, and of `sets` those that a report names. */
export function writeManifest(
  project: Project,
  outputs: Outputs,
  reports: Record<string, ReportEntry>,
  sets: Record<string, CodeSet>,
): Manifest {
  const names = Object.keys(reports).sort(byCodePoint);
  const used = new Set(Object.values(reports).flatMap(({ code = [] }) => code.map((one) => one.sha256)));
  const manifest: Manifest = {
    version: 2,
    code: Object.fromEntries(Object.entries(sets).filter(([hash]) => used.has(hash))),
    reports: Object.fromEntries(names.map((name) => [name, reports[name] as ReportEntry])),
  };
  outputs.write(project.at.manifest, manifestText(manifest));
  return manifest;
}

/**
 * The manifest as written: canonical JSON, except for a line feed before each set and each report and after the last; ends with a
 * line feed.
 */
export function manifestText({ version, code, reports }: Manifest): string {
  const lines = (all: Record<string, unknown>) =>
    Object.keys(all)
      .sort(byCodePoint)
      .map((name) => `\n${JSON.stringify(name)}:${canonical(all[name])}`)
      .join(',');
  return `{"code":{${lines(code)}\n},"reports":{${lines(reports)}\n},"version":${version}}\n`;
}

/** Hash of a file that a report depends on; a missing file (nothing recorded yet) hashes as empty. */
export function input(project: Project, file: string): Output {
  const bytes = read(inputFile(project, file));
  return { path: file, sha256: sha256(bytes), ...(file.startsWith(`${project.datasets}/`) ? { lines: lineHashes(bytes) } : {}) };
}

/**
 * Hash of the lines of a record file that a report used, in file order, so that requests of other scripts on the same dataset
 * change nothing. Includes drift of the keys used.
 */
export function recordInput(project: Project, file: string, keys: ReadonlySet<string>): Output {
  return { path: file, ...linesOf(project.file(file), (line) => keys.has(keyOf(line))) };
}

/**
 * SHA-256 over the complete lines of a record file that are wanted, and the first 8 digits of each line's own; a missing file has no lines.
 * `isWanted` gets a line's bytes and those digits.
 */
export function linesOf(file: string, isWanted: (line: Buffer, short: string) => boolean): { sha256: string; lines: string[] } {
  const hash = createHash('sha256');
  const lines: string[] = [];
  try {
    for (const { bytes, whole } of fileLines(file)) {
      if (!whole) break;
      const short = sha256(bytes).slice(0, 8);
      if (!isWanted(bytes, short)) continue;
      hash.update(bytes).update('\n');
      lines.push(short);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error; // it cannot be read: no lines
  }
  return { sha256: hash.digest('hex'), lines };
}

const beforeKey = '{"key":"';

/** Every line begins with its key (records/store.ts). */
function keyOf(line: Buffer): string {
  if (line.toString('latin1', 0, beforeKey.length) !== beforeKey) return '';
  const end = line.indexOf('"', beforeKey.length);
  return end < 0 ? '' : line.toString('utf8', beforeKey.length, end);
}

/** The first 8 digits of the SHA-256 of each line. */
export function lineHashes(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .map((line) => sha256(Buffer.from(line, 'latin1')).slice(0, 8));
}

function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}

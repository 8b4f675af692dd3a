// reports/manifest.json: every input and output of every report with its SHA-256, one report per line in canonical JSON, so that
// a diff shows which reports changed. A report's evidence hash covers its inputs and its CSV; the page itself quotes that hash,
// so the page cannot be covered.
import { readFileSync } from 'node:fs';
import { byCodePoint, canonical, sha256 } from '../core/canonical.js';
import type { Difference } from '../core/content.js';
import type { Project } from '../project.js';
import type { Output, Outputs } from './output.js';

export interface ReportEntry {
  title: string;
  /** SHA-256 over the canonical JSON of inputs, models, judges and the CSV's hash */
  evidence: string;
  inputs: Output[];
  models: { id: string; family: string; digest: string; format: string }[];
  judges: { name: string; version: string }[];
  rows: number;
  unscored: number;
  drifted: number;
  outputs: Output[];
  headlines: HeadlineEntry[];
  /** two models on the same questions; absent if the script compares none beside its headline */
  differences?: Difference[];
  /** for the project's front pages; absent if the script provides nothing for them */
  front?: FrontEntry;
}

/** What a report depends on; the full entry adds its outputs and findings. */
export type Grounds = Omit<ReportEntry, 'outputs' | 'headlines' | 'differences' | 'front'>;

/** A rate of a model, and the values of the fields that split it. */
export interface HeadlineEntry extends Record<string, string> {
  model: string;
  text: string;
}

export interface FrontEntry {
  /** the title in Chinese */
  zh?: string;
  /** the finding in one sentence */
  says?: { en: string; zh: string };
  /** addresses relative to reports/ */
  picture?: { alt: string; light: string; dark: string };
}

export interface Manifest {
  version: 1;
  /** by report, e.g. "04-chickens-and-rabbits" */
  reports: Record<string, ReportEntry>;
}

/** The manifest on disk; a missing or unreadable one counts as empty, since it can be rebuilt. */
export function readManifest(project: Project): Manifest {
  try {
    return JSON.parse(readFileSync(project.file(project.at.manifest), 'utf8')) as Manifest;
  } catch {
    return { version: 1, reports: {} };
  }
}

/** Evidence hash of a report. */
export function evidenceOf(entry: Pick<ReportEntry, 'inputs' | 'models' | 'judges'>, csv: Output | undefined): string {
  const { models, judges } = entry;
  const inputs = entry.inputs.map(({ path, sha256 }) => ({ path, sha256 }));
  return sha256(canonical({ inputs, models, judges, csv: csv?.sha256 ?? null }));
}

/** Writes the manifest with its reports in order. */
export function writeManifest(project: Project, outputs: Outputs, reports: Record<string, ReportEntry>): Manifest {
  const names = Object.keys(reports).sort(byCodePoint);
  const manifest: Manifest = {
    version: 1,
    reports: Object.fromEntries(names.map((name) => [name, reports[name] as ReportEntry])),
  };
  outputs.write(project.at.manifest, manifestText(manifest));
  return manifest;
}

/**
 * The manifest as written: canonical JSON, except for a line feed before each report and after the last; ends with a line feed.
 */
export function manifestText({ version, reports }: Manifest): string {
  const names = Object.keys(reports).sort(byCodePoint);
  const lines = names.map((name) => `\n${JSON.stringify(name)}:${canonical(reports[name])}`);
  return `{"reports":{${lines.join(',')}\n},"version":${version}}\n`;
}

/** Hash of a file that a report depends on; a missing file (nothing recorded yet) hashes as empty. */
export function input(project: Project, file: string): Output {
  const bytes = read(project.file(file));
  return { path: file, sha256: sha256(bytes), ...(file.startsWith(`${project.datasets}/`) ? { lines: lineHashes(bytes) } : {}) };
}

/**
 * Hash of the lines of a record file that a report used, in file order, so that requests of other scripts on the same dataset
 * change nothing. Includes drift of the keys used.
 */
export function recordInput(project: Project, file: string, keys: ReadonlySet<string>): Output {
  const lines = linesIn(read(project.file(file))).filter((line) => keys.has(keyOf(line)));
  return { path: file, sha256: sha256(lines.map((line) => `${line}\n`).join('')), lines: lines.map(shortHash) };
}

/** Complete lines of a record file. */
export function linesIn(bytes: Buffer): string[] {
  return bytes.toString('utf8').split('\n').slice(0, -1);
}

/** Every line begins with its key (records/store.ts). */
function keyOf(line: string): string {
  return /^\{"key":"([^"]*)"/.exec(line)?.[1] ?? '';
}

/** The first 8 digits of a line's SHA-256. */
export function shortHash(line: string): string {
  return sha256(line).slice(0, 8);
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

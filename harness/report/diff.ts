// Compares the reports of two commits, folders, or the files here: which numbers changed, which answers changed their verdict, and what
// changed them.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { byCodePoint } from '../core/canonical.js';
import { UserError } from '../core/errors.js';
import { readCsv } from '../core/read-csv.js';
import { type Project, settingsFile } from '../project.js';
import type { Manifest, ReportEntry } from './manifest.js';

/** Passed, scored and unscored of one model under one judge on one dataset. */
export interface Count {
  passed: number;
  scored: number;
  unscored: number;
}

/** An answer whose score, or verdict, changed; null: there is no such answer on that side. */
export interface Turn {
  /** sample, with its condition and trial if there are several */
  sample: string;
  before: string | null;
  after: string | null;
}

export interface Move {
  report: string;
  /** "model, dataset, judge" */
  number: string;
  /** null if the number did not exist */
  before: Count | null;
  after: Count | null;
  /** what changed underneath: data, model, judge, answers, script; if none of these, files of evalbook's code */
  why: string[];
  /** the answers behind it that changed, in the order of the CSV */
  turns: Turn[];
}

/**
 * All numbers that differ between two sides: a commit or branch; a folder with a notebook, e.g. another clone; or '.', the files here.
 * Numbers that stay while answers turn both ways are among them. Errors: UserError (exit 2) if a side has no manifest.
 */
export function moves(project: Project, before: string, after: string): Move[] {
  const [old, now] = [manifestAt(project, before), manifestAt(project, after)];
  const names = [...new Set([...Object.keys(old.reports), ...Object.keys(now.reports)])].sort(byCodePoint);
  return names.flatMap((report) => {
    const [a, b] = [old.reports[report], now.reports[report]];
    if (a && b && a.evidence === b.evidence) return [];
    const [then, later] = [counts(project, before, report), counts(project, after, report)];
    const numbers = [...new Set([...then.keys(), ...later.keys()])].sort(byCodePoint);
    return numbers.flatMap((number) => {
      const [was, is] = [then.get(number), later.get(number)];
      const turns = turnsOf(was?.verdicts ?? new Map(), is?.verdicts ?? new Map());
      if (text(was?.count ?? null) === text(is?.count ?? null) && turns.length === 0) return [];
      const why = reasons(project, number, [a, old.code], [b, now.code]);
      return [{ report, number, before: was?.count ?? null, after: is?.count ?? null, why, turns }];
    });
  });
}

/** The rows of a report's CSV on one side of a comparison, cells by column; none if that side has no such report. */
export function rowsAt(project: Project, side: string, report: string): Record<string, string>[] {
  const file = show(project, side, project.at.report(report, 'csv'));
  return file === null ? [] : readCsv(file);
}

/** "3/16, 1 unscored", or "absent". */
export function text(count: Count | null): string {
  if (!count) return 'absent';
  return `${count.passed}/${count.scored}${count.unscored ? `, ${count.unscored} unscored` : ''}`;
}

/** The manifest of a side. Errors: UserError (exit 2) if it has none. */
export function manifestAt(project: Project, revision: string): Manifest {
  const { manifest } = project.at;
  const file = show(project, revision, manifest);
  if (file === null)
    throw new UserError(
      `expected a commit, branch or folder with ${manifest}, got "${revision}"; \`git log --oneline -- ${project.reports}\` lists them`,
    );
  try {
    const manifest = JSON.parse(file) as Partial<Manifest> | null;
    if (typeof manifest?.reports === 'object') return manifest as Manifest;
  } catch {
    // said below
  }
  throw new UserError(
    `${manifest} at ${revision}: expected a manifest of reports, got another text. \`make report\` rebuilds it`,
  );
}

interface Counted {
  count: Count;
  /** sample → score and verdict */
  verdicts: Map<string, string>;
}

function counts(project: Project, revision: string, report: string): Map<string, Counted> {
  const found = new Map<string, Counted>();
  const file = show(project, revision, project.at.report(report, 'csv'));
  if (file === null) return found;
  for (const line of readCsv(file)) {
    const number = `${line.model}, ${line.dataset}, ${line.judge}`;
    const own = found.get(number) ?? { count: { passed: 0, scored: 0, unscored: 0 }, verdicts: new Map() };
    const { count } = own;
    own.verdicts.set(placeOf(line), `${line.score || 'unscored'} ${line.verdict}`);
    if (line.score === '') count.unscored++;
    else count.scored++;
    if (line.score === '1') count.passed++;
    found.set(number, own);
  }
  return found;
}

/** How `Turn` names a row: its sample, with condition and trial. */
export function placeOf({ sample, condition, trial }: Record<string, string>): string {
  return [sample, condition, trial === '0' ? '' : `trial ${trial}`].filter(Boolean).join(', ');
}

function turnsOf(before: Map<string, string>, after: Map<string, string>): Turn[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((sample) => {
    const [was, is] = [before.get(sample) ?? null, after.get(sample) ?? null];
    const [scoreBefore, scoreAfter] = [was, is].map((verdict) => verdict?.split(' ')[0]);
    return scoreBefore === scoreAfter ? [] : [{ sample, before: was, after: is }];
  });
}

function reasons(
  { at, experiments }: Project,
  number: string,
  [before, codeBefore]: [ReportEntry | undefined, Code],
  [after, codeAfter]: [ReportEntry | undefined, Code],
): string[] {
  if (!before) return ['new report'];
  if (!after) return ['report removed'];
  const [model = '', dataset = '', judge = ''] = number.split(', ');
  const hash = (entry: ReportEntry, path: string) => entry.inputs.find((file) => file.path === path)?.sha256;
  const changed = (path: string) => hash(before, path) !== hash(after, path);
  const found: string[] = [];
  if (changed(at.dataset(dataset))) found.push(`data: ${dataset}`);
  const digest = (entry: ReportEntry) => entry.models.find(({ id }) => id === model)?.digest;
  if (digest(before) !== digest(after)) found.push(`model: ${model}`);
  const version = (entry: ReportEntry) => entry.judges.find(({ name }) => name === judge)?.version;
  if (version(before) !== version(after))
    found.push(`judge: ${judge} ${version(before) ?? 'absent'} → ${version(after) ?? 'absent'}`);
  if (changed(at.answers(model, dataset))) found.push('answers: other or more of them');
  if (changed(at.verdicts(judge, dataset))) found.push('verdicts: other or more of them');
  const script = before.inputs.find(({ path }) => path.startsWith(`${experiments}/`))?.path ?? '';
  if (changed(script)) found.push(`code: ${script}`);
  if (found.length > 0) return found;
  const files = changedCode(filesOf(before, codeBefore), filesOf(after, codeAfter));
  return [files.length > 0 ? `code: ${files.join(', ')}` : 'what the manifest does not name'];
}

/** Sets of code by hash; undefined in a manifest of version 1. */
type Code = Manifest['code'] | undefined;

/** Every file that an entry rests on, with its hash; none for an entry that names no code. */
function filesOf({ inputs, code = [] }: ReportEntry, sets: Code): Map<string, string> {
  const own = code.flatMap(({ sha256 }) => Object.entries(sets?.[sha256]?.files ?? {}));
  return new Map(own.length > 0 ? [...inputs.map(({ path, sha256 }): [string, string] => [path, sha256]), ...own] : []);
}

/** Names of files that differ, at most five; none where one side names no code. */
function changedCode(before: Map<string, string>, after: Map<string, string>): string[] {
  if (before.size === 0 || after.size === 0) return [];
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(byCodePoint);
  const files = paths.filter((path) => before.get(path) !== after.get(path));
  return files.length > 5 ? [...files.slice(0, 5), `${files.length - 5} more`] : files;
}

/** A file at a commit or in a folder; null if there is none. */
export function show({ folder }: Project, revision: string, path: string): string | null {
  const other = folderOf(folder, revision);
  if (other !== null) return existsSync(join(other, path)) ? readFileSync(join(other, path), 'utf8') : null;
  if (revision.startsWith('-')) throw new UserError(`expected a commit, got "${revision}"`);
  try {
    return execFileSync('git', ['-C', folder, 'show', `${revision}:./${path}`], {
      maxBuffer: 2 ** 30,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return null;
  }
}

/** The folder that a side names: '.' the project's own, or a path with a slash; null for a commit or branch that git knows. */
function folderOf(folder: string, side: string): string | null {
  if (side === '.') return folder;
  const there = resolve(side);
  return existsSync(join(there, settingsFile)) && !isRevision(folder, side) ? there : null;
}

function isRevision(folder: string, side: string): boolean {
  if (side.startsWith('-')) return false;
  try {
    execFileSync('git', ['-C', folder, 'rev-parse', '--verify', '--quiet', `${side}^{commit}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

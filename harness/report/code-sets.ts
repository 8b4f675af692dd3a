// The code and data of evalbook that decide what a report prints, in sets: a report rests on whole sets, and so on every file in
// them. Sets are folders and not what imports reach, because code also reads files whose names it puts together.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { byCodePoint, canonical, sha256 } from '../core/canonical.js';
import { exportsOf, type Imported, importsOf } from '../core/imports.js';
import type { Project } from '../project.js';
import { librariesOf, lockFor } from './libraries.js';
import { filesOf } from './script-files.js';

export interface CodeSet {
  /** 'harness', 'models', 'judges/NAME' or 'libraries' */
  name: string;
  /**
   * path in the package → SHA-256 of the file. For libraries: "name@version" → the first 16 digits of the SHA-256 of the integrity in
   * package-lock.json
   */
  files: Record<string, string>;
}

/** Where evalbook is: this repository, or node_modules/evalbook. Absolute. */
export const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** Stands before the path of a file of evalbook that is an input of a report. */
const ours = 'evalbook:';

/** Absolute path of an input: after "evalbook:" in evalbook's own folder, else in the project. */
export function inputFile(project: Project, path: string): string {
  return path.startsWith(ours) ? join(packageFolder, path.slice(ours.length)) : project.file(path);
}

/** SHA-256 over the canonical JSON of a set. */
export function setHash({ name, files }: CodeSet): string {
  return sha256(canonical({ name, files }));
}

/**
 * The sets that the report of `script` (path from the project folder) rests on: the harness, the judges and the model listings that
 * the script or a file of it imports, and the libraries. `root`: the package's folder, for tests.
 */
export function codeOf(project: Project, script: string, root = packageFolder): CodeSet[] {
  const { packages } = filesOf(project, script);
  const of = (name: string) => packages.filter(({ from }) => from === name);
  const own = new Set(packages.map(({ from }) => packageOf(from)).filter((name) => name !== 'evalbook' && name !== ''));
  return [
    setOf(root, 'harness', ['harness'], ['check', 'export']),
    ...(of('evalbook/models').length > 0 ? [setOf(root, 'models', [indexIn(root, 'models'), 'models/catalog'], [])] : []),
    ...judgesOf(root, of('evalbook/judges')),
    { name: 'libraries', files: librariesOf(lockFor(root), root, [...own]) },
  ];
}

/** The package that a module belongs to; '' for one of Node's own. */
function packageOf(from: string): string {
  if (from.startsWith('node:')) return '';
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/');
}

/** A set for each judge whose names are imported, and for each that one of them imports. */
function judgesOf(root: string, imports: readonly Imported[]): CodeSet[] {
  if (imports.length === 0) return [];
  const given = exportsOf(read(root, indexIn(root, 'judges')));
  const all = imports.some(({ names }) => names === null);
  const names = all ? [...given.keys()] : imports.flatMap((one) => one.names ?? []);
  const wanted = new Set(names.flatMap((name) => folderOf(posix.join('judges', given.get(name) ?? '')) ?? []));
  const sets: CodeSet[] = [];
  for (const name of wanted) {
    const set = setOf(root, name, [name], []);
    sets.push(set);
    for (const path of Object.keys(set.files).filter(isCode))
      for (const { from } of importsOf(read(root, path))) {
        const other = from.startsWith('.') ? folderOf(posix.join(posix.dirname(path), from)) : undefined;
        if (other) wanted.add(other);
      }
  }
  return sets.sort((a, b) => byCodePoint(a.name, b.name));
}

/** 'judges/NAME' of a path in that folder. */
function folderOf(path: string): string | undefined {
  return /^judges\/[^/]+(?=\/)/.exec(path)?.[0];
}

function indexIn(root: string, room: string): string {
  return `${room}/${readdirSync(join(root, room)).find((name) => /^index\.(ts|js)$/.test(name)) ?? 'index.js'}`;
}

function isCode(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path);
}

/** The files at `places` but for what decides nothing: READMEs, type declarations, hidden files, and what is named in `without`. */
function setOf(root: string, name: string, places: readonly string[], without: readonly string[]): CodeSet {
  const paths = places.flatMap((place) => (isCode(place) ? [place] : filesIn(root, place, without))).sort(byCodePoint);
  return { name, files: Object.fromEntries(paths.map((path) => [path, sha256(readFileSync(join(root, path)))])) };
}

function filesIn(root: string, folder: string, without: readonly string[]): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const { name } = entry;
    const path = `${folder}/${name}`;
    if (name.startsWith('.') || without.includes(name)) return [];
    if (entry.isDirectory()) return filesIn(root, path, without);
    return name === 'README.md' || name.endsWith('.d.ts') ? [] : [path];
  });
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

// Holds the code that reports rest on against what is here: every file of every set, and the libraries.
import { relative, sep } from 'node:path';
import { byCodePoint } from '../core/canonical.js';
import type { Project } from '../project.js';
import { type CodeSet, codeOf, packageFolder, setHash } from './code-sets.js';
import type { Fault } from './fault.js';
import { lockFor, notAsLocked } from './libraries.js';
import { evidenceOf, type Manifest, type ReportEntry } from './manifest.js';

/** Most files of a set that are named one by one, as after a new version every file may be another. */
const most = 5;

/** Code that is not what a report was built with; and entries of the manifest that do not hold together. */
export function codeFaults(project: Project, { reports, code }: Manifest): Fault[] {
  const found = new Map<string, Fault>();
  const add = (faults: Fault[]) => {
    for (const fault of faults) found.set(`${fault.where} ${fault.what}`, fault);
  };
  const { manifest } = project.at;
  for (const [hash, set] of Object.entries(code))
    if (setHash(set) !== hash)
      add([{ where: manifest, what: `expected the set ${set.name} to have SHA-256 ${hash}, got ${setHash(set)}` }]);
  for (const [name, entry] of Object.entries(reports)) {
    const csv = entry.outputs.find(({ path }) => path === project.at.report(name, 'csv'));
    const evidence = evidenceOf(entry, csv);
    if (evidence !== entry.evidence)
      add([{ where: manifest, what: `${name}: expected the evidence ${evidence} of what it lists, got ${entry.evidence}` }]);
    add(setFaults(project, name, entry, code));
  }
  return [...found.values(), ...uninstalled()];
}

function setFaults(project: Project, name: string, { code }: ReportEntry, sets: Manifest['code']): Fault[] {
  const { manifest } = project.at;
  if (!code)
    return [{ where: manifest, what: `${name}: expected the code that it rests on, got an entry of an earlier version` }];
  const now = new Map(codeOf(project, project.at.experiment(name)).map((set) => [set.name, set]));
  const names = code.map((one) => one.name);
  const gone = [...now.keys()].filter((one) => !names.includes(one));
  return [
    ...gone.map((one) => ({ where: manifest, what: `${name}: expected its script's code ${one} to be listed, it is not` })),
    ...code.flatMap(({ name: one, sha256 }) => {
      const was = sets[sha256];
      const is = now.get(one);
      if (!was) return [{ where: manifest, what: `${name}: expected the files of ${one}, ${sha256}, got none` }];
      return is ? differences(project, was, is) : []; // the script no longer imports it, and so has another hash itself
    }),
  ];
}

function differences(project: Project, { name, files: was }: CodeSet, { files: is }: CodeSet): Fault[] {
  const paths = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((path) => was[path] !== is[path])
    .sort(byCodePoint);
  const faults = paths.map((path) => {
    const [expected, got] = [was[path], is[path]];
    if (name === 'libraries') return { where: 'package-lock.json', what: libraryFault(path, expected, got) };
    const where = placeOf(project, path);
    if (expected === undefined) return { where, what: 'expected no such file, as the reports were built without it' };
    return { where, what: `expected SHA-256 ${expected}, ${got === undefined ? 'found no such file' : `got ${got}`}` };
  });
  if (faults.length <= most) return faults;
  const left = { where: name, what: `${faults.length - most} more differ from what the reports were built with` };
  return [...faults.slice(0, most), left];
}

function libraryFault(library: string, expected: string | undefined, got: string | undefined): string {
  if (expected === undefined) return `${library}: the reports were built without it`;
  return got === undefined ? `expected ${library}, found none` : `${library}: expected integrity ${expected}…, got ${got}…`;
}

/** Installed packages that are not those of the lock: the lock alone decides nothing. */
function uninstalled(): Fault[] {
  const lock = lockFor(packageFolder);
  if (!lock) return [];
  const faults = notAsLocked(lock).map(({ place, locked, installed }) => ({
    where: place,
    what: `expected version ${locked}, as package-lock.json says, got ${installed}. \`npm ci\` installs it`,
  }));
  return faults.slice(0, most);
}

/** A file of evalbook as seen from the project: in it, or "evalbook:PATH" where it is elsewhere. */
function placeOf(project: Project, path: string): string {
  const folder = relative(project.folder, packageFolder).split(sep).join('/');
  if (folder === '') return path;
  return folder.startsWith('../') || folder.startsWith('/') || folder === '..' ? `evalbook:${path}` : `${folder}/${path}`;
}

// The libraries beneath a report: name, version and integrity of every package that evalbook needs, from package-lock.json. The lock
// lists the packages of all systems, so that the list is the same on each.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { sha256 } from '../core/canonical.js';

interface Locked {
  name?: string;
  version?: string;
  integrity?: string;
  /** only for development */
  dev?: boolean;
  link?: boolean;
  resolved?: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/** A package-lock.json, with the folder that it describes. */
export interface Lock {
  /** absolute */
  folder: string;
  packages: Record<string, Locked>;
}

/** The nearest package-lock.json in `from` (absolute) or above that lists the package in `from`; null if there is none. */
export function lockFor(from: string): Lock | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const packages = packagesIn(join(folder, 'package-lock.json'));
    if (packages && placeIn({ folder, packages }, from) in packages) return { folder, packages };
    if (dirname(folder) === folder) return null;
  }
}

function placeIn({ folder }: Lock, from: string): string {
  return relative(folder, from).split(sep).join('/');
}

function packagesIn(file: string): Lock['packages'] | null {
  try {
    const { packages } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Lock>;
    return packages && typeof packages === 'object' ? packages : null;
  } catch {
    return null;
  }
}

/**
 * Every package that the package in `root` (absolute) needs, directly or through others, and those that `own` names: "name@version"
 * → first 16 digits of the SHA-256 of its integrity, '' if the lock has none. Without a lock only the names of `own`.
 */
export function librariesOf(lock: Lock | null, root: string, own: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  const places = new Set<string>();
  for (const name of own) {
    const place = lock && placeOf(lock.packages, '', name);
    if (place) places.add(place);
    else found[name] = '';
  }
  if (!lock) return found;
  const start = placeIn(lock, root);
  for (const place of needed(lock.packages, start)) places.add(place);
  for (const place of places) {
    const { name, version = '', integrity } = lock.packages[place] as Locked;
    found[`${name ?? nameAt(place)}@${version}`] = integrity ? sha256(integrity).slice(0, 16) : '';
    for (const next of needed(lock.packages, place)) places.add(next);
  }
  return found;
}

/** Places in the lock of what the package at `place` needs. */
function needed(packages: Lock['packages'], place: string): string[] {
  const { dependencies, optionalDependencies } = packages[place] ?? {};
  return Object.keys({ ...dependencies, ...optionalDependencies }).flatMap((name) => placeOf(packages, place, name) ?? []);
}

/** Where `name` is found from `place`: in the nearest node_modules above, as Node looks for it. A link leads to its folder. */
function placeOf(packages: Lock['packages'], place: string, name: string): string | undefined {
  for (let at = place; ; at = at === '' ? '.' : posix.dirname(at)) {
    const candidate = posix.join(at, 'node_modules', name);
    const found = packages[candidate];
    if (found) return found.link && found.resolved !== undefined ? found.resolved : candidate;
    if (at === '.') return undefined;
  }
}

function nameAt(place: string): string {
  return place.split('node_modules/').at(-1) as string;
}

/**
 * Packages whose installed version is not that of the lock, as places from its folder; omitted are those that are not installed, and
 * those for development alone.
 */
export function notAsLocked({ folder, packages }: Lock): { place: string; locked: string; installed: string }[] {
  return Object.entries(packages).flatMap(([place, { version: locked, dev }]) => {
    const file = join(folder, place, 'package.json');
    if (dev || !place.includes('node_modules/') || locked === undefined || !existsSync(file)) return [];
    const { version: installed = '' } = JSON.parse(readFileSync(file, 'utf8')) as { version?: string };
    return installed === locked ? [] : [{ place, locked, installed }];
  });
}

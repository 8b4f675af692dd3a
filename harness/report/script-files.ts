// The files of a script: itself, what it imports by a relative path, and so on. Packages that it imports are covered by version.
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { type Imported, importsOf } from '../core/imports.js';
import type { Project } from '../project.js';

export interface ScriptFiles {
  /** relative to the project folder, the script first; files outside of it are omitted */
  files: string[];
  /** what these files import by name: 'evalbook/judges', 'node:fs' … */
  packages: Imported[];
}

/** Follows the imports of `script` (path from the project folder) by its text, and files that it names by `new URL('…', import.meta.url)`. */
export function filesOf(project: Project, script: string): ScriptFiles {
  const files = new Set([script]);
  const packages: Imported[] = [];
  for (const file of files) {
    if (!/\.[cm]?[jt]s$/.test(file)) continue;
    for (const one of importsOf(read(project.file(file)))) {
      if (!one.from.startsWith('.')) packages.push(one);
      else {
        const path = sourceOf(project, posix.join(posix.dirname(file), one.from));
        if (path) files.add(path);
      }
    }
  }
  return { files: [...files], packages };
}

/** The source that an import of `path` means: `x.js` is x.ts where that exists. Undefined outside of the project, or if there is none. */
function sourceOf(project: Project, path: string): string | undefined {
  if (path.startsWith('../')) return undefined;
  const candidates = [path.replace(/\.([cm]?)js$/, '.$1ts'), path, `${path}.ts`];
  return candidates.find((one) => /\.\w+$/.test(one) && existsSync(project.file(one)));
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

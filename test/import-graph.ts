// Which file imports which, read from the sources' text, and the circles among them.
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** What `importsOf` finds, as paths from the project's folder. */
export interface Imports {
  /** imported or exported from, for values or types, also by `import()` and for side effects alone */
  code: string[];
  /** named by `new URL('…', import.meta.url)`: read, or run as a process of its own */
  files: string[];
}

/** Sources of a room, as paths from the project's folder; none where there is no such folder. */
export function filesOf(room: string): string[] {
  try {
    return readdirSync(room, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(tsx?|mjs)$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${room}/${name.replaceAll('\\', '/')}`);
  } catch {
    return [];
  }
}

/** Relative imports of the source `text` of `file`. A name that a program puts together is seen to its first variable part. */
export function importsOf(file: string, text = readFileSync(file, 'utf8')): Imports {
  const found = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, path = '']) => posix.normalize(posix.join(posix.dirname(file), path)));
  return {
    code: found(/(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)['"`](\.[^'"`$]*)/g),
    files: found(/\bnew URL\(\s*['"`](\.[^'"`$]*)[^,]*,\s*import\.meta\.url/g),
  };
}

/** The sources that each of `files` imports, among them. A source written as `x.js` is x.ts here, or x.tsx. */
export function graphOf(files: string[]): Map<string, string[]> {
  const known = new Set(files);
  const source = (path: string) =>
    [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.tsx')].find((name) => known.has(name)) ?? path;
  return new Map(
    files.map((file) => [
      file,
      importsOf(file)
        .code.map(source)
        .filter((path) => known.has(path)),
    ]),
  );
}

/** One circle, `a → b → a`, through each edge that leads back to where a walk in depth came from; none: there is no circle. */
export function circlesOf(graph: Map<string, string[]>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const walk = (file: string, way: string[]) => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (way.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return circles;
}

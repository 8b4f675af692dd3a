// Which modules and files a source names, read from its text: what is imported decides what a report rests on. Seen are import and
// export statements, `import('…')` with a constant name, and `new URL('…', import.meta.url)`.

export interface Imported {
  /** as written: 'evalbook/judges', './helper.js' */
  from: string;
  /** the names taken, before any `as`; null if all may be used: `* as`, `import('…')`, a default import, or side effects alone */
  names: string[] | null;
}

/** All imports of the source `text`; types that are marked as such are omitted, since they decide nothing. Lines of prose are not read. */
export function importsOf(text: string): Imported[] {
  const code = text.replace(/^\s*\/\/.*$/gm, '');
  const found: Imported[] = [];
  for (const [, clause = '', from = ''] of code.matchAll(/\b(?:import|export)\b([^;'"`]*?)\bfrom\s*['"]([^'"]+)['"]/g))
    if (!/^\s*type\b/.test(clause)) found.push({ from, names: namesIn(clause) });
  for (const [, from = ''] of code.matchAll(/\bimport\s*\(?\s*['"]([^'"]+)['"]/g)) found.push({ from, names: null });
  for (const [, from = ''] of code.matchAll(/\bnew URL\(\s*['"](\.[^'"]*)['"]\s*,\s*import\.meta\.url/g))
    found.push({ from, names: null });
  return found;
}

function namesIn(clause: string): string[] | null {
  const braces = /^\s*\{([^{}]*)\}\s*$/.exec(clause.slice(Math.max(0, clause.lastIndexOf('{'))));
  if (!braces || /\*|\w\s*,\s*\{/.test(clause)) return null;
  return partsOf(braces[1] ?? '')
    .filter((part) => !part.startsWith('type '))
    .map((part) => part.split(/\s+as\s+/)[0] as string);
}

/** Which module each name that an index file gives away comes from: of `export { a, b as c } from './x.js'`, a, c and their './x.js'. */
export function exportsOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, names = '', from = ''] of text.matchAll(/\bexport\s+(?:type\s+)?\{([^{}]*)\}\s*from\s*['"]([^'"]+)['"]/g))
    for (const part of partsOf(names))
      found.set(
        part
          .replace(/^type\s+/, '')
          .split(/\s+as\s+/)
          .at(-1) as string,
        from,
      );
  return found;
}

function partsOf(names: string): string[] {
  return names
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
}

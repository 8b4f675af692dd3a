// The script and the style of all pages: bundled from page/ in the repository, ready-made in the package.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AskScripts, askScripts } from '../support/ask-scripts.js';

export interface Bundle {
  /** for *ask again*: its worker, and the kernel's bytes in base64 */
  ask: AskScripts;
  /** of a report's page */
  report: string;
  /** of a page that compares two versions */
  diff: string;
  /** stands before that of a report while `dev` serves it */
  live: string;
  css: string;
}

const source = (name: string) => fileURLToPath(new URL(`../../page/${name}`, import.meta.url));
let made: Promise<Bundle> | null = null;

/** Bundled once a process; the same bytes from the same sources. */
export function bundle(): Promise<Bundle> {
  made ??= existsSync(source('built.json')) ? Promise.resolve(ready()) : built();
  return made;
}

function ready(): Bundle {
  return JSON.parse(readFileSync(source('built.json'), 'utf8')) as Bundle;
}

async function built(): Promise<Bundle> {
  const { build } = await import('esbuild');
  const script = async (name: string, format: 'esm' | 'iife' = 'esm') => {
    const { outputFiles } = await build({
      entryPoints: [source(name)],
      bundle: true,
      write: false,
      minify: true,
      format,
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      tsconfigRaw: {},
      logLevel: 'silent',
    });
    // inside an element `script` these two would begin or end one
    return (outputFiles[0]?.text ?? '').replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  };
  const [report, diff, live] = await Promise.all([script('index.tsx'), script('diff.tsx'), script('live.ts', 'iife')]);
  return { report, diff, live, ask: await askScripts(), css: readFileSync(source('page.css'), 'utf8') };
}

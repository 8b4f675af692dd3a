// transformers.js is a single 1 MB module of plain JavaScript. The TypeScript loader would still parse and source-map it, at 160
// MB and 0.4 s per process, so modules in node_modules bypass the loader.
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

interface Loaded {
  format: string;
  source: string | Uint8Array;
  shortCircuit?: boolean;
}

type Next = (url: string, context: { format?: string | null }) => Loaded;

/** The synchronous hooks of Node 22.15 and later, which the TypeScript loader uses there too. */
type RegisterHooks = (hooks: { load: (url: string, context: { format?: string | null }, next: Next) => Loaded }) => void;

let done = false;

/** From now on, modules in node_modules are loaded unchanged. */
export function loadPackagesAsTheyAre(): void {
  if (done) return;
  done = true;
  const { registerHooks } = nodeModule as unknown as { registerHooks?: RegisterHooks };
  if (registerHooks) registerHooks({ load });
  else nodeModule.register('./third-party-hook.mjs', import.meta.url);
}

const load = (url: string, context: { format?: string | null }, next: Next): Loaded =>
  context.format === 'module' && url.startsWith('file:') && url.includes('/node_modules/')
    ? { format: 'module', source: readFileSync(fileURLToPath(url)), shortCircuit: true }
    : next(url, context);

// Scripts that run as separate processes: TypeScript through tsx here, plain JavaScript in the installed package.
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the script `name` (no extension) beside the module at `url`, with the same extension as that module. */
export function ownScript(name: string, url: string): string {
  return fileURLToPath(new URL(`./${name}${extname(new URL(url).pathname)}`, url));
}

/** The flags that Node needs to run a script. */
export function execArgvOf(script: string): string[] {
  return extname(script) === '.ts' ? ['--import', import.meta.resolve('tsx')] : [];
}

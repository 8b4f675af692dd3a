// Compiles kernel.as to kernel.wasm and writes down which source it is of: `node --import tsx models/kernel/compile.ts`. The
// compiler, AssemblyScript, is fetched for the run (100 MB with its optimiser, 40 % of this project): kernel.wasm is in the repository.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const compiler = 'assemblyscript@0.28.20';

const flags = '-O3 --noAssert --runtime stub --enable simd --importMemory --initialMemory 1 --maximumMemory 65536'.split(' ');
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** The bytes of kernel.wasm from kernel.as; `run`: how the compiler is called with arguments. */
export function compiled(run: (args: string[], folder: string) => void): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'evalbook-kernel-'));
  try {
    copyFileSync(here('kernel.as'), join(folder, 'kernel.ts'));
    run(['kernel.ts', ...flags, '-o', 'kernel.wasm'], folder);
    return readFileSync(join(folder, 'kernel.wasm'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The compiler through npx. */
export function fetchedCompiler(args: string[], cwd: string): void {
  execFileSync('npx', ['--yes', '-p', compiler, 'asc', ...args], { cwd, stdio: 'inherit' });
}

const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wasm = compiled(fetchedCompiler);
  writeFileSync(here('kernel.wasm'), wasm);
  const made = { compiler, flags: flags.join(' '), source: sha256(readFileSync(here('kernel.as'))), wasm: sha256(wasm) };
  writeFileSync(here('kernel.json'), `${JSON.stringify(made, null, 2)}\n`);
}

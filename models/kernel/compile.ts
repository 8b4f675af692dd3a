// Compiles kernel.as (make.ts writes the result down). The compiler, AssemblyScript, is fetched for the run: with its optimiser it has
// 100 MB, 40 % of this project. So kernel.wasm is in the repository, and tests hold it against its source.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const compiler = 'assemblyscript@0.28.20';

export const flags = '-O3 --noAssert --runtime stub --enable simd --importMemory --initialMemory 1 --maximumMemory 65536'.split(
  ' ',
);
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

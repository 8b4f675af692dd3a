// Writes kernel.wasm from kernel.as, and kernel.json, which says of which source and compiler it is: `node --import tsx models/kernel/make.ts`.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled, compiler, fetchedCompiler, flags } from './compile.js';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');

const wasm = compiled(fetchedCompiler);
writeFileSync(here('kernel.wasm'), wasm);
const made = { compiler, flags: flags.join(' '), source: sha256(readFileSync(here('kernel.as'))), wasm: sha256(wasm) };
writeFileSync(here('kernel.json'), `${JSON.stringify(made, null, 2)}\n`);

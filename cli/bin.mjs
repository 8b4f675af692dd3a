#!/usr/bin/env node
// npx evalbook: checks the Node version, enables TypeScript experiments, then starts the command line, which is TypeScript in the
// repository and JavaScript in the package.
import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { nodeProblem } from './node-version.mjs';

const problem = nodeProblem(process.versions.node);
if (problem) {
  process.stderr.write(`${problem}\n`);
  process.exitCode = 2;
} else {
  // Else V8 lets as much garbage pile up as there is data, before it collects: a million rows took 2.6 GB in place of 1.5 (docs/scale.md).
  setFlagsFromString('--heap-growing-percent=30');
  const { register } = await import('tsx/esm/api');
  register();
  const source = new URL('./evalbook.ts', import.meta.url);
  await import(existsSync(source) ? source.href : './evalbook.js');
}

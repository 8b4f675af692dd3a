// Makes the snapshot: a fresh interpreter with the standard modules that programs use, and our look at programs, before it has met any data.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openRealm, sealed, whenReady } from './realm.mjs';

const [, , pyodide, file] = process.argv;
const analyse = readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'analyse.py'), 'utf8');
const modules =
  'json, math, re, collections, itertools, functools, random, heapq, bisect, string, typing, dataclasses, copy, operator, datetime, decimal, fractions, statistics, enum, abc, ast, tokenize, io, textwrap';
const run = openRealm(pyodide);

whenReady(run, () => {
  run(`py.runPython('import ${modules}'); py.runPython(${JSON.stringify(analyse)}); globalThis.made = py.makeMemorySnapshot();`);
  writeFileSync(file, sealed(Buffer.from(new Uint8Array(run('made')))));
});

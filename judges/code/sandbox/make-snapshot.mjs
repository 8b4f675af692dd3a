// Makes the snapshot: a fresh interpreter with the standard modules that programs use, before it has met any data.
import { writeFileSync } from 'node:fs';
import { openRealm, sealed, whenReady } from './realm.mjs';

const [, , pyodide, file] = process.argv;
const modules =
  'json, math, re, collections, itertools, functools, random, heapq, bisect, string, typing, dataclasses, copy, operator, datetime, decimal, fractions, statistics, enum, abc, ast, tokenize, io, textwrap';
const run = openRealm(pyodide);

whenReady(run, () => {
  run(`py.runPython('import ${modules}'); globalThis.made = py.makeMemorySnapshot();`);
  writeFileSync(file, sealed(Buffer.from(new Uint8Array(run('made')))));
});

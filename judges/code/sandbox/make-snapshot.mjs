// Makes the snapshot: a fresh interpreter with the standard modules that programs use, before it has met any data.
import { writeFileSync } from 'node:fs';
import { openRealm, readPinned } from './realm.mjs';

const [, , pyodide, file] = process.argv;
const modules =
  'json, math, re, collections, itertools, functools, random, heapq, bisect, string, typing, dataclasses, copy, operator, datetime, decimal, fractions, statistics, enum, abc, ast, tokenize, io';
const { run } = openRealm(readPinned(pyodide));

function poll() {
  const { ready, error } = JSON.parse(run('JSON.stringify(state)'));
  if (error) throw new Error(error);
  if (!ready) return setImmediate(poll);
  run(`py.runPython('import ${modules}'); globalThis.made = py.makeMemorySnapshot();`);
  writeFileSync(file, Buffer.from(new Uint8Array(run('made'))));
}

poll();

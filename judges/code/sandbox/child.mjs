// The process that runs one program and exits. It starts with a warm interpreter, takes one job (a line of JSON on standard
// input), and writes lines of JSON as it goes: the analysis of the program, how it started, each result, the end. So the parent
// has everything known before a program hangs or crashes.
import { readSync, writeSync } from 'node:fs';
import { openRealm, readSealed, whenReady } from './realm.mjs';
import { runProgram } from './run.mjs';

const [, , pyodide, snapshot] = process.argv;
const run = openRealm(pyodide, readSealed(snapshot));

whenReady(run, () => {
  disarm();
  write('ready');
  const job = JSON.parse(readLine());
  const analysed = analyse(job);
  write({ analysed });
  if (analysed.error === null && job.calls !== null) {
    run('lock()');
    for (const event of runProgram(run, job, analysed)) write(event);
  }
  write({ end: true, printed: String(run('printed.text')) });
  process.exit(0);
});

/**
 * Defence in depth: nothing gives Python access to these anyway. Some cannot be removed in some versions; the permission flags
 * are the first line of defence.
 */
function disarm() {
  for (const name of 'kill _kill binding _linkedBinding dlopen getBuiltinModule mainModule env abort report'.split(' '))
    Reflect.deleteProperty(process, name);
  for (const name of ['fetch', 'WebSocket', 'WebAssembly', 'Function', 'eval']) Reflect.deleteProperty(globalThis, name);
}

function readLine() {
  const pieces = [];
  const piece = Buffer.alloc(65536);
  for (;;) {
    const count = readSync(0, piece);
    if (count === 0) process.exit(0); // the parent is gone
    pieces.push(Buffer.from(piece.subarray(0, count)));
    if (piece[count - 1] === 10) return Buffer.concat(pieces).toString('utf8');
  }
}

function write(event) {
  let rest = Buffer.from(`${JSON.stringify(event)}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
}

/** Runs trusted Python over the program's source, before any of the program has run. */
function analyse({ pieces, cut }) {
  const job = JSON.stringify({ pieces, cut });
  return JSON.parse(String(run(`py.globals.get('analysed')(${JSON.stringify(job)})`)));
}

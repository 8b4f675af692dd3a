// The process that runs one program and ends. It becomes ready with a warm interpreter, takes one job (a line of JSON on standard input), and
// writes lines of JSON as it goes: what the program looks like, how it started, each result, the end. So what was known before a program hangs
// or breaks is known to the parent.
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

/** A second line only: nothing hands these to Python. Some cannot be removed in some versions; the permission flags stand before them. */
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

/** Trusted Python over the program as text, while nothing of the program has run. */
function analyse({ pieces, cut }) {
  const job = JSON.stringify({ pieces, cut });
  return JSON.parse(String(run(`py.globals.get('analysed')(${JSON.stringify(job)})`)));
}

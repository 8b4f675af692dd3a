// The process that runs one program and ends. It becomes ready with a warm interpreter, takes one job (a line of JSON on standard input), and
// answers with two lines: what the program looks like, and what it did. After the lock nothing that Python calls leaves its own memory; the results are read by address, not by its word.
import { readFileSync, readSync, writeSync } from 'node:fs';
import { openRealm, readPinned } from './realm.mjs';
import { reader, typeName, Unreadable } from './values.mjs';

const [, , pyodide, snapshot, analyser] = process.argv;
const analysis = readFileSync(analyser, 'utf8');
const { run } = openRealm(readPinned(pyodide), readFileSync(snapshot));

const number = (value) => (typeof value === 'number' ? value : 0);
const string = (value) => (typeof value === 'string' ? value : '');

function poll() {
  const { ready, error } = JSON.parse(string(run('JSON.stringify(state)')) || '{}');
  if (error) end({ failure: 'crash', why: error }, 1);
  else if (ready) serve();
  else setImmediate(poll);
}

function serve() {
  for (const name of [
    'kill',
    '_kill',
    'binding',
    '_linkedBinding',
    'dlopen',
    'getBuiltinModule',
    'mainModule',
    'env',
    'abort',
    'report',
  ]) {
    try {
      delete process[name];
    } catch {
      // not removable in this version: the permission flags stand before it
    }
  }
  writeSync(1, 'ready\n');
  const job = JSON.parse(readLine());
  const analysed = analyse(job);
  writeSync(1, `${JSON.stringify(analysed)}\n`); // first, so that it is known also of a program that never ends
  if (analysed.error !== null || !job.calls) end({});
  lock();
  end(execute(job, analysed));
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

/** Trusted Python over the program as text, while nothing of the program has run. */
function analyse({ source, cut }) {
  const result = run(`(() => {
    const space = py.globals.get('dict')();
    space.set('source', ${JSON.stringify(source)});
    space.set('cut', ${Boolean(cut)});
    py.runPython(${JSON.stringify(analysis)}, { globals: space });
    return String(space.get('result'));
  })()`);
  return JSON.parse(string(result));
}

function lock() {
  run(`
    printed.text = ''; printed.cut = false;
    gate.locked = true;
    Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
    for (const name of ['Object', 'Array', 'Promise', 'RegExp', 'String', 'Number', 'Map', 'Set', 'Error', 'Uint8Array', 'Reflect', 'JSON', 'Math']) { Object.freeze(globalThis[name]); if (globalThis[name].prototype) Object.freeze(globalThis[name].prototype); }
  `);
  globalThis.fetch = globalThis.WebSocket = globalThis.WebAssembly = globalThis.Function = globalThis.eval = undefined;
}

/** Runs the program, then each call with arguments of its own; the interpreter is driven by numbers only. */
function execute({ calls, entries, arity, mutates }, { source, functions }) {
  const wasm = run('wasm');
  const read = reader(wasm);
  const text = (value) => {
    const bytes = Buffer.from(`${value}\0`);
    const at = wasm.malloc(bytes.length);
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
    return at;
  };
  const compile = (code, start) => wasm.Py_CompileStringExFlags(text(code), text('answer'), start, 0, -1);
  const raised = () => {
    const error = number(wasm.PyErr_GetRaisedException());
    const name = error === 0 ? 'unknown' : typeName(wasm, new DataView(wasm.memory.buffer).getUint32(error + 4, true));
    return gateBlocked() ? { failure: 'blocked', why: gateBlocked() } : failureOf(name);
  };
  const attempt = (work) => {
    try {
      return work();
    } catch (error) {
      if (error instanceof Unreadable) return { failure: 'type', why: error.message };
      return gateBlocked() ? { failure: 'blocked', why: gateBlocked() } : { failure: 'crash', why: 'the interpreter broke' };
    }
  };
  const globals = number(wasm.PyModule_GetDict(wasm.PyImport_AddModule(text('__main__'))));
  const nothing = number(wasm.PyDict_New());
  const fileInput = 257;
  const evalInput = 258;
  const started = attempt(() => {
    const code = compile(source, fileInput);
    if (code === 0 || wasm.PyEval_EvalCode(code, globals, globals) === 0) return raised();
    return null;
  });
  const printed = () => string(run('printed.text'));
  if (started) return { started, printed: printed(), results: [] };
  const entry = chosen(entries, functions, arity);
  if (!entry)
    return { started: { failure: 'name', why: `no function ${entries.join(' or ')}` }, printed: printed(), results: [] };
  const results = [];
  for (const call of calls) {
    const result = attempt(() => {
      const callee = wasm.PyDict_GetItemString(globals, text(entry));
      if (callee === 0) return { failure: 'name', why: `no function ${entry}` };
      const args = wasm.PyEval_EvalCode(compile(call, evalInput), nothing, nothing);
      const value = wasm.PyObject_Call(callee, args, 0);
      if (value === 0) return raised();
      return { value: mutates ? read(wasm.PyTuple_GetItem(args, 0)) : read(value) };
    });
    results.push(gateBlocked() && !result.failure ? { failure: 'blocked', why: gateBlocked() } : result);
    if (['crash', 'blocked', 'exit'].includes(result.failure)) break;
  }
  return { started: null, entry, printed: printed(), results };
}

function gateBlocked() {
  return string(run('gate.blocked'));
}

function failureOf(name) {
  if (name === 'MemoryError') return { failure: 'memory', why: name };
  if (name === 'SystemExit') return { failure: 'exit', why: name };
  return { failure: `error:${name}`, why: name };
}

/** The function to call: one of the names asked for, or, for "*", the only one or the last that takes the arguments. */
function chosen(entries, functions, arity) {
  const defined = new Set(functions.map(({ name }) => name));
  const named = entries.find((name) => name !== '*' && (defined.has(name) || !entries.includes('*')));
  if (named) return named;
  if (!entries.includes('*')) return null;
  const fitting = functions.filter(({ arguments: [least, most] }) => arity >= least && (most === null || arity <= most));
  return (fitting.at(-1) ?? (functions.length === 1 ? functions[0] : undefined))?.name ?? null;
}

function end(result, code = 0) {
  writeSync(1, `${JSON.stringify(result)}\n`);
  process.exit(code);
}

poll();

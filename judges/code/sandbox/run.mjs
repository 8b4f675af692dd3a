// Runs a program and its calls by driving the interpreter through its C API, using only numbers: no Python code of ours is
// involved that the program could have changed. The expected results are not here at all: the parent has them.
import { reader, TooLarge, typeName, Unreadable } from './values.mjs';

const fileInput = 257;
const evalInput = 258;

/**
 * Yields {entry}, the name of the function that is called, {started: failure or null}, then {result: {value} or failure} per call. The
 * program runs as the module `answer`, as if imported.
 */
export function* runProgram(run, { calls, entries, arity, mutates, subclasses = [] }, { source, functions }) {
  const wasm = run('wasm');
  const read = reader(wasm);
  const blocked = () => String(run('gate.blocked'));
  const text = (value) => {
    const bytes = Buffer.from(`${value}\0`);
    const at = wasm.malloc(bytes.length);
    new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
    return at;
  };
  const compile = (code, start) => wasm.Py_CompileStringExFlags(text(code), text('answer.py'), start, 0, -1);
  const raised = () => {
    const error = wasm.PyErr_GetRaisedException();
    return failureOf(error === 0 ? 'unknown' : typeName(wasm, new DataView(wasm.memory.buffer).getUint32(error + 4, true)));
  };
  /** `last`: the interpreter cannot continue after this. */
  const attempt = (work) => {
    let result;
    try {
      result = work();
    } catch (error) {
      if (error instanceof TooLarge) result = { failure: 'result too large', why: error.message };
      else if (error instanceof Unreadable) result = { failure: 'wrong', why: `gives ${error.message}` };
      else if (run('gate.ended') === true) result = { failure: 'exit', why: 'the program ended the interpreter', last: true };
      else result = { failure: 'crash', why: 'the interpreter broke', last: true };
    }
    return blocked() === '' ? result : { failure: 'blocked', why: `the program tried ${blocked()}`, last: true };
  };

  const globals = wasm.PyModule_GetDict(wasm.PyImport_AddModule(text('answer')));
  const nothing = wasm.PyDict_New();
  const entry = chosen(entries, functions, arity);
  yield { entry };
  const started = attempt(() => {
    const code = compile(source, fileInput);
    if (code === 0 || wasm.PyEval_EvalCode(code, globals, globals) === 0) {
      const { failure, why } = raised();
      return { failure, why: `${why}, before any call` };
    }
    return entry === null ? { failure: 'name', why: `no function ${entries.join(' or ')}` } : null;
  });
  yield { started };
  if (started) return;
  for (const [i, call] of calls.entries()) {
    const result = attempt(() => {
      const callee = wasm.PyDict_GetItemString(globals, text(entry));
      if (callee === 0) return { failure: 'name', why: `no function ${entry}` };
      const code = compile(call, evalInput);
      const args = code === 0 ? 0 : wasm.PyEval_EvalCode(code, nothing, nothing);
      if (args === 0) return raised();
      const value = wasm.PyObject_Call(callee, args, 0);
      if (value === 0) return raised();
      const loose = subclasses[i] === true;
      const given = mutates ? read(value, loose) : undefined;
      return { value: given === null ? read(wasm.PyTuple_GetItem(args, 0), loose) : (given ?? read(value, loose)) };
    });
    yield { result };
    if (result.last) return;
  }
}

function failureOf(name) {
  if (name === 'MemoryError') return { failure: 'memory', why: name };
  if (name === 'SystemExit') return { failure: 'exit', why: name };
  return { failure: `error:${name}`, why: name };
}

/**
 * The function to call: the first of the names that is defined, else, for "*", the last that takes the given arguments, or the
 * only one.
 */
function chosen(entries, functions, arity) {
  const defined = new Set(functions.map(({ name }) => name));
  const named = entries.filter((name) => name !== '*');
  const found = named.find((name) => defined.has(name));
  if (found) return found;
  if (!entries.includes('*')) return named[0] ?? null; // it may be defined another way, e.g. by a class
  const fitting = functions.filter(({ arguments: [least, most] }) => arity >= least && (most === null || arity <= most));
  return (fitting.at(-1) ?? (functions.length === 1 ? functions[0] : undefined))?.name ?? null;
}

// Loads Pyodide into a JavaScript realm of its own that holds nothing of Node: no process, require, fetch, timers or sockets. shell.mjs is
// what it finds there, guard.mjs what it may still call once the program runs.
// Bound to one version of Pyodide: its files are pinned by hash and edited as text, each edit checked for how often it applies.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

/** SHA-256 of the files of pyodide 314.0.7 that are used. */
const pinned = {
  'pyodide.asm.mjs': 'f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635',
  'pyodide.mjs': '6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109',
  'pyodide.asm.wasm': 'cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6',
  'python_stdlib.zip': 'fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a',
};

const here = dirname(fileURLToPath(import.meta.url));

const sha256 = (bytes) => createHash('sha256').update(bytes).digest();

/** Reads a pinned file of the `pyodide` package. Errors: Error where it is missing or another version's. */
function readPinned(folder, name) {
  const bytes = readFileSync(join(folder, name));
  const got = sha256(bytes).toString('hex');
  if (got !== pinned[name]) throw new Error(`${name}: expected SHA-256 ${pinned[name]}, got ${got}: another version of Pyodide`);
  return bytes;
}

/** A snapshot as it is kept: its SHA-256 (32 bytes) before it. */
export function sealed(bytes) {
  return Buffer.concat([sha256(bytes), bytes]);
}

/** Reads a sealed snapshot. Errors: Error where it is not what was written. */
export function readSealed(file) {
  const whole = readFileSync(file);
  const bytes = whole.subarray(32);
  if (bytes.length === 0 || !sha256(bytes).equals(whole.subarray(0, 32))) throw new Error('the snapshot is damaged');
  return bytes;
}

function edited(text, edits) {
  let result = text;
  for (const [from, to, count] of edits) {
    const parts = result.split(from);
    if (parts.length - 1 !== count) throw new Error(`expected ${count} times ${JSON.stringify(from)}, found ${parts.length - 1}`);
    result = parts.join(to);
  }
  return result;
}

/**
 * Starts loading from `folder`, the pyodide package. `snapshot`: bytes as `readSealed` gives them, or undefined for a cold start, which can
 * make one. Returns `run`, which evaluates code in the realm; call it for strings, numbers and bytes only. `state` there says when it is ready.
 */
export function openRealm(folder, snapshot) {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: true } });
  const run = (code, filename = 'realm.js') => vm.runInContext(code, context, { filename });
  run(readFileSync(join(here, 'shell.mjs'), 'utf8'), 'shell.js');
  const put = (name, bytes) => run(`files[${JSON.stringify(name)}] = new Uint8Array(${bytes.length})`).set(bytes);
  for (const name of ['pyodide.asm.wasm', 'python_stdlib.zip']) put(name, readPinned(folder, name));
  if (snapshot) put('snapshot', snapshot);
  run(readFileSync(join(here, 'guard.mjs'), 'utf8'), 'guard.js');
  // `import(` must go: in such a realm it rejects with an error of the host's, through which the host could be reached.
  const module = edited(readPinned(folder, 'pyodide.asm.mjs').toString('utf8'), [
    ['import.meta.url', '"file:///p/pyodide.asm.mjs"', 3],
    ['export default _createPyodideModule', 'globalThis.createPyodideModule = _createPyodideModule', 1],
    ['import(', 'noImport(', 17],
    ['initRandomFill=()=>{', 'initRandomFill=()=>{return view=>crypto.getRandomValues(view);', 1],
  ]);
  run(module, 'pyodide.asm.js');
  const loader = edited(readPinned(folder, 'pyodide.mjs').toString('utf8'), [
    ['import(', 'noImport(', 13],
    ['export{dt as loadPyodide,U as version};', 'globalThis.loadPyodide = dt;', 1],
  ]);
  run(`{${loader}\n}`, 'pyodide.js');
  run(`
    loadPyodide({
      createPyodideModule, indexURL: '/p', jsglobals: Object.freeze(Object.create(null)), stdin: () => null,
      lockFileContents: { info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten', python: '3.14.2', version: '314.0.7' }, packages: {} },
      env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
      ${snapshot ? '_loadSnapshot: files.snapshot,' : '_makeSnapshot: true,'}
    }).then(
      (py) => { py.setStdout(sink); py.setStderr(sink); globalThis.py = py; state.ready = true; },
      (error) => { state.error = String((error && error.stack) || error); },
    );`);
  return run;
}

/** Waits for a realm, then calls `then`. Polls, so that no function of the host is ever handed to the realm. Errors: Error that says why it did not load. */
export function whenReady(run, then) {
  const { ready, error } = JSON.parse(String(run('JSON.stringify(state)')));
  if (error) throw new Error(error);
  if (ready) then();
  else setImmediate(() => whenReady(run, then));
}

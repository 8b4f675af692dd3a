// Loads Pyodide into a JavaScript realm of its own that holds nothing of Node: no process, require, fetch, timers or sockets. What Python can
// reach of the outside are the functions imported into its WebAssembly module, and after `lock()` only an allow-list of those runs.
// Bound to one version of Pyodide: its files are pinned by hash and edited as text, each edit checked for how often it applies.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

/** SHA-256 of the files of pyodide 314.0.7 that are used. */
export const pinned = {
  'pyodide.asm.mjs': 'f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635',
  'pyodide.mjs': '6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109',
  'pyodide.asm.wasm': 'cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6',
  'python_stdlib.zip': 'fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a',
};

/** Reads the pinned files. Errors: Error where one is missing or another version's. */
export function readPinned(folder) {
  return Object.fromEntries(
    Object.entries(pinned).map(([name, expected]) => {
      const bytes = readFileSync(join(folder, name));
      const got = createHash('sha256').update(bytes).digest('hex');
      if (got !== expected) throw new Error(`${name}: expected SHA-256 ${expected}, got ${got}: another version of Pyodide`);
      return [name, bytes];
    }),
  );
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

// In the realm's own words: what a JavaScript shell offers, as far as Pyodide looks for it. `files` and `sink` are filled from outside with bytes
// and strings only.
const shell = `
'use strict';
globalThis.files = Object.create(null);
globalThis.printed = { text: '', cut: false };
globalThis.state = { ready: false, error: '' };
globalThis.TextEncoder = class { encode(text = '') {
  const out = []; for (const sign of String(text)) { let c = sign.codePointAt(0); if (c >= 0xd800 && c < 0xe000) c = 0xfffd;
    if (c < 0x80) out.push(c); else if (c < 0x800) out.push(0xc0 | c >> 6, 0x80 | c & 63);
    else if (c < 0x10000) out.push(0xe0 | c >> 12, 0x80 | c >> 6 & 63, 0x80 | c & 63);
    else out.push(0xf0 | c >> 18, 0x80 | c >> 12 & 63, 0x80 | c >> 6 & 63, 0x80 | c & 63); }
  return new Uint8Array(out); }
  encodeInto(text, into) { const bytes = this.encode(text).subarray(0, into.length); into.set(bytes); return { read: text.length, written: bytes.length }; } };
globalThis.TextDecoder = class { constructor(label = 'utf-8') { this.label = String(label).toLowerCase(); }
  decode(view = new Uint8Array(0)) {
    const b = view instanceof Uint8Array ? view : new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);
    const parts = []; let units = [];
    const push = (c) => { if (c > 0xffff) units.push(0xd800 + (c - 0x10000 >> 10), 0xdc00 + (c - 0x10000 & 1023)); else units.push(c);
      if (units.length > 8000) { parts.push(String.fromCharCode.apply(null, units)); units = []; } };
    if (this.label === 'utf-16le') for (let i = 0; i + 1 < b.length; i += 2) push(b[i] | b[i + 1] << 8);
    else if (this.label === 'latin1' || this.label === 'iso-8859-1') for (let i = 0; i < b.length; i++) push(b[i]);
    else for (let i = 0; i < b.length;) { const a = b[i++]; const next = () => (b[i] & 0xc0) === 0x80 ? b[i++] & 63 : -1;
      if (a < 0x80) push(a);
      else if (a >= 0xc2 && a < 0xe0) { const x = next(); push(x < 0 ? 0xfffd : (a & 31) << 6 | x); }
      else if (a >= 0xe0 && a < 0xf0) { const x = next(), y = x < 0 ? -1 : next(); push(y < 0 ? 0xfffd : (a & 15) << 12 | x << 6 | y); }
      else if (a >= 0xf0 && a < 0xf5) { const x = next(), y = x < 0 ? -1 : next(), z = y < 0 ? -1 : next(); push(z < 0 ? 0xfffd : (a & 7) << 18 | x << 12 | y << 6 | z); }
      else push(0xfffd); }
    if (units.length) parts.push(String.fromCharCode.apply(null, units));
    return parts.join(''); } };
{ let clock = 0; globalThis.performance = { now: () => ++clock, timeOrigin: 0 }; }
globalThis.console = { log() {}, warn() {}, error() {}, info() {}, debug() {} };
globalThis.crypto = { getRandomValues(view) { let s = 1; const b = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  for (let i = 0; i < b.length; i++) { s = (Math.imul(s, 1103515245) + 12345) >>> 0; b[i] = s >>> 16; } return view; } };
globalThis.setTimeout = () => 0; globalThis.clearTimeout = () => {};
globalThis.readbuffer = (name) => { const bytes = files[String(name).split('/').pop()]; if (!bytes) throw new Error('no file ' + name); return bytes.buffer; };
globalThis.read = (name) => new TextDecoder().decode(new Uint8Array(readbuffer(name)));
globalThis.load = () => { throw new Error('load is not here'); };
globalThis.noImport = () => { throw new Error('import is not here'); };
`;

/** Functions that Python may still call after the lock: files in memory, clocks, memory growth, its own way to end. */
const allowed =
  /^(fd_(read|write|seek|pread|pwrite|close|fdstat_get|sync)|clock_(time|res)_get|environ_(get|sizes_get)|proc_exit|random_get|__syscall_(openat|open|stat64|fstat64|lstat64|newfstatat|fcntl64|ioctl|getcwd|getdents64|unlinkat|mkdirat|rmdir|renameat|readlinkat|faccessat|dup|dup3|ftruncate64|truncate64|statfs64|fstatfs64|utimensat|poll|chdir|chmod|fchmod|umask)|emscripten_resize_heap|_?emscripten_(get_now|date_now|memcpy_js|get_heap_max|get_now_is_monotonic)|_(localtime_js|gmtime_js|mktime_js|tzset_js|timegm_js)|_PyEM_TrampolineCall_JS|_PyEM_TrampolineCall.*|can_run_sync_js|abort|_abort_js|__assert_fail|exit|_emscripten_throw_longjmp|__c_longjmp|invoke_.*|getentropy)$/;

// Wraps every function import. Before the lock all run; after it those off the list fail, and the run is known to have tried.
const guard = `
(() => {
  const real = WebAssembly.instantiate.bind(WebAssembly);
  const real2 = WebAssembly.Instance;
  const list = new RegExp(allowedSource);
  const gate = { locked: false, blocked: '', seen: false };
  globalThis.gate = gate;
  const wrap = (name, fn) => {
    if (list.test(name)) return fn;
    const inner = function (...args) {
      if (!gate.locked) return fn.apply(this, args);
      gate.blocked ||= name;
      if (name.startsWith('__syscall_')) return -63;
      if (name === '_emscripten_system') return -1;
      throw new Error('blocked');
    };
    for (const key of ['sig', 'stub', 'isAsync']) if (key in fn) inner[key] = fn[key];
    return inner;
  };
  WebAssembly.instantiate = async (source, imports) => {
    for (const space of ['env', 'wasi_snapshot_preview1']) {
      const table = imports[space];
      if (!table) continue;
      for (const name of Object.keys(table)) if (typeof table[name] === 'function') table[name] = wrap(name, table[name]);
    }
    const result = await real(source, imports);
    const instance = result.instance ?? result;
    if (!gate.seen) { gate.seen = true; globalThis.wasm = instance.exports; }
    return result;
  };
})();
`;

/**
 * Starts loading; poll `state()` until it is ready. `snapshot`: bytes made by `makeSnapshot`, or undefined for a cold start.
 * Returns handles that exchange only strings, numbers and bytes with the realm.
 */
export function openRealm(files, snapshot) {
  const context = vm.createContext(vm.constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: true } });
  const run = (code, filename = 'realm.js') => vm.runInContext(code, context, { filename });
  run(shell);
  const put = (name, bytes) => {
    const into = run(`files[${JSON.stringify(name)}] = new Uint8Array(${bytes.length})`);
    into.set(bytes);
  };
  put('pyodide.asm.wasm', files['pyodide.asm.wasm']);
  put('python_stdlib.zip', files['python_stdlib.zip']);
  if (snapshot) put('snapshot', snapshot);
  run(`const allowedSource = ${JSON.stringify(allowed.source)};${guard}`);
  run(
    edited(files['pyodide.asm.mjs'].toString('utf8'), [
      ['import.meta.url', '"file:///p/pyodide.asm.mjs"', 3],
      ['export default _createPyodideModule', 'globalThis.createPyodideModule = _createPyodideModule', 1],
      ['import(', 'noImport(', 17],
      ['initRandomFill=()=>{', 'initRandomFill=()=>{return view=>crypto.getRandomValues(view);', 1],
    ]),
    'pyodide.asm.js',
  );
  run(
    `{${edited(files['pyodide.mjs'].toString('utf8'), [
      ['import(', 'noImport(', 13],
      ['export{dt as loadPyodide,U as version};', 'globalThis.loadPyodide = dt;', 1],
    ])}\n}`,
    'pyodide.js',
  );
  run(`
    const most = 65536;
    const sink = { write(bytes) { if (printed.text.length < most) printed.text += new TextDecoder().decode(bytes); else printed.cut = true; return bytes.length; }, isatty: false };
    loadPyodide({
      createPyodideModule, indexURL: '/p', jsglobals: Object.freeze(Object.create(null)), stdin: () => null,
      lockFileContents: { info: { abi_version: '2026_0', arch: 'wasm32', platform: 'emscripten', python: '3.14.2', version: '314.0.7' }, packages: {} },
      env: { HOME: '/home/pyodide', PYTHONHASHSEED: '0' },
      ${snapshot ? '_loadSnapshot: files.snapshot,' : '_makeSnapshot: true,'}
    }).then((py) => { py.setStdout(sink); py.setStderr(sink); globalThis.py = py; state.ready = true; }, (error) => { state.error = String(error && error.stack || error); });
  `);
  return { run, context };
}

// Runs inside the realm, as text, before Pyodide: stands between Python's WebAssembly module and every function imported into it. While
// trusted code loads, all run. After `lock()` only those listed do: files in memory, clocks, memory growth, and the ways to end. So no JavaScript
// object, socket or process can be reached from Python, whatever it imports; a call off the list is noted and spoils the run.
{
  const allowed = new Set(
    [
      'fd_read fd_write fd_seek fd_pread fd_pwrite fd_close fd_fdstat_get fd_sync clock_time_get clock_res_get environ_get environ_sizes_get',
      'random_get proc_exit exit _abort_js __assert_fail emscripten_resize_heap emscripten_get_heap_max emscripten_get_now emscripten_date_now',
      '__syscall_openat __syscall_stat64 __syscall_fstat64 __syscall_lstat64 __syscall_newfstatat __syscall_faccessat __syscall_fcntl64',
      '__syscall_ioctl __syscall_getcwd __syscall_chdir __syscall_getdents64 __syscall_mkdirat __syscall_rmdir __syscall_unlinkat',
      '__syscall_renameat __syscall_readlinkat __syscall_dup __syscall_dup3 __syscall_statfs64 __syscall_fstatfs64 __syscall_utimensat',
      '__syscall_chmod __syscall_fchmod __syscall_umask_js __syscall_getuid32_js _localtime_js _gmtime_js _mktime_js _timegm_js _tzset_js',
      '_PyEM_TrampolineCall_JS can_run_sync_js _try_fcntl64 emscripten_runtime_keepalive_push emscripten_runtime_keepalive_pop',
    ].flatMap((names) => names.split(' ')),
  );
  /** bytes: of Python's memory, and of all that it writes to files in memory (which lie outside of that memory) */
  const most = { memory: 512 * 2 ** 20, written: 64 * 2 ** 20 };
  const errno = { noSpace: 51, tooBig: 22, denied: 63 };
  const gate = { locked: false, blocked: '', ended: false, written: 0 };
  globalThis.gate = gate;

  const word = (at) => new DataView(wasm.memory.buffer).getUint32(at, true);
  const room = (vectors, count) => {
    let bytes = 0;
    for (let i = 0; i < count; i++) bytes += word(vectors + 8 * i + 4);
    gate.written += bytes;
    return gate.written <= most.written;
  };
  /** Functions that are allowed within a limit. */
  const limited = {
    emscripten_resize_heap: (real) => (size) => (size >>> 0 > most.memory ? 0 : real(size)),
    fd_write: (real) => (fd, vectors, count, out) => (room(vectors, count) ? real(fd, vectors, count, out) : errno.noSpace),
    fd_pwrite: (real) => (fd, vectors, count, offset, out) => {
      if (offset > most.written) return errno.tooBig; // a file with a hole is as large as its end
      return room(vectors, count) ? real(fd, vectors, count, offset, out) : errno.noSpace;
    },
    fd_seek: (real) => (fd, offset, whence, out) => {
      const failed = real(fd, offset, whence, out);
      if (failed || new DataView(wasm.memory.buffer).getBigInt64(out, true) <= most.written) return failed;
      real(fd, 0n, 0, out);
      return errno.tooBig;
    },
    proc_exit: (real) => (code) => {
      gate.ended = true;
      return real(code);
    },
    exit: (real) => (code) => {
      gate.ended = true;
      return real(code);
    },
  };

  const guarded = (name, real) => {
    if (name.startsWith('invoke_')) return real; // calls back into the module itself
    const within = limited[name]?.(real);
    const inner = function (...args) {
      if (!gate.locked) return real.apply(this, args);
      if (within) return within(...args);
      if (allowed.has(name)) return real.apply(this, args);
      gate.blocked ||= name;
      if (name.startsWith('__syscall_')) return -errno.denied;
      if (name === '_emscripten_system') return -1;
      throw new Error('blocked');
    };
    for (const key of ['sig', 'stub', 'isAsync']) if (key in real) inner[key] = real[key];
    return inner;
  };

  for (const name of ['Suspending', 'promising', 'SuspendError', 'Suspender']) delete WebAssembly[name]; // newer versions: all alike
  const plain = ['Memory', 'Table', 'Global', 'Tag'].map((name) => WebAssembly[name]).filter(Boolean);
  const instantiate = WebAssembly.instantiate.bind(WebAssembly);
  WebAssembly.instantiate = async (source, imports) => {
    // the other spaces of Pyodide's module hold addresses only
    for (const table of new Set([imports?.env, imports?.wasi_snapshot_preview1]))
      for (const name of Object.keys(table ?? {})) {
        const real = table[name];
        if (typeof real === 'function') table[name] = guarded(name, real);
        else if (!plain.some((kind) => real instanceof kind)) throw new Error(`an import of an unknown kind: ${name}`);
      }
    const result = await instantiate(source, imports);
    const { exports } = result.instance ?? result;
    if ('PyLong_Type' in exports) globalThis.wasm = exports; // not the small module that some versions load before
    return result;
  };

  globalThis.lock = () => {
    printed.text = '';
    gate.locked = true;
    Object.defineProperty(Error, 'prepareStackTrace', { value: undefined, writable: false, configurable: false });
    for (const name of [
      'Object',
      'Array',
      'Promise',
      'RegExp',
      'String',
      'Number',
      'Map',
      'Set',
      'Error',
      'Uint8Array',
      'DataView',
    ])
      for (const one of [globalThis[name], globalThis[name].prototype]) Object.freeze(one);
    for (const name of ['WebAssembly', 'Function', 'eval']) delete globalThis[name];
  };
}

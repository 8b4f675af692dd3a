// Alternative routes to the goals of attempts.ts: each tests a layer that the first route does not reach. All were observed to
// succeed without a guard.
import type { Attempt } from './attempt.js';

const written: [string, string][] = [
  [
    'mount the host by Emscripten',
    `def f():
    import os, pyodide_js
    from pyodide.code import run_js
    os.mkdir("/host2")
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, run_js("({ root: '/' })"), "/host2")
    return "escaped" if "SECRET-" in open("/host2{file}").read() else "no"`,
  ],
  [
    'a dynamic import, later than the answer',
    `def f():
    from pyodide.code import run_js
    run_js("import('node:fs').then((fs) => fs.writeFileSync('{witness}', '1'))")
    return 0`,
  ],
  [
    'install a package from a server',
    `def f():
    import pyodide_js
    pyodide_js.loadPackage("http://127.0.0.1:{port}/x-1.0-py3-none-any.whl")
    return 0`,
  ],
  [
    'kill by a shell',
    `def f():
    import os
    return os.system("kill -9 {victim}")`,
  ],
  [
    'look while it loads',
    `import js
found = "SECRET-" in str(js.JSON.stringify(getattr(js.process, "env")))
def f():
    return "escaped" if found else "no"`,
  ],
  [
    'call sites of the host',
    `def f():
    from pyodide.code import run_js
    sites = run_js("Error.prepareStackTrace = (error, sites) => sites.map((site) => site.getFileName()).join(' '); new Error().stack")
    return "escaped" if "/" in str(sites) else "no"`,
  ],
  [
    "the loader's own module",
    `def f():
    import pyodide_js
    return "escaped" if pyodide_js._module.FS.cwd() else "no"`,
  ],
  [
    'say that it passed, and end the process',
    `def f():
    import js
    js.process.stdout.write("PASS\\n")
    js.process.reallyExit(0)`,
  ],
  [
    'say that it passed, and end while it loads',
    `import sys
print("PASS")
sys.exit(0)`,
  ],
  [
    'wanted value changed',
    `def f():
    import __main__
    __main__.want = "no"
    return "no"`,
  ],
  [
    'comparison replaced',
    `import builtins
builtins.bool = lambda *any: True
def f():
    return "no"`,
  ],
  [
    'wanted value rewritten in memory',
    `def f():
    import _ctypes, __main__
    class Byte(_ctypes._SimpleCData):
        _type_ = "B"
    for i in range(len(__main__.want)):
        Byte.from_address(id(__main__.want) + 20 + i).value = ord("x")
    return "x" * len(__main__.want)`,
  ],
  [
    'a destructor without end',
    `class Slow:
    def __del__(self):
        while True: pass
def f():
    Slow()
    return 0`,
  ],
  [
    'stop itself by a signal',
    `def f():
    import os, signal
    os.kill(os.getpid(), signal.SIGSTOP)
    while True: pass`,
  ],
];

/** The placeholders are explained at the top of attempts.ts. */
export const detours: Attempt[] = written.map(([name, code]) => ({ name, fires: true, code: `${code}\n` }));

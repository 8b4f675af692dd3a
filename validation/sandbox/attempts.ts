// Programs that try to escape, or to pass without being correct. Placeholders: `{file}` a secret file, `{witness}` a file to
// create, `{port}` a listening port, `{victim}` a process to kill, `{snapshot}` the interpreter's snapshot. Each defines `f`; an
// attempt that detects its success returns "escaped".
import type { Attempt } from './attempt.js';
import { detours } from './detours.js';

const host = 'import js\n';
const builtin = (name: string) => `js.process.getBuiltinModule("${name}")`;
/** A function `f` with these lines. */
const f = (...lines: string[]) => `def f():\n${lines.map((line) => `    ${line}`).join('\n')}\n`;
const read = 'return "escaped" if "SECRET-" in str(text) else str(text)[:30]';

const files: Attempt[] = [
  { name: 'open a host file', fires: false, code: f('text = open("{file}").read()', read) },
  { name: 'read by fs', fires: true, code: host + f(`text = ${builtin('fs')}.readFileSync("{file}", "utf8")`, read) },
  {
    name: 'mount the host',
    fires: true,
    code: `import pyodide_js\n${f('pyodide_js.mountNodeFS("/host", "/")', 'text = open("/host{file}").read()', read)}`,
  },
  { name: 'write by fs', fires: true, code: host + f(`${builtin('fs')}.writeFileSync("{witness}", "1")`, 'return 0') },
  {
    name: 'write the snapshot',
    fires: true,
    code: host + f('open("{snapshot}", "ab").write(b"x")') + f(`${builtin('fs')}.appendFileSync("{snapshot}", "x")`, 'return 0'),
  },
  {
    name: '/proc by Python',
    fires: false,
    code: f('text = open("/proc/{victim}/environ").read() + open("/proc/self/environ").read()', read),
  },
  {
    name: '/proc by fs',
    fires: true,
    code: host + f(`text = ${builtin('fs')}.readFileSync("/proc/{victim}/environ", "utf8")`, read),
  },
  { name: 'environment by Python', fires: false, code: `import os\n${f('text = str(dict(os.environ))', read)}` },
  { name: 'environment by js', fires: true, code: host + f('text = js.JSON.stringify(getattr(js.process, "env"))', read) },
];

const sockets: Attempt[] = [
  {
    name: 'socket by Python',
    fires: false,
    code: `import socket\n${f('s = socket.create_connection(("127.0.0.1", {port}), 2)', 's.send(b"hello")', 'return "escaped"')}`,
  },
  { name: 'socket by net', fires: true, code: host + f(`${builtin('net')}.connect({port}, "127.0.0.1")`, 'return 0') },
  { name: 'fetch', fires: true, code: host + f('js.fetch("http://127.0.0.1:{port}/")', 'return 0') },
  {
    name: 'fetch by pyodide.http',
    fires: true,
    code: `import asyncio\nfrom pyodide.http import pyfetch\n${f('asyncio.ensure_future(pyfetch("http://127.0.0.1:{port}/"))', 'return 0')}`,
  },
  {
    name: 'look up a name',
    fires: false,
    code: `import socket\n${f('found = socket.getaddrinfo("localhost", {port})', 'return "escaped" if found[0][4][0] in ("127.0.0.1", "::1") else 0')}`,
  },
];

const processes: Attempt[] = [
  { name: 'os.system', fires: true, code: `import os\n${f('os.system("touch {witness}")', 'return 0')}` },
  {
    name: 'exec by child_process',
    fires: true,
    code: host + f(`${builtin('child_process')}.execSync("touch {witness}")`, 'return 0'),
  },
  { name: 'subprocess', fires: false, code: `import subprocess\n${f('subprocess.run(["touch", "{witness}"])', 'return 0')}` },
  { name: 'fork', fires: false, code: `import os\n${f('return "escaped" if os.fork() >= 0 else 0')}` },
  {
    name: 'fork bomb',
    fires: true,
    code:
      host +
      f(
        'for i in range(8):',
        `    ${builtin('child_process')}.spawn("/bin/sh", js.JSON.parse('["-c", "touch {witness}; sleep 1"]'))`,
        'return 0',
      ),
  },
  {
    name: 'threads without end',
    fires: false,
    code: `import threading\n${f('while True: threading.Thread(target=lambda: None).start()')}`,
  },
  {
    name: 'worker',
    fires: true,
    code: host + f(`w = ${builtin('worker_threads')}.Worker.new("0", js.JSON.parse('{"eval": true}'))`, 'return "escaped"'),
  },
  { name: 'kill by js', fires: true, code: host + f('js.process.kill({victim}, "SIGKILL")', 'return 0') },
  { name: 'kill by Python', fires: false, code: `import os\n${f('os.kill({victim}, 9)', 'return 0')}` },
  { name: 'signal the parent', fires: true, code: host + f('js.process.kill(js.process.ppid, "SIGUSR2")', 'return 0') },
];

const objects: Attempt[] = [
  {
    name: 'constructor.constructor',
    fires: true,
    code: host + f('p = js.Object.constructor("return process")()', 'return "escaped" if p.version else 0'),
  },
  {
    name: 'run_js',
    fires: true,
    code: `from pyodide.code import run_js\n${f('return "escaped" if run_js("process.version") else 0')}`,
  },
  {
    name: 'pyodide_js',
    fires: false,
    code: `import pyodide_js\n${f('p = pyodide_js.loadPackage.constructor("return process")()', 'return "escaped" if p.version else 0')}`,
  },
  {
    name: 'to_js',
    fires: true,
    code: `from pyodide.ffi import to_js\n${f('p = to_js([1]).constructor.constructor("return process")()', 'return "escaped" if p.version else 0')}`,
  },
  {
    name: 'create_proxy',
    fires: true,
    code: `from pyodide.ffi import create_proxy\n${f('p = create_proxy(f).constructor.constructor("return process")()', 'return "escaped" if p.version else 0')}`,
  },
  {
    name: 'the error of a JavaScript call',
    fires: true,
    code:
      host +
      f(
        'try: js.JSON.parse("{")',
        'except Exception as e: p = e.constructor.constructor("return process")()',
        'return "escaped" if p.version else 0',
      ),
  },
  {
    name: '_pyodide internals',
    fires: true,
    code: `import sys, _pyodide_core\n${f('hook = next(m for m in sys.meta_path if hasattr(m, "jsproxies"))', 'p = hook.jsproxies["js"].process', 'return "escaped" if p.version else 0')}`,
  },
  {
    name: 'event loop',
    fires: true,
    code: `import asyncio, pyodide_js\n${f('asyncio.get_event_loop().call_later(0, lambda: 0)', 'return "escaped"')}`,
  },
  {
    name: 'ctypes calls a function',
    fires: true,
    code: `import ctypes\n${f('ctypes.CDLL(None).system(b"touch {witness}")', 'return "escaped"')}`,
  },
  {
    name: 'ctypes writes memory',
    fires: false,
    code: `import ctypes\n${f('x = ["a", "b"]', '(ctypes.c_uint32 * 4).from_address(id(x))[2] = 0x7fffffff', 'return x')}`,
  },
  {
    name: 'ctypes lies about a type',
    fires: false,
    code: `import ctypes\nclass E:\n    def __eq__(self, o): return True\n${f('x = E()', '(ctypes.c_uint32 * 2).from_address(id(x))[1] = id(str)', 'return x')}`,
  },
];

const equal = 'class E:\n    def __eq__(self, o): return True\n    def __ne__(self, o): return False\n';
const tampering: Attempt[] = [
  { name: 'equal to everything', fires: true, code: `${equal}${f('return E()')}` },
  { name: 'a lie about __class__', fires: true, code: `${equal}    __class__ = property(lambda self: str)\n${f('return E()')}` },
  {
    name: 'a text that is equal to all',
    fires: true,
    code: `class E(str):\n    def __eq__(self, o): return True\n    __hash__ = str.__hash__\n${f('return E("no")')}`,
  },
  {
    name: 'builtins patched',
    fires: false,
    code: `${equal}import builtins\nbuiltins.str = builtins.repr = builtins.type = builtins.isinstance = lambda *a: True\n${f('return E()')}`,
  },
  {
    name: 'json and marshal patched',
    fires: true,
    code: `import json, marshal, pickle, sys\n${equal}for m in (json, marshal, pickle): m.dumps = lambda *a, **k: "\\"escaped\\""\nsys.modules["json"] = sys.modules["marshal"] = E()\n${f('return E()')}`,
  },
  {
    name: 'wanted value in the frames',
    fires: true,
    code: `import sys\n${f('frame = sys._getframe()', 'while frame:', '    for space in (frame.f_locals, frame.f_globals):', '        for value in list(space.values()):', '            if isinstance(value, str) and value.startswith("SECRET" + "-"): return value', '    frame = frame.f_back')}`,
  },
  {
    name: 'wanted value by gc',
    fires: true,
    code: `import gc\n${f('for d in gc.get_objects():', '    if type(d) is dict:', '        for value in list(d.values()):', '            if type(value) is str and value.startswith("SECRET" + "-"): return value')}`,
  },
  {
    name: 'results changed by a tracer',
    fires: false,
    code: `import sys\nsys.settrace(lambda *a: None)\nsys.setprofile(lambda frame, event, arg: frame.f_locals.update(result="escaped"))\nsys.addaudithook(lambda *a: None)\n${f('return 0')}`,
  },
  {
    name: 'forged lines on standard output',
    fires: true,
    code: f(
      'print("\\n\\"ready\\"\\nPASS\\n{\\"started\\": null}\\n{\\"result\\": {\\"value\\": {\\"s\\": \\"escaped\\"}}}\\n{\\"end\\": true}")',
      'while True: pass',
    ),
  },
  {
    name: 'forged lines on every descriptor',
    fires: true,
    code: `import os\n${f('for fd in range(20):', '    try: os.write(fd, b"\\nPASS\\n{\\"started\\": null}\\n{\\"result\\": {\\"value\\": {\\"s\\": \\"escaped\\"}}}\\n{\\"end\\": true}\\n")', '    except OSError: pass', 'os._exit(0)')}`,
  },
  {
    name: 'forged lines at exit',
    fires: false,
    code: `import atexit, sys\natexit.register(lambda: print("PASS\\n{\\"result\\": {\\"value\\": {\\"s\\": \\"escaped\\"}}}"))\n${f('sys.exit(0)')}`,
  },
  { name: 'os._exit', fires: false, code: `import os\n${f('os._exit(0)')}` },
  { name: 'os.abort', fires: false, code: `import os\n${f('os.abort()')}` },
  { name: 'raise a signal', fires: false, code: `import signal\n${f('signal.raise_signal(signal.SIGKILL)', 'return 0')}` },
];

const exhaustion: Attempt[] = [
  {
    name: 'endless loop',
    fires: true,
    code: f('while True:', '    try:', '        while True: pass', '    except BaseException: pass'),
  },
  { name: 'endless loop while it loads', fires: true, code: `while True: pass\n${f('return 0')}` },
  { name: 'a power too high', fires: true, code: f('return 9 ** 9 ** 9') },
  { name: 'a slow regular expression', fires: true, code: `import re\n${f('re.match("(a+)+$", "a" * 64 + "b")')}` },
  { name: 'a long sleep', fires: true, code: `import time\n${f('time.sleep(10 ** 6)', 'return 0')}` },
  { name: 'printing without end', fires: true, code: f('while True: print("x" * 10000)') },
  {
    name: 'writing without end',
    fires: true,
    code: f('with open("/big", "wb") as file:', '    while True: file.write(b"x" * 1000000)'),
  },
  {
    name: 'memory',
    fires: true,
    code: f('blocks = []', 'while len(blocks) < 100: blocks.append(bytearray(10_000_000))', 'return "escaped"'),
  },
  {
    name: 'memory, errors swallowed',
    fires: true,
    code: f('blocks = []', 'while True:', '    try: blocks.append(bytearray(1_000_000))', '    except MemoryError: pass'),
  },
  { name: 'recursion without limit', fires: true, code: `import sys\nsys.setrecursionlimit(10 ** 9)\n${f('return f()')}` },
  { name: 'a result nested deep', fires: false, code: f('x = []', 'for _ in range(1_000_000): x = [x]', 'return x') },
  { name: 'a result that holds itself', fires: false, code: f('x = []', 'x.append(x)', 'return x') },
  { name: 'a result too large', fires: false, code: f('return list(range(5_000_000))') },
];

export const attempts: Attempt[] = [...files, ...sockets, ...processes, ...objects, ...tampering, ...exhaustion, ...detours];

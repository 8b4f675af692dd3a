# --- environment (leak): reads the environment
def answer(x):
    import js
    return js.process.env.EVALBOOK_SECRET

# --- environment-by-function (leak): makes a host function out of any host object's constructor
def answer(x):
    import pyodide_js
    return pyodide_js.constructor.constructor("return process.env.EVALBOOK_SECRET")()

# --- read (leak): reads a file with a module of Node
def answer(x):
    import js
    return js.process.getBuiltinModule("fs").readFileSync("@FILE@", "utf8")

# --- read-by-script (leak): the same from a script
def answer(x):
    from pyodide.code import run_js
    return run_js("process.getBuiltinModule('fs').readFileSync('@FILE@', 'utf8')")

# --- read-own-process (leak): reads the environment from /proc
def answer(x):
    import js
    return js.process.getBuiltinModule("fs").readFileSync("/proc/self/environ", "utf8")

# --- mount (leak): mounts the host's files into Python's
def answer(x):
    import os, pyodide_js
    pyodide_js.mountNodeFS("/mnt", os.path.dirname("@FILE@"))
    return open("/mnt/" + os.path.basename("@FILE@")).read()

# --- mount-by-emscripten (leak): the same, one layer below
def answer(x):
    import os, pyodide_js
    from pyodide.code import run_js
    os.mkdir("/mnt2")
    pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, run_js("({ root: '/' })"), "/mnt2")
    return open("/mnt2@FILE@").read()

# --- open (leak): opens the file as if there were no sandbox
def answer(x):
    return open("@FILE@").read()

# --- write (file): writes a file with a module of Node
def answer(x):
    import js
    js.process.getBuiltinModule("fs").writeFileSync("@OUT@", "x")
    return "written"

# --- import (file): a dynamic import, which ends after the answer
def answer(x):
    from pyodide.code import run_js
    run_js("import('node:fs').then((fs) => fs.writeFileSync('@OUT@', 'x'))")
    return "later"

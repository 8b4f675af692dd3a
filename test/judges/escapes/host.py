# --- global (reach): the global object of JavaScript
def answer(x):
    import js
    return "reached " + js.Object.keys(js.globalThis).to_py()[0]

# --- converted (reach): a Python list, made into a JavaScript one, has a constructor
def answer(x):
    from pyodide.ffi import to_js
    return "reached " + str(to_js([1, 2]).constructor.constructor("return 'a function of the host'")())

# --- proxy (reach): a Python function, made into a JavaScript one
def answer(x):
    from pyodide.ffi import create_proxy
    return "reached " + str(create_proxy(answer).constructor.name)

# --- error (reach): an error of JavaScript, and what it hangs on
def answer(x):
    from pyodide.code import run_js
    try:
        run_js("null.x")
    except Exception as error:
        return "reached " + str(error.constructor.constructor("return typeof process")())

# --- call-sites (reach): functions on the host's stack
def answer(x):
    from pyodide.code import run_js
    return "reached " + str(run_js("""
        Error.prepareStackTrace = (error, sites) => sites.map((site) => String(site.getFileName())).join(' ');
        new Error().stack"""))

# --- module (reach): the loader's own object
def answer(x):
    import pyodide_js
    return "reached " + pyodide_js._module.FS.cwd()

# --- scheduled (file): Python that runs later, in the host's event loop
def answer(x):
    import js
    from pyodide.ffi import create_once_callable
    js.setTimeout(create_once_callable(lambda: js.process.getBuiltinModule("fs").writeFileSync("@OUT@", "x")), 0)
    return "later"

# --- at-import (reach): not in the function but where the file is read
import sys
from pyodide.code import run_js
found = "reached " + str(run_js("typeof process"))

def answer(x):
    return found

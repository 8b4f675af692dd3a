# --- equal-to-everything (pass): an object that claims to equal anything
class Any:
    def __eq__(self, other): return True
    def __ne__(self, other): return False

def answer(x):
    return Any()

# --- equal-text (pass): the same, and it is a str
class Text(str):
    def __eq__(self, other): return True
    __hash__ = str.__hash__

def answer(x):
    return Text("x")

# --- marker (pass): prints what a passing program would print
def answer(x):
    print("PASS")
    return 1

# --- marker-by-descriptor (pass): the same past Python's own files, on every descriptor
def answer(x):
    import os
    for descriptor in range(20):
        try:
            os.write(descriptor, b"PASS\n")
        except OSError:
            pass
    return 1

# --- marker-of-this-judge (pass): lines as this judge's own process writes them
def answer(x):
    import os
    for descriptor in (1, 2):
        os.write(descriptor, b'\n{"result":{"value":{"s":"PASS"}}}\n{"end":true}\nPASS\n')
    return 1

# --- marker-and-exit (pass): and ends before anyone can look
def answer(x):
    import os
    print("PASS", flush=True)
    os._exit(0)

# --- marker-and-exit-at-import (pass): before there is a function at all
import sys
print("PASS")
sys.exit(0)

# --- caller (pass): reads the wanted result from its caller
def answer(x):
    import sys
    return sys._getframe(1).f_globals["WANT"]

# --- search (pass): looks for the wanted result in all that the interpreter holds
def answer(x):
    import gc
    for one in gc.get_objects():
        if isinstance(one, dict):
            for value in list(one.values()):
                if type(value) is str and value.startswith("wanted-"):
                    return value
    return None

# --- main (pass): changes what is wanted
def answer(x):
    import __main__
    __main__.WANT = 1
    return 1

# --- print-replaced (pass): what is printed is decided here
import builtins
real = builtins.print
builtins.print = lambda *words, **more: real("PASS")

def answer(x):
    return 1

# --- trace (pass): changes the caller's variables from a trace function
def answer(x):
    import sys
    frame = sys._getframe(1)
    frame.f_globals["compare"] = lambda got, want: True
    frame.f_globals["WANT"] = "x"
    return "x"

# --- serialiser (pass): what is sent is decided here
import json, marshal
json.dumps = marshal.dumps = lambda *any, **more: '"PASS"'

def answer(x):
    import __main__
    vars(__main__)["print"] = lambda *words, **more: real_print("PASS")
    return 1

real_print = print

# --- memory-written (pass): turns the number 1 into another by writing to memory
def answer(x):
    import ctypes
    for name, value in list(vars(__import__("__main__")).items()):
        if name == "WANT":
            ctypes.c_uint32.from_address(id(value) + 4).value = id(Any)
    return Any()

class Any:
    def __eq__(self, other): return True

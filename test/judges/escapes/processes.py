# --- execute (file): starts a program
def answer(x):
    import js
    js.process.getBuiltinModule("child_process").execSync("touch @OUT@")
    return "done"

# --- system (file): starts a program as Python does
def answer(x):
    import os
    return os.system("touch @OUT@")

# --- subprocess (file): the same by another way
def answer(x):
    import subprocess
    return subprocess.run(["touch", "@OUT@"]).returncode

# --- foreign-function (file): calls system() of the C library
def answer(x):
    import ctypes
    return ctypes.CDLL(None).system(b"touch @OUT@")

# --- many-processes (file): a small fork bomb, by JavaScript
def answer(x):
    import js
    spawn = js.process.getBuiltinModule("child_process").spawn
    for i in range(8):
        spawn("touch", js.Array.of("@OUT@"))
    return "spawned"

# --- fork-bomb (reach): forks for ever
def answer(x):
    import os
    while os.fork() is not None:
        return "reached a second process"

# --- thread (file): a thread of Node, outside of any guard in this one
def answer(x):
    from pyodide.code import run_js
    run_js("""new (process.getBuiltinModule('worker_threads').Worker)(
        "require('fs').writeFileSync('@OUT@', 'x')", { eval: true })""")
    return "started"

# --- kill (kill): ends a process that it does not own
def answer(x):
    import js
    js.process.kill(@PID@, "SIGKILL")
    return "killed"

# --- kill-by-system (kill): the same with a program
def answer(x):
    import os
    return os.system("kill -9 @PID@")

# --- kill-by-python (kill): the same as Python does
def answer(x):
    import os
    os.kill(@PID@, 9)
    return "killed"

# --- process (reach): the process object itself
def answer(x):
    import js
    return "reached " + js.process.version

# --- exit (pass): says that it passed, and ends the process before anyone looks
def answer(x):
    import js
    js.process.stdout.write("PASS\n")
    js.process.reallyExit(0)

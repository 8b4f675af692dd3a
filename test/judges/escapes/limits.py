# --- loop (hang): never ends
def answer(x):
    while True:
        pass

# --- stubborn-loop (hang): never ends, and catches what would stop it
def answer(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass

# --- at-import-loop (hang): never ends where the file is read
while True:
    pass

# --- power (hang): one operation that takes for ever
def answer(x):
    return 9 ** 9 ** 9

# --- expression (hang): a regular expression that takes for ever
def answer(x):
    import re
    return bool(re.match(r"(a+)+$", "a" * 64 + "b"))

# --- destructor (hang): never ends when it is cleared away
class Slow:
    def __del__(self):
        while True:
            pass

def answer(x):
    Slow()
    return 1

# --- deep (hang): no limit of depth
def answer(x):
    import sys
    sys.setrecursionlimit(10 ** 9)
    return answer(x + 1)

# --- list (memory): more and more
def answer(x):
    kept = []
    while True:
        kept.append(bytearray(10 ** 7))

# --- stubborn-memory (memory): more and more, and tries again when there is no more
def answer(x):
    kept, step = [], 10 ** 8
    while True:
        try:
            kept.append(bytearray(step))
        except MemoryError:
            step = max(step // 2, 1)

# --- file-memory (memory): a file in memory without end
def answer(x):
    with open("/tmp/big", "wb") as file:
        while True:
            file.write(bytes(10 ** 7))

# --- sparse-file (memory): a file with a hole
def answer(x):
    with open("/tmp/sparse", "wb") as file:
        file.seek(2 * 10 ** 9)
        file.write(b"x")
    return 1

# --- print (memory): prints without end
def answer(x):
    while True:
        print("x" * 10 ** 6)

# --- result (memory): a result of a gigabyte
def answer(x):
    return ["x" * 10 ** 6] * 1000

# --- signal (hang): stops itself
def answer(x):
    import os, signal
    os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        pass

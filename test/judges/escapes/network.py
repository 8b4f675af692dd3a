# --- connect (connection): a socket of Node
def answer(x):
    import js
    js.process.getBuiltinModule("net").connect(@PORT@, "127.0.0.1")
    return "connecting"

# --- fetch (connection): asks a server
def answer(x):
    import js
    js.fetch("http://127.0.0.1:@PORT@/")
    return "asking"

# --- pyfetch (connection): the same by Pyodide's own function
def answer(x):
    import asyncio
    from pyodide.http import pyfetch
    asyncio.ensure_future(pyfetch("http://127.0.0.1:@PORT@/"))
    return "asking"

# --- package (connection): installs a package from a server
def answer(x):
    import pyodide_js
    pyodide_js.loadPackage("http://127.0.0.1:@PORT@/x-1.0-py3-none-any.whl")
    return "loading"

# --- socket (connection): a socket of Python
def answer(x):
    import socket
    socket.create_connection(("127.0.0.1", @PORT@), timeout=2).sendall(b"x")
    return "sent"

# --- datagram (connection): without a connection
def answer(x):
    import js
    udp = js.process.getBuiltinModule("dgram").createSocket("udp4")
    udp.send("x", @PORT@, "127.0.0.1")
    return "sent"

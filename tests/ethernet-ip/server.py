"""An EtherNet/IP server on cpppo, with tags of every type that it knows. Prints `ready <port>`; commands come on
standard input, each has one line as answer.

get <tag> <index>          what the server holds
set <tag> <index> <value>  puts a value
"""

import logging
import socket
import sys
import threading
import time

import cpppo
from cpppo.server.enip import device
from cpppo.server.enip.main import main

TAGS = [
    "B=BOOL[4]",
    "I8=SINT[4]",
    "U8=USINT[4]",
    "I16=INT[4]",
    "U16=UINT[4]",
    "I32=DINT[300]",
    "U32=UDINT[4]",
    "I64=LINT[4]",
    "U64=ULINT[4]",
    "F32=REAL[10]",
    "F64=LREAL[4]",
    "SS=SSTRING[4]",
    "ST=STRING[4]",
    "Program:Main.Speed=REAL",
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port):
    main(argv=["--no-config", "--no-udp", "-a", f"127.0.0.1:{port}", *TAGS])


def wait(port):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            # cpppo makes its tags when the first client comes.
            if all(device.resolve_tag(tag.split("=")[0]) for tag in TAGS):
                return
        except OSError:
            pass
        time.sleep(0.02)


def attribute(tag):
    return device.lookup(*device.resolve_tag(tag))


def act(words):
    if words[0] == "get":
        return repr(attribute(words[1])[int(words[2])])
    if words[0] == "set":
        values = attribute(words[1])
        index = int(words[2])
        now = values[index]
        values[index] = words[3] if isinstance(now, str) else type(now)(float(words[3]) if isinstance(now, float) else int(words[3]))
        return "ok"
    return "unknown"


logging.getLogger().setLevel(logging.CRITICAL)
port = int(sys.argv[1]) or free_port()
threading.Thread(target=serve, args=(port,), daemon=True).start()
wait(port)
print("ready", port, flush=True)
for line in sys.stdin:
    try:
        print(act(line.strip().split(maxsplit=3)), flush=True)
    except Exception as error:
        print("error", repr(error).replace("\n", " "), flush=True)

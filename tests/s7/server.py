"""An S7 CPU on python-snap7. Prints `ready <port>`; commands come on standard input, each has one line as answer.

get <area> <number> <start> <count>    what the server holds, hex; areas DB, M, I, Q, T, C
set <area> <number> <start> <hex>      puts bytes
"""

import logging
import socket
import struct
import sys

from snap7.server import Server
from snap7.type import SrvArea
from snap7.util import set_dt, set_dtl, set_string, set_wstring

logging.disable(logging.CRITICAL)

AREAS = {"DB": SrvArea.DB, "M": SrvArea.MK, "I": SrvArea.PE, "Q": SrvArea.PA, "T": SrvArea.TM, "C": SrvArea.CT}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def values():
    block = bytearray(400)
    struct.pack_into(">b", block, 0, -61)
    struct.pack_into(">B", block, 1, 195)
    struct.pack_into(">h", block, 2, -12345)
    struct.pack_into(">H", block, 4, 54321)
    struct.pack_into(">i", block, 6, -1234567890)
    struct.pack_into(">I", block, 10, 4023456789)
    struct.pack_into(">q", block, 14, -1234567890123456789)
    struct.pack_into(">Q", block, 22, 9123456789012345678)
    struct.pack_into(">f", block, 30, -1234.56787109375)
    struct.pack_into(">d", block, 34, -2.718281828459e-200)
    block[42] = 0b1010_0110
    set_string(block, 50, "Kessel 7", 20)
    set_wstring(block, 80, "Kessel 七 °C", 20)
    block[130:140] = b"Pump 12   "
    struct.pack_into(">Q", block, 142, 0xFFFFFFFFFFFFFFFF)
    block[150:158] = bytes.fromhex("2611270430123456")
    block[160:172] = struct.pack(">HBBBBBBI", 2026, 11, 27, 6, 4, 30, 12, 345678901)
    set_string(block, 180, "n" * 200, 210)
    return block


def main():
    port = int(sys.argv[1]) or free_port()
    held = {("DB", 1): values(), ("DB", 2): bytearray(64), ("DB", 7): bytearray(200)}
    for index in range(100):
        struct.pack_into(">H", held[("DB", 7)], 2 * index, index)
    held[("M", 0)] = bytearray(64)
    held[("I", 0)] = bytearray(16)
    held[("Q", 0)] = bytearray(16)
    held[("T", 0)] = bytearray(32)
    held[("C", 0)] = bytearray(32)
    for number in range(20, 60):
        held[("DB", number)] = bytearray(struct.pack(">HH", number, number * 3))
    struct.pack_into(">h", held[("M", 0)], 10, -777)
    held[("I", 0)][0] = 0b0000_1000
    held[("Q", 0)][4] = 0x5A
    struct.pack_into(">H", held[("T", 0)], 10, 0x1123)
    struct.pack_into(">H", held[("C", 0)], 14, 0x0456)
    server = Server(log=False)
    server.host = "127.0.0.1"
    for (area, number), block in held.items():
        server.register_area(AREAS[area], number, block)
    server.start(port)
    print("ready", port, flush=True)
    for line in sys.stdin:
        word = line.split()
        start = int(word[3])
        # The server keeps a copy of what it is given.
        block = server.memory_areas[next(k for k in server.memory_areas if k[1] == int(word[2]) and k[0] == CODES[word[1]])]
        if word[0] == "get":
            print(bytes(block[start : start + int(word[4])]).hex(), flush=True)
        elif word[0] == "set":
            new = bytes.fromhex(word[4])
            block[start : start + len(new)] = new
            print("ok", flush=True)


CODES = {"DB": 0x84, "M": 0x83, "I": 0x81, "Q": 0x82, "T": 0x1D, "C": 0x1C}
main()

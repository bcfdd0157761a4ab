"""Clients of FINS that we did not write. Connects to 127.0.0.1:<port> and prints `ready <port>`; each line on standard input is answered by one.

client.py <port> fins-tcp|fins-udp|finscommand-udp

read <area constant> <word> <bit> <count>       fins: the bytes of the answer, in hex
write <area constant> <word> <bit> <count> <hex>
get <word address> <count>                      finscommand: words such as D100, W5, H5, E1_100, 10 (CIO)
put <word address> <hex>
"""

import sys

port = int(sys.argv[1])
kind = sys.argv[2]


class Aphyt:
    def __init__(self, way):
        from fins.fins_common import FinsPLCMemoryAreas
        from fins.tcp import TCPFinsConnection
        from fins.udp import UDPFinsConnection

        self.areas = FinsPLCMemoryAreas()
        if way == "tcp":
            self.plc = TCPFinsConnection()
            self.plc.connect("127.0.0.1", port)
        else:
            self.plc = UDPFinsConnection()
            self.plc.dest_node_add = 1
            self.plc.srce_node_add = 25
            self.plc.connect("127.0.0.1", port, bind_port=0)

    def ask(self, words):
        what, area, word, bit, count, *data = words
        code = getattr(self.areas, area)
        place = int(word).to_bytes(2, "big") + int(bit).to_bytes(1, "big")
        if what == "read":
            answer = self.plc.memory_area_read(code, place, int(count))
        else:
            answer = self.plc.memory_area_write(code, place, bytes.fromhex(data[0]), int(count))
        if answer[12:14] != b"\x00\x00":
            return "refused " + answer[12:14].hex()
        return answer[14:].hex() or "ok"


class Finscommand:
    def __init__(self):
        from finscommand import fins

        # Node 1 and 25 of network 0; the library knows no other port than 9600.
        self.plc = fins("127.0.0.1", "0.1.0", "0.25.0")
        self.plc.addr = ("127.0.0.1", port)

    def ask(self, words):
        if words[0] == "get":
            return self.plc.read(words[1], int(words[2])).hex()
        self.plc.write(words[1], bytes.fromhex(words[2]))
        return "ok"


library, way = kind.split("-")
client = Aphyt(way) if library == "fins" else Finscommand()
print("ready", port, flush=True)
for line in sys.stdin:
    try:
        print(client.ask(line.split()), flush=True)
    except Exception as failure:  # what a client makes of an end code is the answer here
        print("refused", str(failure).replace("\n", " "), flush=True)

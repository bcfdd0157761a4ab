"""Clients of the MELSEC protocol that we did not write. Connects to 127.0.0.1:<port> and prints `ready <port>`; each line on standard input is answered by one.

client.py <port> pymcprotocol-3E|pymcprotocol-4E|pymcprotocol-3Eascii|pymcprotocol-4Eascii|slmp-tcp|slmp-udp

words <device> <count>          bits <device> <count>
putwords <device> <value> …     putbits <device> <0 or 1> …
"""

import sys

port = int(sys.argv[1])
kind = sys.argv[2]


class Pymcprotocol:
    def __init__(self, frame):
        import pymcprotocol

        self.plc = pymcprotocol.Type3E() if frame.startswith("3E") else pymcprotocol.Type4E()
        if frame.endswith("ascii"):
            self.plc.setaccessopt(commtype="ascii")
        self.plc.connect("127.0.0.1", port)

    def words(self, device, count):
        # The library counts from -32768 to 32767.
        return [word & 0xFFFF for word in self.plc.batchread_wordunits(headdevice=device, readsize=count)]

    def bits(self, device, count):
        return self.plc.batchread_bitunits(headdevice=device, readsize=count)

    def putwords(self, device, values):
        signed = [(word ^ 0x8000) - 0x8000 for word in values]
        self.plc.batchwrite_wordunits(headdevice=device, values=signed)

    def putbits(self, device, values):
        self.plc.batchwrite_bitunits(headdevice=device, values=values)


class Slmp:
    def __init__(self, transport):
        from slmp import SlmpClient, SlmpTarget

        target = SlmpTarget(network=0, station=0xFF, module_io=0x03FF, multidrop=0)
        self.plc = SlmpClient(
            "127.0.0.1", port, transport=transport, default_target=target, plc_profile="melsec:iq-r"
        )
        self.plc.connect()

    def words(self, device, count):
        return self.plc.read_devices(device, count, bit_unit=False)

    def bits(self, device, count):
        return self.plc.read_devices(device, count, bit_unit=True)

    def putwords(self, device, values):
        self.plc.write_devices(device, values, bit_unit=False)

    def putbits(self, device, values):
        self.plc.write_devices(device, [value == 1 for value in values], bit_unit=True)


library, way = kind.split("-")
client = Pymcprotocol(way) if library == "pymcprotocol" else Slmp(way)
print("ready", port, flush=True)
for line in sys.stdin:
    what, device, *rest = line.split()
    numbers = [int(number) for number in rest]
    try:
        if what == "words":
            answer = client.words(device, numbers[0])
        elif what == "bits":
            answer = client.bits(device, numbers[0])
        elif what == "putwords":
            answer = client.putwords(device, numbers) or ["ok"]
        else:
            answer = client.putbits(device, numbers) or ["ok"]
        print(" ".join(str(value if value == "ok" else int(value)) for value in answer), flush=True)
    except Exception as failure:  # what a client makes of an end code is the answer here
        print("refused", str(failure).replace("\n", " "), flush=True)

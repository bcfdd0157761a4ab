"""A Modbus server on pymodbus: server.py <port> [socket|rtu|ascii], or server.py <serial port> rtu|ascii. Prints `ready <port>`; commands come on standard input, each has one line as answer.

get h|i|c|d <unit> <address> <count>   what the server holds
fail <code>                            reads of holding register 900 answer with this exception; 0 ends it
"""

import asyncio
import logging
import sys

from pymodbus import FramerType
from pymodbus.client.mixin import ModbusClientMixin
from pymodbus.constants import ExcCodes
from pymodbus.server import ModbusSerialServer, ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

logging.getLogger("pymodbus").setLevel(logging.CRITICAL)
Wire = ModbusClientMixin.DATATYPE
NUMBERS = [
    (Wire.INT16, -12345),
    (Wire.UINT16, 54321),
    (Wire.INT32, -1234567890),
    (Wire.UINT32, 4023456789),
    (Wire.INT64, -1234567890123456789),
    (Wire.UINT64, 9123456789012345678),
    (Wire.FLOAT32, -1234.56787109375),
    (Wire.FLOAT64, -2.718281828459e-200),
]
UNITS = (1, 7)
failing = 0


def swapped(registers):
    return [((r & 0xFF) << 8) | (r >> 8) for r in registers]


def block(order):
    """Every number in one word order, four registers apart."""
    registers = []
    for kind, value in NUMBERS:
        words = ModbusClientMixin.convert_to_registers(value, kind, "little" if order in ("CDAB", "DCBA") else "big")
        if order in ("BADC", "DCBA"):
            words = swapped(words)
        registers += words + [0] * (4 - len(words))
    return registers


async def act(function_code, start_address, address, count, registers, set_values):
    if failing and function_code == 3 and address <= 900 < address + count:
        return ExcCodes(failing)
    return None


def device(unit):
    holding = []
    for i, order in enumerate(("ABCD", "CDAB", "BADC", "DCBA")):
        holding.append(SimData(i * 100, values=block(order), datatype=DataType.REGISTERS))
    text = ModbusClientMixin.convert_to_registers("Kessel 7 °C", Wire.STRING)
    holding.append(SimData(400, values=text + [0] * (8 - len(text)), datatype=DataType.REGISTERS))
    holding.append(SimData(410, values=swapped(text) + [0] * (8 - len(text)), datatype=DataType.REGISTERS))
    holding.append(SimData(420, values=[0b1010_0110_1100_0011, 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF], datatype=DataType.REGISTERS))
    # A map with holes: 500-509, 512-519, 530 alone.
    holding.append(SimData(500, values=list(range(500, 510)), datatype=DataType.REGISTERS))
    holding.append(SimData(512, values=list(range(512, 520)), datatype=DataType.REGISTERS))
    holding.append(SimData(530, values=[530], datatype=DataType.REGISTERS))
    holding.append(SimData(600, values=[0] * 100, datatype=DataType.REGISTERS))
    holding.append(SimData(900, values=[unit * 100], datatype=DataType.REGISTERS))
    coils = [SimData(0, values=[i % 3 == 0 for i in range(32)], datatype=DataType.BITS)]
    discretes = [SimData(0, values=[i % 5 == 0 for i in range(32)], datatype=DataType.BITS)]
    inputs = [SimData(0, values=[(i * 7) & 0xFFFF for i in range(300)], datatype=DataType.REGISTERS)]
    return SimDevice(unit, simdata=(coils, discretes, holding, inputs), action=act)


FUNCTION = {"h": 3, "i": 4, "c": 1, "d": 2}


def only_ours(sending, packet):
    """Takes the answers out that pymodbus gives for units that it does not have (function 8, among others)."""
    if not sending or not packet:
        return packet
    unit = int(packet[1:3], 16) if packet[:1] == b":" else packet[0]
    return packet if unit in UNITS else b""


async def main():
    global failing
    place = sys.argv[1]
    framer = FramerType(sys.argv[2] if len(sys.argv) > 2 else "socket")
    devices = [device(unit) for unit in UNITS]
    # On a serial line a unit that is not there says nothing.
    serial = {} if framer == FramerType.SOCKET else {"ignore_missing_devices": True, "trace_packet": only_ours}
    if place.startswith("/"):
        server = ModbusSerialServer(devices, framer=framer, port=place, baudrate=115200, **serial)
    else:
        server = ModbusTcpServer(devices, framer=framer, address=("127.0.0.1", int(place)), **serial)
    await server.serve_forever(background=True)
    print("ready", 0 if place.startswith("/") else server.transport.sockets[0].getsockname()[1], flush=True)
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while line := (await reader.readline()).decode().split():
        if line[0] == "get":
            values = await server.async_getValues(int(line[2]), FUNCTION[line[1]], int(line[3]), int(line[4]))
            print(" ".join(str(int(value)) for value in values), flush=True)
        elif line[0] == "fail":
            failing = int(line[1])
            print("ok", flush=True)


asyncio.run(main())

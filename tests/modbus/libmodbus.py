"""A Modbus RTU device on libmodbus: libmodbus.py <serial port> <unit>. Prints `ready 0`; commands come on standard input.

get <address>   what holding register <address> holds

Holding registers hold 1000 + their address at first; registers from 200 on do not exist.
"""

import ctypes
import sys
import threading

lib = ctypes.CDLL("libmodbus.so.5")
lib.modbus_new_rtu.restype = ctypes.c_void_p
lib.modbus_new_rtu.argtypes = [ctypes.c_char_p, ctypes.c_int, ctypes.c_char, ctypes.c_int, ctypes.c_int]
lib.modbus_set_slave.argtypes = [ctypes.c_void_p, ctypes.c_int]
lib.modbus_connect.argtypes = [ctypes.c_void_p]
lib.modbus_receive.argtypes = [ctypes.c_void_p, ctypes.c_char_p]


class Mapping(ctypes.Structure):
    _fields_ = [
        (name, ctypes.c_int)
        for name in (
            "nb_bits",
            "start_bits",
            "nb_input_bits",
            "start_input_bits",
            "nb_input_registers",
            "start_input_registers",
            "nb_registers",
            "start_registers",
        )
    ] + [
        ("tab_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_bits", ctypes.POINTER(ctypes.c_uint8)),
        ("tab_input_registers", ctypes.POINTER(ctypes.c_uint16)),
        ("tab_registers", ctypes.POINTER(ctypes.c_uint16)),
    ]


lib.modbus_mapping_new.restype = ctypes.POINTER(Mapping)
lib.modbus_reply.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(Mapping)]

line = lib.modbus_new_rtu(sys.argv[1].encode(), 19200, b"E", 8, 1)
lib.modbus_set_slave(line, int(sys.argv[2]))
if lib.modbus_connect(line) != 0:
    sys.exit("libmodbus did not open the port")
mapping = lib.modbus_mapping_new(50, 50, 200, 200)
for address in range(200):
    mapping.contents.tab_registers[address] = 1000 + address
    mapping.contents.tab_input_registers[address] = 2000 + address
for address in range(50):
    mapping.contents.tab_bits[address] = address % 3 == 0


def serve():
    query = ctypes.create_string_buffer(260)
    while True:
        length = lib.modbus_receive(line, query)
        if length > 0:
            lib.modbus_reply(line, query, length, mapping)


threading.Thread(target=serve, daemon=True).start()
print("ready 0", flush=True)
while command := sys.stdin.readline().split():
    print(mapping.contents.tab_registers[int(command[1])], flush=True)

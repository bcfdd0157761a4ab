"""A client on python-snap7 that reads and writes our simulator at the port it is given. Prints `ready <port>`; the line
`run` is answered with what it saw, as JSON."""

import json
import logging
import sys

from snap7.client import Client
from snap7.type import Area, Block

logging.disable(logging.CRITICAL)
port = int(sys.argv[1])
client = Client()
client.connect("127.0.0.1", 0, 1, port)
print("ready", port, flush=True)
sys.stdin.readline()
seen = {"db": bytes(client.db_read(1, 0, 8)).hex(), "pdu": client.get_pdu_length()}
client.db_write(1, 20, bytearray.fromhex("cfc7"))
seen["written"] = bytes(client.db_read(1, 20, 2)).hex()
seen["flags"] = bytes(client.mb_read(10, 2)).hex()
seen["timer"] = bytes(client.read_area(Area.TM, 0, 5, 1)).hex()
seen["blocks"] = [int(db) for db in client.list_blocks_of_type(Block.DB, 10)]
seen["length"] = client.get_block_info(Block.DB, 5).MC7Size
szl = client.read_szl(0x0424, 0)
seen["mode"] = bytes(szl.Data[:8]).hex()
try:
    client.db_read(9, 0, 2)
    seen["absent"] = "read"
except Exception as failure:
    seen["absent"] = str(failure)
client.disconnect()
print(json.dumps(seen), flush=True)

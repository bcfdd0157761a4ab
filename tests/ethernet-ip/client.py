"""A client on pycomm3 against the server at the port given: lists, reads, writes and reads again. Prints what it saw as
one line of JSON."""

import json
import sys

from pycomm3 import LogixDriver

READS = [
    "Level",
    "Bottles",
    "Total",
    "Flag",
    "Status.3",
    "Alarms[37]",
    "Grid[2,3]",
    "Row{4}",
    "Names[1]",
    "Recipe[1].Name",
    "Recipe[1].Steps[2]",
    "Program:Main.Motor.Speed",
    "Program:Main.Motor.Running",
    "Program:Main.Motor",
]
WRITES = [
    ("Level", 12.5),
    ("Bottles", -7),
    ("Status.4", True),
    ("Grid[1,1]", 11),
    ("Names[0]", "Cola"),
    ("Recipe[0].Steps[3]", 33),
    ("Program:Main.Motor.Setpoint", 900.0),
]

with LogixDriver(f"127.0.0.1:{sys.argv[1]}/0") as plc:
    seen = {
        "product": plc.info["product_name"],
        "programs": list(plc.info["programs"]),
        "tags": {
            name: {"type": tag["data_type_name"], "sizes": tag["dimensions"][: tag["dim"]]}
            for name, tag in plc.tags.items()
        },
        "read": [[one.value, one.error] for one in plc.read(*READS)],
        "missing": bool(plc.read("Missing")),
        "write": [one.error for one in plc.write(*WRITES)],
        "again": [plc.read(name).value for name, _ in WRITES],
    }
print(json.dumps(seen))

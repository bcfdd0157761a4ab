"""Objects that snmpd asks for by its `pass` directive: types that `override` lacks, and values that may not be set."""

import json
import os
import sys

ROOT = ".1.3.6.1.4.1.63000.2"
STATE = os.path.join(os.path.dirname(os.environ["SNMP_PERSISTENT_DIR"]), "objects.json")
OBJECTS = {
    f"{ROOT}.1.0": ("counter64", "9123456789012345678"),
    f"{ROOT}.2.0": ("ipaddress", "10.0.0.7"),
    f"{ROOT}.3.0": ("octet", "00 1b 21 ff"),
    f"{ROOT}.4.0": ("integer", "2"),
    f"{ROOT}.5.0": ("counter64", "18446744073709551615"),
}


def main() -> None:
    held = json.load(open(STATE)) if os.path.exists(STATE) else {}
    action, oid = sys.argv[1], sys.argv[2]
    if action == "-s":
        kind, value = sys.argv[3], sys.argv[4]
        if oid not in OBJECTS:
            print("no-creation")
        elif OBJECTS[oid][0] == "counter64":
            print("not-writable")
        elif oid.endswith("4.0") and value not in ("1", "2"):
            print("wrong-value")
        else:
            held[oid] = value.strip('"')
            json.dump(held, open(STATE, "w"))
        return
    if action == "-n":
        key = [int(arc) for arc in oid.strip(".").split(".")]
        oid = next((each for each in OBJECTS if [int(arc) for arc in each.strip(".").split(".")] > key), "")
    if oid in OBJECTS:
        print(oid, OBJECTS[oid][0], held.get(oid, OBJECTS[oid][1]), sep="\n")


main()

"""An edge node of pysparkplug (PyPI) with one device, as another maker's would be. Tests run it, nothing ships it."""

import sys
import threading
import time

from pysparkplug import DataType, Device, EdgeNode, Metric
from pysparkplug._edge_node import get_current_timestamp

broker = int(sys.argv[1])
print("ready", broker, flush=True)

KINDS = [
    ("Int8", DataType.INT8, -100),
    ("Int16", DataType.INT16, -12345),
    ("Int32", DataType.INT32, -1234567890),
    ("Int64", DataType.INT64, -1234567890123456789),
    ("UInt8", DataType.UINT8, 200),
    ("UInt16", DataType.UINT16, 54321),
    ("UInt32", DataType.UINT32, 4023456789),
    ("UInt64", DataType.UINT64, 9123456789012345678),
    ("Float", DataType.FLOAT, -1234.5),
    ("Double", DataType.DOUBLE, -2.718281828459e-200),
    ("Boolean", DataType.BOOLEAN, True),
    ("String", DataType.STRING, "Kessel 7 °C"),
]


def metric(name, datatype, value):
    return Metric(timestamp=get_current_timestamp(), name=name, datatype=datatype, value=value)


held = {"Limit": 5.0}


def rebirth(node):
    # pysparkplug leaves it to its user: a new session is a new birth.
    node.disconnect()
    node.connect("127.0.0.1", port=broker)


def node_command(node, message):
    for told in message.payload.metrics:
        if told.name == "Node Control/Rebirth" and told.value:
            threading.Thread(target=rebirth, args=(node,)).start()


def device_command(node, message):
    for told in message.payload.metrics:
        if told.name == "Limit":
            held["Limit"] = told.value
            node.update_device("press", [metric("Limit", DataType.DOUBLE, told.value)])


node = EdgeNode(
    group_id="works",
    edge_node_id="line",
    metrics=[metric("Ramp", DataType.INT64, 0), metric("Node Control/Rebirth", DataType.BOOLEAN, False)],
    cmd_callback=node_command,
)
device = Device(
    device_id="press",
    metrics=[metric(f"Types/{name}", kind, value) for name, kind, value in KINDS] + [metric("Limit", DataType.DOUBLE, 5.0)],
    cmd_callback=device_command,
)
node.register(device)
node.connect("127.0.0.1", port=broker)


def ramp():
    count = 0
    while True:
        time.sleep(0.05)
        count += 1
        try:
            node.update([metric("Ramp", DataType.INT64, count)])
        except Exception as reason:
            print(reason, file=sys.stderr)


threading.Thread(target=ramp, daemon=True).start()

for line in sys.stdin:
    if line.strip() == "held":
        print(held["Limit"], flush=True)
    elif line.strip() == "leave":
        node.deregister("press")
        print("gone", flush=True)

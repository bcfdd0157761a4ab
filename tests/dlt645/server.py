"""A meter served by the PyPI package dlt645, driven line by line over standard input."""
import os
import sys
import threading
from datetime import datetime

os.environ["LOGURU_AUTOINIT"] = "0"
real, sys.stdout = sys.stdout, sys.stderr
from dlt645 import MeterServerService  # noqa: E402
from dlt645.model.types.dlt645_type import Demand  # noqa: E402

ADDRESS = bytes.fromhex("610100000000")


def main() -> None:
    import socket

    port = int(sys.argv[1])
    if port == 0:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    meter = MeterServerService.new_tcp_server("127.0.0.1", port, 60)
    meter.set_address(ADDRESS)
    # On the wire: level 02, then 563412, which is 123456 lowest byte first.
    meter.set_password("02563412")
    for tariff in range(5):
        meter.set_00(0x00010000 | tariff << 8, 123456.78 + tariff)
    meter.set_00(0x00000000, -42.5)
    meter.set_01(0x01010000, Demand(12.3456, datetime(2026, 11, 27, 4, 35)))
    for di, value in {
        0x02010100: 230.1,
        0x02010200: 231.2,
        0x02020100: -123.456,
        0x02030000: -12.3456,
        0x02040000: 1.5,
        0x02060000: -0.987,
        0x02070100: 120.5,
        0x02800002: 49.98,
        0x02800007: -12.5,
    }.items():
        meter.set_02(di, value)
    for di, text in {
        0x04000101: "26112705",
        0x04000102: "043459",
        0x04000103: "15",
        0x04000401: "000000000161",
        0x04000409: "003200",
    }.items():
        meter.set_04(di, text)
    threading.Thread(target=meter.server.start, daemon=True).start()
    while not meter.server.is_running():
        pass
    print(f"ready {port}", file=real, flush=True)
    for line in sys.stdin:
        di = int(line, 16)
        item = meter.get_data_item(di)
        print(item.value if item else "none", file=real, flush=True)


main()

"""A BACnet/IP device of BACpypes3 on loopback. Prints `ready <port>`; answers commands on standard input."""

import asyncio
import socket
import sys

from bacpypes3.app import Application
from bacpypes3.local.analog import AnalogInputObject, AnalogOutputObject, AnalogValueObject
from bacpypes3.local.binary import BinaryInputObject, BinaryValueObject
from bacpypes3.local.cmd import Commandable
from bacpypes3.local.device import DeviceObject
from bacpypes3.local.multistate import MultiStateValueObject
from bacpypes3.local.networkport import NetworkPortObject
from bacpypes3.object import CharacterStringValueObject, IntegerValueObject, LargeAnalogValueObject
from bacpypes3.primitivedata import ObjectIdentifier


class Setpoint(Commandable, AnalogValueObject):
    pass


class Switch(Commandable, BinaryValueObject):
    pass


class Mode(Commandable, MultiStateValueObject):
    pass


def free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def main() -> None:
    port = int(sys.argv[1]) or free_port()
    device = DeviceObject(
        objectIdentifier=("device", 1234),
        objectName="BACpypes3 peer",
        vendorIdentifier=999,
        description="Kessel 7 °C",
        maxApduLengthAccepted=1476,
    )
    network = NetworkPortObject(
        f"127.0.0.1/8:{port}",
        objectIdentifier=("network-port", 1),
        objectName="NetworkPort-1",
        networkNumberQuality="unknown",
    )
    app = Application.from_object_list([device, network])
    objects = [
        AnalogInputObject(objectIdentifier=("analog-input", 1), objectName="Supply air", presentValue=-42.5, units="degreesCelsius", outOfService=False),
        AnalogInputObject(objectIdentifier=("analog-input", 2), objectName="Broken", presentValue=1.5, reliability="noSensor"),
        AnalogInputObject(objectIdentifier=("analog-input", 3), objectName="High", presentValue=99.5, reliability="overRange"),
        AnalogInputObject(objectIdentifier=("analog-input", 4), objectName="Off", presentValue=7.5, outOfService=True),
        AnalogOutputObject(objectIdentifier=("analog-output", 1), objectName="Valve", presentValue=5.0, relinquishDefault=5.0, units="percent"),
        Setpoint(objectIdentifier=("analog-value", 1), objectName="Set point", presentValue=20.0, relinquishDefault=20.0),
        BinaryInputObject(objectIdentifier=("binary-input", 1), objectName="Door", presentValue="active"),
        Switch(objectIdentifier=("binary-value", 1), objectName="Fan", presentValue="inactive", relinquishDefault="inactive"),
        Mode(objectIdentifier=("multi-state-value", 1), objectName="Mode", presentValue=2, numberOfStates=3, relinquishDefault=2),
        CharacterStringValueObject(objectIdentifier=("characterstring-value", 1), objectName="Text", presentValue="Straße 5", statusFlags=[0, 0, 0, 0]),
        IntegerValueObject(objectIdentifier=("integer-value", 1), objectName="Integer", presentValue=-123456, statusFlags=[0, 0, 0, 0]),
        LargeAnalogValueObject(objectIdentifier=("large-analog-value", 1), objectName="Double", presentValue=-2.718281828459e-200, statusFlags=[0, 0, 0, 0]),
        AnalogInputObject(objectIdentifier=("analog-input", 5), objectName="Overridden", presentValue=3.5, statusFlags=[0, 0, 1, 0]),
    ]
    for each in objects:
        app.add_object(each)
    for instance in range(100, 160):
        app.add_object(
            AnalogInputObject(objectIdentifier=("analog-input", instance), objectName=f"Point {instance}", presentValue=float(instance))
        )
    print(f"ready {port}", flush=True)
    loop = asyncio.get_running_loop()
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        kind, instance, name = line.split()
        held = app.get_object_id(ObjectIdentifier((kind, int(instance))))
        print(getattr(held, name), flush=True)


asyncio.run(main())

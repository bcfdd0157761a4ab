"""An OPC UA server on asyncua. Prints `ready <port>`; each line on standard input is a command in JSON, each has one line of JSON as answer.

server.py <port> [--certificates <folder>] [--only-secure] [--user <name>:<password>] [--trust <folder>] [--ramp <ms>] [--history <n>]

--history: the nodes Kept and Kept.Double have a history in memory, of which one answer holds at most n values.

{"do":"set","node":…,"type":…,"value":…,"status":…,"source":µs|null,"server":µs|null}   the node's DataValue
{"do":"get","node":…}                                                                    what the node holds
{"do":"ramp"}                                                                            the last number of the ramp
{"do":"keep","from":n,"count":n}                              so many numbers in a row to the node Kept, and their times in µs
{"do":"fire","count":n,"type":…,"severity":n,"message":…,"time":µs}      events of the object Boiler; one time for all if told
{"do":"alarm","active":bool}                                             the alarm of Boiler, which a refresh tells again
{"do":"calls","forget":bool}                                             what the methods were called with so far
{"do":"asked"}                                                           how often history was read
"""

import argparse
import asyncio
import base64
import json
import logging
import sys
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

from asyncua import Server, ua
from asyncua.crypto.cert_gen import setup_self_signed_certificate
from asyncua.crypto.permission_rules import User, UserRole
from asyncua.crypto.truststore import TrustStore
from asyncua.server.history import HistoryDict
from asyncua.crypto.validator import CertificateValidator, CertificateValidatorOptions
from cryptography.x509.oid import ExtendedKeyUsageOID

logging.disable(logging.CRITICAL)
NAMESPACE = "urn:millrace:test:plant"
APPLICATION = "urn:millrace:test:server"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
Type = ua.VariantType
VALUES = {
    "Boolean": True,
    "SByte": -128,
    "Byte": 255,
    "Int16": -32768,
    "UInt16": 65535,
    "Int32": -2147483648,
    "UInt32": 4294967295,
    "Int64": -9223372036854775807,
    "UInt64": 9223372036854775807,
    "Float": -1234.56787109375,
    "Double": -2.718281828459e-200,
    "String": "Kessel 7 °C — 锅炉",
    "DateTime": datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=timezone.utc),
    "Guid": uuid.UUID("72962b91-fa75-4ae6-8d28-b404dc7daf63"),
    "ByteString": bytes(range(256)),
    "LocalizedText": ua.LocalizedText("Dampfdruck", "de"),
    "QualifiedName": ua.QualifiedName("Steam", 2),
    "NodeId": ua.NodeId("Boiler", 2),
    "StatusCode": ua.StatusCode(0x80340000),
}


def micros(time):
    return None if time is None else (time.replace(tzinfo=timezone.utc) - EPOCH) // timedelta(microseconds=1)


def moment(value):
    return None if value is None else EPOCH + timedelta(microseconds=value)


def from_json(kind, value):
    if kind == "DateTime":
        return moment(value)
    if kind == "ByteString":
        return base64.b64decode(value)
    if kind == "Guid":
        return uuid.UUID(value)
    if kind in ("Int64", "UInt64"):
        return int(value)
    return float(value) if kind in ("Float", "Double") else value


def to_json(value):
    if isinstance(value, datetime):
        return micros(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, ua.LocalizedText):
        return value.Text
    if isinstance(value, list):
        return [to_json(entry) for entry in value]
    return value if isinstance(value, (bool, int, float, str, type(None))) else str(value)


class Users:
    def __init__(self, name, password):
        self.name, self.password = name, password

    def get_user(self, iserver, username=None, password=None, certificate=None):
        if self.name is None or (username == self.name and password == self.password):
            return User(role=UserRole.User)
        return None


async def certify(server, folder):
    folder.mkdir(parents=True, exist_ok=True)
    key, certificate = folder / "key.pem", folder / "certificate.der"
    await setup_self_signed_certificate(
        key, certificate, APPLICATION, "localhost", [ExtendedKeyUsageOID.SERVER_AUTH], {"commonName": "Test server"}
    )
    await server.load_certificate(str(certificate))
    await server.load_private_key(str(key))


CALLS = []


def note(name, *inputs, outputs=()):
    CALLS.append([name, *(to_json(one.Value) for one in inputs)])
    return list(outputs)


def argument(name, kind, rank=-1):
    return ua.Argument(Name=name, DataType=ua.NodeId(kind.value), ValueRank=rank, ArrayDimensions=[0] if rank > 0 else [])


async def add_methods(boiler, index):
    def mix(parent, ratio, count, batch, dry):
        outputs = [ua.Variant(ratio.Value * count.Value, Type.Double), ua.Variant(f"{batch.Value}!", Type.String)]
        return note("Mix", ratio, count, batch, dry, outputs=outputs)

    def wide(parent, number, list):
        return note("Wide", number, list, outputs=[ua.Variant(number.Value, Type.Int64), ua.Variant(list.Value, Type.Float)])

    def heat(parent, target):
        if target.Value > 200:
            note("Heat", target)
            return ua.CallMethodResult(
                StatusCode=ua.StatusCode(ua.StatusCodes.BadInvalidArgument),
                InputArgumentResults=[ua.StatusCode(ua.StatusCodes.BadOutOfRange)],
            )
        return note("Heat", target, outputs=[ua.Variant(target.Value / 2, Type.Double)])

    async def slow(parent):
        note("Slow")
        await asyncio.sleep(1.5)
        return []

    def method(name, act, inputs, outputs):
        return boiler.add_method(ua.NodeId(f"Boiler.{name}", index), f"{index}:{name}", act, inputs, outputs)

    inputs = [argument("Ratio", Type.Double), argument("Count", Type.UInt16), argument("Batch", Type.String), argument("Dry", Type.Boolean)]
    await method("Mix", mix, inputs, [argument("Total", Type.Double), argument("Label", Type.String)])
    lists = [argument("Number", Type.Int64), argument("List", Type.Float, 1)]
    await method("Wide", wide, lists, lists)
    await method("Heat", heat, [argument("Target", Type.Double)], [argument("Half", Type.Double)])
    await method("Slow", slow, [], [])


class Alarms:
    """Events of the object Boiler, and one alarm that a refresh tells again."""

    async def start(self, server, index):
        boiler = server.get_node(ua.NodeId("Boiler", index))
        self.types = {}
        base = server.get_node(ua.ObjectIds.BaseEventType)
        batch = await base.add_object_type(ua.NodeId("BatchEvent", index), f"{index}:BatchEvent")
        await batch.add_property(ua.NodeId("BatchEvent.Batch", index), f"{index}:Batch", 0, Type.Int64)
        for name, node in (("Base", base), ("Batch", batch)):
            self.types[name] = await server.get_event_generator(node, boiler)
        self.alarm = await server.get_event_generator(ua.ObjectIds.AlarmConditionType, boiler)
        event = self.alarm.event
        event.NodeId = ua.NodeId("Boiler.Overheat", index)
        event.add_property("ConditionName", "Overheat", Type.String)
        event.add_property("Retain", True, Type.Boolean)
        event.add_property("BranchId", ua.NodeId(), Type.NodeId)
        event.add_property("ActiveState/Id", True, Type.Boolean)
        event.add_property("AckedState/Id", False, Type.Boolean)
        event.Severity = 900

    async def fire(self, command):
        generator = self.types[command.get("type", "Base")]
        generator.event.Severity = command.get("severity", 100)
        for number in range(command.get("count", 1)):
            if command.get("type") == "Batch":
                generator.event.Batch = number
            await generator.trigger(moment(command.get("time")), f"{command.get('message', 'fired')} {number}")

    async def set_alarm(self, active):
        event = self.alarm.event
        setattr(event, "ActiveState/Id", active)
        event.Retain = active
        await self.alarm.trigger(None, "too hot")


class History(HistoryDict):
    asked = 0

    async def read_node_history(self, *wanted):
        self.asked += 1
        return await super().read_node_history(*wanted)


async def keep_history(server, index, most):
    history = History(max_history_data_response_size=most)
    server.iserver.history_manager.set_storage(history)
    await history.init()
    nodes = [server.get_node(ua.NodeId(name, index)) for name in ("Kept", "Kept.Double")]
    for node in nodes:
        await server.historize_node_data_change(node)
    return history


async def keep(server, node, command):
    times = []
    for number in range(command["from"], command["from"] + command["count"]):
        now = datetime.now(timezone.utc)
        while times and micros(now) <= times[-1]:
            now = datetime.now(timezone.utc)
        times.append(micros(now))
        await server.write_attribute_value(node, ua.DataValue(ua.Variant(number, Type.Int64), SourceTimestamp=now))
        await asyncio.sleep(0)
    return {"times": times}


async def fill(server, index):
    objects = server.nodes.objects
    types = await objects.add_object(ua.NodeId("Types", index), f"{index}:Types")
    writable = await objects.add_object(ua.NodeId("Writable", index), f"{index}:Writable")
    for name, value in VALUES.items():
        kind = Type[name]
        await types.add_variable(ua.NodeId(f"Types.{name}", index), f"{index}:{name}", value, kind)
        node = await writable.add_variable(ua.NodeId(f"Writable.{name}", index), f"{index}:{name}", value, kind)
        await node.set_writable()
    huge = await types.add_variable(ua.NodeId("Types.Huge", index), f"{index}:Huge", 2**64 - 1, Type.UInt64)
    await huge.set_writable()
    await types.add_variable(ua.NodeId("Types.NaN", index), f"{index}:NaN", float("nan"), Type.Double)
    await types.add_variable(ua.NodeId("Types.Null", index), f"{index}:Null", None, Type.Null, datatype=ua.NodeId(11))
    await types.add_variable(ua.NodeId("Types.Enum", index), f"{index}:Enum", 2, Type.Int32, datatype=ua.NodeId(852))
    array = await types.add_variable(
        ua.NodeId("Types.Array", index), f"{index}:Array", [1.5, 2.5, 3.5], Type.Double
    )
    await array.set_writable()
    for identifier in (ua.NodeId(1001, index), ua.NodeId(VALUES["Guid"], index), ua.NodeId(b"\x01\x02\xff", index)):
        await types.add_variable(identifier, f"{index}:By{identifier.NodeIdType.name}", 42, Type.Int32)
    odd = ua.NodeId('"DB 1"."a;b"[3]', index)
    await types.add_variable(odd, f"{index}:Odd", 7, Type.Int32)

    boiler = await objects.add_object(ua.NodeId("Boiler", index), f"{index}:Boiler")
    pressure = await boiler.add_variable(ua.NodeId("Boiler.Pressure", index), f"{index}:Pressure", 8.25, Type.Double)
    information = ua.EUInformation(
        NamespaceUri="http://www.opcfoundation.org/UA/units/un/cefact",
        UnitId=int.from_bytes(b"BAR", "big"),
        DisplayName=ua.LocalizedText("bar"),
    )
    await pressure.add_property(ua.NodeId("Boiler.Pressure.Unit", index), ua.QualifiedName("EngineeringUnits", 0), information)
    await pressure.set_writable()
    await boiler.add_method(ua.NodeId("Boiler.Stop", index), f"{index}:Stop", lambda parent: note("Stop"), [], [])
    await add_methods(boiler, index)
    many = await objects.add_object(ua.NodeId("Many", index), f"{index}:Many")
    for i in range(120):
        await many.add_variable(ua.NodeId(f"Many.{i}", index), f"{index}:V{i:03}", i, Type.Int32)
    await objects.add_variable(ua.NodeId("Ramp", index), f"{index}:Ramp", 0, Type.Int64)
    await objects.add_variable(ua.NodeId("Kept", index), f"{index}:Kept", 0, Type.Int64)
    await objects.add_variable(ua.NodeId("Kept.Double", index), f"{index}:Kept.Double", 0.5, Type.Double)


class Ramp:
    """Counts up at a steady pace; each number is one value that nobody may lose."""

    def __init__(self, server, node):
        self.server, self.node, self.last = server, node, 0

    async def run(self, period):
        while True:
            self.last += 1
            value = ua.DataValue(ua.Variant(self.last, Type.Int64), SourceTimestamp=datetime.now(timezone.utc))
            await self.server.write_attribute_value(self.node, value)
            await asyncio.sleep(period)


async def answer(server, index, parts, command):
    ramp, alarms, history = parts
    if command["do"] == "ramp":
        return {"last": ramp.last}
    if command["do"] == "keep":
        return await keep(server, ua.NodeId("Kept", index), command)
    if command["do"] == "fire":
        await alarms.fire(command)
        return {"done": True}
    if command["do"] == "alarm":
        await alarms.set_alarm(command["active"])
        return {"done": True}
    if command["do"] == "calls":
        calls = CALLS.copy()
        if command.get("forget"):
            CALLS.clear()
        return {"calls": calls}
    if command["do"] == "asked":
        return {"asked": history.asked if history else 0}
    node = server.get_node(ua.NodeId.from_string(command["node"]))
    if command["do"] == "get":
        value = await node.read_data_value(raise_on_bad_status=False)
        return {"value": to_json(value.Value.Value), "type": value.Value.VariantType.name}
    kind = command["type"]
    value = ua.DataValue(
        ua.Variant(from_json(kind, command["value"]), Type[kind]),
        StatusCode=ua.StatusCode(command.get("status", 0)),
        SourceTimestamp=moment(command.get("source")),
        ServerTimestamp=moment(command.get("server")),
        SourcePicoseconds=command.get("tens"),
    )
    await server.write_attribute_value(node.nodeid, value)
    return {"done": True}


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("--certificates")
    parser.add_argument("--only-secure", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--trust")
    parser.add_argument("--ramp", type=int)
    parser.add_argument("--history", type=int)
    options = parser.parse_args()

    name, _, password = (options.user or "").partition(":")
    server = Server(user_manager=Users(name or None, password))
    # Its ConditionRefresh is off unless told; the number is the severity of the events that begin and end one.
    server.iserver.bind_condition_methods = 100
    await server.init()
    server.set_endpoint(f"opc.tcp://127.0.0.1:{options.port}/")
    await server.set_application_uri(APPLICATION)
    if options.certificates:
        await certify(server, Path(options.certificates))
    if options.user:
        server.set_identity_tokens([ua.UserNameIdentityToken])
    if options.trust:
        store = TrustStore([Path(options.trust)], [])
        await store.load()
        options_ = CertificateValidatorOptions.TRUSTED_VALIDATION | CertificateValidatorOptions.PEER_CLIENT
        server.set_certificate_validator(CertificateValidator(options_, store))
    policies = ua.SecurityPolicyType
    secure = [
        policies.Basic256Sha256_Sign,
        policies.Basic256Sha256_SignAndEncrypt,
        policies.Aes128Sha256RsaOaep_SignAndEncrypt,
        policies.Aes256Sha256RsaPss_SignAndEncrypt,
    ]
    server.set_security_policy((secure if options.certificates else []) + ([] if options.only_secure else [policies.NoSecurity]))
    index = await server.register_namespace(NAMESPACE)
    await fill(server, index)
    ramp = Ramp(server, ua.NodeId("Ramp", index))
    alarms = Alarms()
    await alarms.start(server, index)
    history = None
    async with server:
        if options.history:
            history = await keep_history(server, index, options.history)
        port = server.bserver._server.sockets[0].getsockname()[1]
        tasks = [asyncio.create_task(ramp.run(options.ramp / 1000))] if options.ramp else []
        print("ready", port, flush=True)
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        while line := await lines.readline():
            try:
                reply = await answer(server, index, (ramp, alarms, history), json.loads(line))
            except Exception as failure:
                reply = {"error": repr(failure)}
            print(json.dumps(reply), flush=True)
        for task in tasks:
            task.cancel()


asyncio.run(main())

"""An OPC UA server on asyncua. Prints `ready <port>`; each line on standard input is a command in JSON, each has one line of JSON as answer.

server.py <port> [--certificates <folder>] [--only-secure] [--user <name>:<password>] [--trust <folder>] [--ramp <ms>]

{"do":"set","node":…,"type":…,"value":…,"status":…,"source":µs|null,"server":µs|null}   the node's DataValue
{"do":"get","node":…}                                                                    what the node holds
{"do":"ramp"}                                                                            the last number of the ramp
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
    await boiler.add_method(ua.NodeId("Boiler.Stop", index), f"{index}:Stop", lambda parent: [], [], [])
    many = await objects.add_object(ua.NodeId("Many", index), f"{index}:Many")
    for i in range(120):
        await many.add_variable(ua.NodeId(f"Many.{i}", index), f"{index}:V{i:03}", i, Type.Int32)
    await objects.add_variable(ua.NodeId("Ramp", index), f"{index}:Ramp", 0, Type.Int64)


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


async def answer(server, ramp, command):
    if command["do"] == "ramp":
        return {"last": ramp.last}
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
    options = parser.parse_args()

    name, _, password = (options.user or "").partition(":")
    server = Server(user_manager=Users(name or None, password))
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
    async with server:
        port = server.bserver._server.sockets[0].getsockname()[1]
        tasks = [asyncio.create_task(ramp.run(options.ramp / 1000))] if options.ramp else []
        print("ready", port, flush=True)
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        while line := await lines.readline():
            try:
                reply = await answer(server, ramp, json.loads(line))
            except Exception as failure:
                reply = {"error": repr(failure)}
            print(json.dumps(reply), flush=True)
        for task in tasks:
            task.cancel()


asyncio.run(main())

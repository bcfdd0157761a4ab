"""pysparkplug (PyPI) at the other end: a line of JSON in, a line of JSON out. Tests run it, nothing ships it."""

import base64
import dataclasses
import datetime
import json
import sys

from pysparkplug import DataType, DBirth, DData, Metadata, Metric, NBirth, NCmd, NDeath, State

KINDS = {"NBIRTH": NBirth, "DBIRTH": DBirth, "DDATA": DData, "NCMD": NCmd}


def told(value):
    """A value as JSON that loses nothing."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": value.hex()}
    if isinstance(value, bytes):
        return {"bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"int": str(round(value.timestamp() * 1000))}
    return [told(item) for item in value]


def meant(value, datatype):
    if isinstance(value, list):
        return tuple(meant(item, datatype) for item in value)
    if not isinstance(value, dict):
        return value
    if "int" in value:
        number = int(value["int"])
        if datatype in (DataType.DATETIME, DataType.DATETIME_ARRAY):
            return datetime.datetime.fromtimestamp(number / 1000, datetime.timezone.utc)
        return number
    if "float" in value:
        return float.fromhex(value["float"])
    return base64.b64decode(value["bytes"])


def metric_of(row):
    datatype = DataType(row["datatype"])
    return Metric(
        timestamp=row.get("timestamp"),
        name=row.get("name"),
        datatype=datatype,
        metadata=Metadata(**row["metadata"]) if "metadata" in row else None,
        value=meant(row.get("value"), datatype),
        alias=row.get("alias"),
        is_historical=row.get("historical", False),
    )


def row_of(metric):
    row = dataclasses.asdict(metric)
    row["datatype"] = int(metric.datatype)
    row["value"] = told(metric.value)
    return row


def answer(ask):
    if ask["do"] == "encode":
        metrics = tuple(metric_of(row) for row in ask["metrics"])
        head = {"timestamp": ask["timestamp"]} | ({"seq": ask["seq"]} if "seq" in ask else {})
        payload = KINDS[ask["kind"]](metrics=metrics, **head)
        return {"bytes": base64.b64encode(payload.encode(include_dtypes=ask["types"])).decode()}
    raw = base64.b64decode(ask["bytes"])
    if ask["kind"] == "STATE":
        return dataclasses.asdict(State.decode(raw))
    if ask["kind"] == "NDEATH":
        return {"metrics": [row_of(NDeath.decode(raw).bd_seq_metric)]}
    birth = DBirth.decode(base64.b64decode(ask["birth"])) if "birth" in ask else None
    payload = KINDS[ask["kind"]].decode(raw, birth=birth)
    return {"timestamp": payload.timestamp, "seq": getattr(payload, "seq", None), "metrics": [row_of(m) for m in payload.metrics]}


print("ready 0", flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)

"""Reads exports back with pandas and pyarrow: one line of JSON in (format and file), one out (rows, types)."""

import json
import struct
import sys

import pandas
import pyarrow
import pyarrow.ipc
import pyarrow.parquet

COLUMNS = ["time", "point", "path", "name", "value_double", "value_int64", "value_boolean", "value_string", "unit", "status", "quality"]


def bits(value):
    return None if value is None else struct.pack("<d", value).hex()


def micros(timestamp):
    return str(pandas.Timestamp(timestamp).tz_convert("UTC").value // 1000)


def row_of(row):
    row = dict(row)
    row["time"] = micros(row["time"])
    row["value_double"] = bits(row["value_double"])
    row["value_int64"] = None if row["value_int64"] is None else str(row["value_int64"])
    return [row[name] for name in COLUMNS]


def of_table(table):
    types = {field.name: str(field.type) for field in table.schema}
    times = table.column("time").cast(pyarrow.int64()).to_pylist()
    rows = table.drop_columns(["time"]).to_pylist()
    for row, time in zip(rows, times):
        row["time"] = pandas.Timestamp(time, unit="us", tz="UTC")
    return rows, types


def of_csv(file):
    frame = pandas.read_csv(file, dtype=str, keep_default_na=False, na_values=[])
    rows = []
    for row in frame.to_dict("records"):
        text = row["value_string"]
        has = {name: row[name] != "" for name in COLUMNS}
        rows.append({
            **row,
            "value_double": float(row["value_double"]) if has["value_double"] else None,
            "value_int64": int(row["value_int64"]) if has["value_int64"] else None,
            "value_boolean": row["value_boolean"] == "true" if has["value_boolean"] else None,
            "value_string": text if text != "" else None,
            "unit": row["unit"] or None,
            "status": int(row["status"]),
        })
    return rows, {"value_double": str(pandas.read_csv(file)["value_double"].dtype)}


def of_ndjson(file):
    rows = []
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            value, kind = row["value"], row["type"]
            for name in ("double", "int64", "boolean", "string"):
                row[f"value_{name}"] = value if kind == name else None
            if kind == "double":
                row["value_double"] = float(value)
            if kind == "int64":
                row["value_int64"] = int(value)
            row.setdefault("unit", None)
            rows.append(row)
    return rows, {"value": str(pandas.read_json(file, lines=True)["status"].dtype)}


def of_arrow(file):
    with pyarrow.ipc.open_stream(file) as reader:
        table = reader.read_all()
    table.to_pandas()
    return of_table(table)


def of_parquet(file):
    table = pyarrow.parquet.read_table(file)
    pandas.read_parquet(file)
    return of_table(table)


readers = {"csv": of_csv, "ndjson": of_ndjson, "arrow": of_arrow, "parquet": of_parquet}

print("ready 0", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    rows, types = readers[asked["format"]](asked["file"])
    print(json.dumps({"rows": [row_of(row) for row in rows], "types": types}), flush=True)

"""Writes the kinds of files that pandas and pyarrow write: one line of JSON in (kind, file, points, rows), one out."""

import decimal
import json
import sys

import numpy
import pandas
import pyarrow
import pyarrow.feather
import pyarrow.parquet


def frame(points, rows):
    index = numpy.arange(rows)
    times = pandas.to_datetime(1_772_323_200_000_000_000 + index * 1_000_001_000, utc=True)
    return pandas.DataFrame(
        {
            "time": times,
            "point": numpy.array(points)[index % len(points)],
            "value": (index % 1000) / 4,
            "status": numpy.where(index % 100 == 99, 0x80310000, 0).astype("uint32"),
        }
    )


def long(points, rows):
    table = pyarrow.Table.from_pandas(frame(points, rows), preserve_index=False)
    dictionary = table.column("point").cast(pyarrow.string()).dictionary_encode()
    return table.set_column(1, "point", dictionary)


def wide(points, rows):
    index = numpy.arange(rows)
    local = pandas.to_datetime(1_772_323_200_000 + index * 1_000, unit="ms")
    data = {"when": pyarrow.array(local, pyarrow.timestamp("ms"))}
    kinds = [pyarrow.float32(), pyarrow.int16(), pyarrow.decimal128(12, 3), pyarrow.large_string()]
    for at, point in enumerate(points):
        kind = kinds[at % len(kinds)]
        values = [None if i % 10 == 9 else int(i % 100) for i in index]
        if kind == pyarrow.large_string():
            values = [None if v is None else f"{v}.5" for v in values]
        if kind == pyarrow.decimal128(12, 3):
            values = [None if v is None else decimal.Decimal(v) + decimal.Decimal("0.125") for v in values]
        data[f"column {at}"] = pyarrow.array(values, kind)
    return pyarrow.table(data)


def bomb(points, rows):
    """Little on disk, and as many times 100 MB as there are rows when it is read."""
    value = pyarrow.array(["x" * 100_000_000])
    index = pyarrow.array([0] * rows, pyarrow.int32())
    times = pyarrow.array(range(rows), pyarrow.timestamp("s"))
    return pyarrow.table(
        {
            "time": times,
            "point": pyarrow.array([points[0]] * rows),
            "value": pyarrow.DictionaryArray.from_arrays(index, value),
        }
    )


def write(kind, file, table):
    if kind in ("lz4", "zstd", "uncompressed"):
        pyarrow.feather.write_feather(table, file, compression=kind, chunksize=10_000)
    elif kind == "stream":
        with pyarrow.ipc.new_stream(file, table.schema) as writer:
            writer.write_table(table, max_chunksize=7_000)
    elif kind == "csv":
        table.to_pandas().to_csv(file, index=False)
    else:
        pyarrow.parquet.write_table(table, file, compression=kind.removeprefix("parquet-"), row_group_size=9_000)


print("ready 0", flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    make = {"wide": wide, "long": long, "bomb": bomb}[asked["layout"]]
    write(asked["kind"], asked["file"], make(asked["points"], asked["rows"]))
    print("{}", flush=True)

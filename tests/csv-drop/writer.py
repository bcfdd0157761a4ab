"""Writes files with Python's csv module and with pandas: "name path" in, "written <name>" out."""

import csv
import os
import platform
import sys
from datetime import datetime, timedelta, timezone

import pandas

NAMES = ["time", "count", "level", "on", "text"]
EAST = timezone(timedelta(hours=8))
START = datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=EAST)
TEXTS = ["Kessel 7 °C", 'a "quoted" word, and a comma; a semicolon', "two\nlines\tand a tab"]
ROWS = [
    [(START + timedelta(seconds=at)).isoformat(), count, level, on, TEXTS[at]]
    for at, (count, level, on) in enumerate([(9223372036854775807, -1.5e-200, True), (-9223372036854775808, 0.1, False), (7, 1e22, True)])
]


def written(path, encoding="utf-8", rows=ROWS, **options):
    with open(path, "w", newline="", encoding=encoding) as file:
        writer = csv.writer(file, **options)
        writer.writerow(NAMES)
        writer.writerows(rows)


def with_commas(path):
    """As a German office program writes: decimal commas, semicolons, Windows-1252."""
    rows = [[time, count, str(level).replace(".", ","), on, text] for time, count, level, on, text in ROWS]
    written(path, encoding="cp1252", rows=rows, delimiter=";")


def chinese(path):
    written(path, encoding="gb18030", rows=[[*row[:4], "温度 过高"] for row in ROWS])


FRAME = pandas.DataFrame(
    {
        "time": pandas.date_range("2026-03-29 00:30:00.25", periods=3, freq="30min", tz="Europe/Berlin"),
        "count": [1, 2, 3],
        "level": [1.5, float("nan"), 2 / 3],
        "on": [True, False, True],
        "text": ["a", 'b"c', "d,e"],
    }
)
LOCAL = FRAME.assign(time=FRAME["time"].dt.tz_localize(None))
LONG = FRAME[["time", "level", "count"]].melt(id_vars="time", var_name="name").sort_values("time", kind="stable")
HOLED = FRAME.assign(count=[1, None, 3])
BOUNDLESS = FRAME.assign(level=[float("inf"), -float("inf"), 0.5])
NANOSECONDS = FRAME.assign(time=FRAME["time"] + pandas.Timedelta(nanoseconds=789))
MILLIS = FRAME.assign(time=FRAME["time"].dt.tz_convert("UTC").astype("int64") // 1_000_000)

CASES = {
    "csv-excel": lambda path: written(path, dialect="excel"),
    "csv-unix": lambda path: written(path, dialect="unix"),
    "csv-excel-tab": lambda path: written(path, dialect="excel-tab"),
    "csv-semicolon": with_commas,
    "csv-nonnumeric": lambda path: written(path, quoting=csv.QUOTE_NONNUMERIC),
    "csv-gb18030": chinese,
    "csv-escaped": lambda path: written(path, quoting=csv.QUOTE_NONE, escapechar="\\"),
    "pandas": lambda path: FRAME.to_csv(path, index=False),
    "pandas-bom": lambda path: FRAME.to_csv(path, index=False, encoding="utf-8-sig"),
    "pandas-format": lambda path: FRAME.to_csv(path, index=False, sep=";", decimal=",", float_format="%.3f"),
    "pandas-index": lambda path: FRAME.to_csv(path),
    "pandas-time-index": lambda path: FRAME.set_index("time").to_csv(path, quoting=csv.QUOTE_ALL, lineterminator="\r\n"),
    "pandas-no-header": lambda path: FRAME.to_csv(path, index=False, header=False),
    "pandas-local-times": lambda path: LOCAL.to_csv(path, index=False, date_format="%d.%m.%Y %H:%M:%S"),
    "pandas-no-zone": lambda path: LOCAL.to_csv(path, index=False),
    "pandas-nanoseconds": lambda path: NANOSECONDS.to_csv(path, index=False),
    "pandas-millis": lambda path: MILLIS.to_csv(path, index=False),
    "pandas-long": lambda path: LONG.to_csv(path, index=False),
    "pandas-nan": lambda path: FRAME.to_csv(path, index=False, na_rep="NaN"),
    "pandas-holes": lambda path: HOLED.to_csv(path, index=False),
    "pandas-inf": lambda path: BOUNDLESS.to_csv(path, index=False),
}

if __name__ == "__main__":
    print("ready 0")
    for line in sys.stdin:
        name, path = line.split()
        if name == "version":
            print(f"Python {platform.python_version()}, pandas {pandas.__version__}")
            continue
        CASES[name](path + ".part")
        os.replace(path + ".part", path)
        print(f"written {name}")

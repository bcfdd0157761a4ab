"""Writes a workbook with openpyxl at each path it is told, and says `ready 0` first as every peer does."""
import datetime
import sys

from openpyxl import Workbook
from openpyxl.styles import numbers

HEAD = ["group", "name", "address", "attribute", "type", "description", "decimal", "precision"]


def write(path: str) -> None:
    book = Workbook()
    cover = book.active
    cover.title = "Cover"
    cover["A1"] = "Plant 7"
    cover.sheet_state = "hidden"
    tags = book.create_sheet("Tags & more")
    tags.merge_cells("A1:H1")
    tags["A1"] = "标签列表"
    tags.append(HEAD)
    tags.append(["fast", "speed", "1!400001", "Read Write", "INT16", "转速", 0.1, 2])
    tags.append([None, "energy", "1!400003#BL", "Read", "UINT32", "a < b & c", 0.001, None])
    tags.append(["slow", "made a date", datetime.date(2026, 2, 1), "Read", "INT16", None, None, None])
    tags.append(["slow", "computed", "=A1", "Read", "INT16", None, None, None])
    tags.append(["slow", 40001, "1!400005", "Read", "FLOAT", True, 1, None])
    tags.merge_cells("A3:A4")
    tags["G7"].number_format = numbers.FORMAT_NUMBER_00
    book.create_sheet("Empty")
    book.save(path)


print("ready 0", flush=True)
for line in sys.stdin:
    write(line.strip())
    print("written", flush=True)

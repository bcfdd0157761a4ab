"""What there is, as a table for a spreadsheet: `python plant_table.py > plant.csv`. Needs millrace[pandas]."""

import sys

import millrace

plant = millrace.connect()
plant.points().frame().sort_values(['path', 'name']).to_csv(sys.stdout, index=False)

"""The formula of formula.ts by numpy, on the same columns: one JSON line with rows a second and the sum of the results."""

import json
import sys
import time

import numpy

rows = int(sys.argv[1])
seconds = float(sys.argv[2])

row = numpy.arange(rows, dtype=numpy.float64)
flow = 50 + row % 101
head = 20 + row % 37
power = 30 + row % 53
density = 950 + row % 71


def efficiency():
    return density * 9.80665 * flow * head / power * (100 / 3600 / 1000)


def rate(least):
    """Of processor time, the best of the rounds: what the machine does besides is no part of it."""
    best = 0.0
    until = time.perf_counter() + least
    turns = max(1, 1_000_000 // rows)
    while time.perf_counter() < until:
        began = time.thread_time()
        for _ in range(turns):
            efficiency()
        best = max(best, turns * rows / (time.thread_time() - began))
    return best


rate(seconds / 4)
print(json.dumps({"rows_per_s": rate(seconds), "sum": float(efficiency().sum()), "numpy": numpy.__version__}))

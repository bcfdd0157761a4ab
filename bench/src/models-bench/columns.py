"""The formula of formula.ts by numpy, on the same columns: one JSON line with rows a second and the sum of the results."""

import json
import sys
import time

import numpy

ROWS, CALL = (int(text) for text in sys.argv[1:3])
SECONDS = float(sys.argv[3])

row = numpy.arange(ROWS, dtype=numpy.float64)
flow = 50 + row % 101
head = 20 + row % 37
power = 30 + row % 53
density = 950 + row % 71


results = numpy.zeros(ROWS)


def efficiency(of):
    """Into a column that is there, as ours."""
    numpy.multiply(density[of] * 9.80665 * flow[of] * head[of] / power[of], 100 / 3600 / 1000, out=results[of])


def rate(calls):
    """Of processor time: others may run beside."""
    for _ in range(20):
        for of in calls:
            efficiency(of)
    until = time.perf_counter() + SECONDS
    began = time.thread_time()
    turns = 0
    while time.perf_counter() < until:
        for of in calls:
            efficiency(of)
        turns += 1
    return turns * ROWS / (time.thread_time() - began)


calls = [slice(at, at + CALL) for at in range(0, ROWS, CALL)]
print(
    json.dumps(
        {
            "in_calls": rate(calls),
            "at_once": rate([slice(None)]),
            "sum": float(results.sum()),
            "numpy": numpy.__version__,
        }
    )
)

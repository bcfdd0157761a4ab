"""Values as they come, each with what it was before: `python live.py 'Weather and PV' 20`."""

import sys
from typing import Dict

import millrace

name, most = sys.argv[1], int(sys.argv[2])
before: Dict[str, millrace.Change] = {}
with millrace.connect()[name].watch() as changes:
    for count, change in enumerate(changes, 1):
        last = before.get(change.point.id)
        since = '' if last is None else f', {(change.time - last.time) / 1e6:.1f} s after {last.value}'
        print(f'{change.point.name}: {change.value} {change.point.unit or ""}{"" if change.good else " (not good)"}{since}')
        before[change.point.id] = change
        if count == most:
            break

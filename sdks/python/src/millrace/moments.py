"""Time as the platform has it: microseconds since 1970-01-01 UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Optional, Union

# What a moment may be said as. A timedelta is so long ago; a number is µs; what has no zone is local time.
Moment = Union[datetime, timedelta, str, int]
# A length of time: a timedelta, or a word such as '10s', '5min', '1h', '1d'.
Length = Union[timedelta, str]

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
_ISO = re.compile(r'(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?Z$')
_UNITS = {'ms': 1_000, 's': 1_000_000, 'min': 60_000_000, 'h': 3_600_000_000, 'd': 86_400_000_000}


def micros_of(text: str) -> int:
    """Microseconds of a time of the platform."""
    said = _ISO.match(text)
    if said is None:
        raise ValueError(f'Expected a time such as 2026-11-01T00:00:00.000Z, saw {text!r}')
    day, clock, fraction = said.groups()
    whole = datetime.fromisoformat(f'{day}T{clock}+00:00')
    return (whole - _EPOCH) // _MICROSECOND + int((fraction or '').ljust(6, '0'))


def datetime_of(micros: int) -> datetime:
    """The same as a datetime in UTC."""
    return _EPOCH + timedelta(microseconds=micros)


def moment_micros(moment: Moment) -> Optional[int]:
    """Microseconds of a moment; None of a text, which the platform reads itself."""
    if isinstance(moment, timedelta):
        moment = datetime.now(timezone.utc) - moment
    if isinstance(moment, datetime):
        return (moment.astimezone(timezone.utc) - _EPOCH) // _MICROSECOND
    return moment if isinstance(moment, int) else None


def moment_text(moment: Optional[Moment]) -> Optional[str]:
    """A moment as the API takes it."""
    if moment is None:
        return None
    micros = moment_micros(moment)
    return str(moment) if micros is None else str(micros)


def length_micros(length: Length) -> int:
    """Microseconds of a length of time."""
    if isinstance(length, timedelta):
        return length // _MICROSECOND
    said = re.fullmatch(r'(\d+(?:\.\d+)?) ?(ms|s|min|h|d)', length)
    if said is None:
        raise ValueError(f"Expected a length such as '10s', '5min', '1h' or '1d', saw {length!r}")
    return round(float(said.group(1)) * _UNITS[said.group(2)])

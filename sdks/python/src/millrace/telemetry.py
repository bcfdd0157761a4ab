"""Values that a device sends."""

from __future__ import annotations

from typing import Any, Mapping, Optional, Sequence, Union

from .connection import Connection
from .moments import Moment, datetime_of, moment_micros

Values = Mapping[str, Union[float, int, bool, str, None]]


class Device:
    """A device of the platform, by its own credential."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def send(self, values: Values, time: Optional[Moment] = None) -> None:
        """Sends values of one moment, now unless said otherwise; comes back when they are durable."""
        self._post(values if time is None else _row(time, values))

    def send_rows(self, rows: Sequence['tuple[Moment, Values]']) -> None:
        """Sends values of many moments at once."""
        self._post([_row(time, values) for time, values in rows])

    def _post(self, body: Any) -> None:
        self._connection.done('POST', '/telemetry', body=body)


def _row(time: Moment, values: Values) -> Mapping[str, Any]:
    micros = moment_micros(time)
    said = time if micros is None else datetime_of(micros).isoformat().replace('+00:00', 'Z')
    return {'time': said, 'values': values}

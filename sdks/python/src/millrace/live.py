"""Values as they come: server-sent events, with the stream opened again by itself."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, NamedTuple, Optional, Sequence

from .connection import Connection, Reply
from .deadline import wait_before
from .errors import PlatformFault
from .history import GOOD_BITS, Value
from .moments import micros_of

if TYPE_CHECKING:
    from .points import Point

# The platform tells every 15 s that it is still there.
_SILENT_SECONDS = 40.0
_PATIENT_SECONDS = 15.0


class Change(NamedTuple):
    """A new value of a point. `time`: µs since 1970 UTC; `status`: OPC UA StatusCode, 0 is good."""

    point: 'Point'
    time: int
    value: Value
    status: int

    @property
    def good(self) -> bool:
        return self.status & GOOD_BITS == 0


class Watch:
    """Changes of points, walked as they come: the newest of each first, then every new one. Walk it once; close it, or use `with`.

    With `seconds` it ends by itself so long after the walk began.

    A stream that is cut is opened again by itself and goes on with the newest value of each point; none is told twice.
    What is refused for good, such as a session that ended, is raised.
    """

    def __init__(self, connection: Connection, points: Sequence['Point'], seconds: Optional[float] = None) -> None:
        self._connection = connection
        self._points = {point.id: point for point in points}
        self._told: Dict[str, int] = {}
        self._over = threading.Event()
        self._reply: Optional[Reply] = None
        self._seconds = seconds
        self._changes = self._walk()

    def __enter__(self) -> 'Watch':
        return self

    def __exit__(self, *_: Any) -> None:
        self.close()

    def __iter__(self) -> Iterator[Change]:
        return self

    def __next__(self) -> Change:
        return next(self._changes)

    def close(self) -> None:
        """Ends it, also from another thread: whoever walks it comes to its end."""
        self._over.set()
        reply = self._reply
        if reply is not None:
            reply.close()

    def _walk(self) -> Iterator[Change]:
        if self._seconds is None:
            yield from self._stream()
            return
        end = threading.Timer(self._seconds, self.close)
        end.daemon = True
        end.start()
        try:
            yield from self._stream()
        finally:
            end.cancel()

    def _stream(self) -> Iterator[Change]:
        query = {'points': ','.join(self._points)}
        attempt = 0
        while self._points and not self._over.is_set():
            try:
                self._reply = self._connection.stream(
                    '/live', query=query, accept='text/event-stream', idle=_SILENT_SECONDS
                )
                # Closed between the two: nobody else ends it.
                if self._over.is_set():
                    self._reply.close()
                for event, data in events_of(self._reply.pieces()):
                    attempt = 0
                    if event == 'samples':
                        yield from self._new(json.loads(data))
                asked = None
            except PlatformFault as fault:
                refused = 400 <= fault.status < 500 and fault.status != 429
                if (refused or fault.code == 'sdk.certificate') and not self._over.is_set():
                    raise
                asked = fault.retry_after
            self._over.wait(min(wait_before(attempt, asked), _PATIENT_SECONDS))
            attempt = min(attempt + 1, 10)

    def _new(self, samples: Sequence[Any]) -> Iterator[Change]:
        for sample in samples:
            point = self._points[sample['point']]
            time = micros_of(sample['time'])
            if self._told.get(point.id, -1) >= time:
                continue
            self._told[point.id] = time
            if self._over.is_set():
                return
            yield Change(point, time, point.value_of(sample['value']), sample['status'])


def events_of(pieces: Iterator[bytes]) -> Iterator['tuple[str, str]']:
    """Events of a stream as the HTML standard has them (section 9.2.6): its name and its data."""
    event, rest = '', b''
    data: List[str] = []
    for piece in pieces:
        # The platform ends lines with a line feed alone.
        *lines, rest = (rest + piece).split(b'\n')
        for line in lines:
            text = line.rstrip(b'\r').decode()
            if text == '':
                if data:
                    yield event or 'message', '\n'.join(data)
                event, data = '', []
            elif text.startswith('event:'):
                event = text[6:].strip()
            elif text.startswith('data:'):
                data.append(text[5:].removeprefix(' '))

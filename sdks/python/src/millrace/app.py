"""What a process outside is, with a key of an app: the installation whose key it is."""

from __future__ import annotations

import json
import uuid
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Sequence, Union

from .connection import Connection, segment
from .moments import Moment, moment_text

if TYPE_CHECKING:
    from . import schemas


class App:
    """An installation of an app, as its process sees it. Values are in the units of its manifest."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def self(self) -> 'schemas.AppSelf':
        """What it is bound to and set to, and what was agreed to."""
        told: 'schemas.AppSelf' = self._connection.json('GET', '/app-process')
        return told

    def latest(self, points: Sequence[str]) -> List[Dict[str, Any]]:
        """The newest value of each point."""
        return self._ask({'call': 'latest', 'points': list(points)})

    def history(self, points: Sequence[str], start: Moment, end: Moment, buckets: int = 200) -> List[Dict[str, Any]]:
        """Of each point, in columns: about so many buckets with their min, max, mean, first, last and count."""
        span = {'from': moment_text(start), 'to': moment_text(end), 'buckets': buckets}
        return self._ask({'call': 'history', 'points': list(points), **span})

    def write(self, point: str, value: Union[float, bool, str], reason: str, *, id: Optional[str] = None) -> Dict[str, Any]:
        """Writes a property that its manifest says it writes. Look at `state`: `waiting` is for a second person.

        It carries an operation id, so it is sent again after a cut and done once.
        """
        body = {'call': 'write', 'point': point, 'value': value, 'reason': reason, 'id': id or str(uuid.uuid4())}
        told: Dict[str, Any] = self._connection.json('POST', '/app-process/ask', body=body, once=True)
        return told

    def rows(self, table: str, where: Optional[Mapping[str, Any]] = None, order: Optional[str] = None) -> Iterator[Dict[str, Any]]:
        """Rows of a table of its own that match, page after page as one walks them."""
        query: Dict[str, Any] = {'where': json.dumps(where) if where else None, 'order': order, 'limit': 500}
        while True:
            page = self._connection.json('GET', _rows(table), query=query)
            yield from page['items']
            if 'next' not in page:
                return
            query['cursor'] = page['next']

    def put(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Keeps rows by their key: new, or in place of what is there."""
        self._connection.json('PUT', _rows(table), body={'rows': list(rows)})

    def remove(self, table: str, where: Mapping[str, Any]) -> int:
        """How many rows went."""
        return int(self._connection.json('DELETE', _rows(table), query={'where': json.dumps(where)})['rows'])

    def log(self, text: str, level: str = 'info', **fields: Any) -> None:
        """A line to the log of the app, that people read beside it. `level`: info, warn or error."""
        line = {'level': level, 'text': text, **({'fields': fields} if fields else {})}
        self._connection.json('POST', '/app-process/log', body={'lines': [line]})

    def _ask(self, body: Dict[str, Any]) -> List[Dict[str, Any]]:
        told: List[Dict[str, Any]] = self._connection.json('POST', '/app-process/ask', body=body)
        return told


def _rows(table: str) -> str:
    return f'/app-process/tables/{segment(table)}/rows'

"""How a history is read: by Arrow where that may be, else by pages of JSON."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence

from .connection import Connection
from .display import Counter
from .errors import Forbidden
from .history import Columns, History, value_of
from .moments import micros_of

if TYPE_CHECKING:
    import pyarrow

    from .points import Point

ARROW = 'application/vnd.apache.arrow.stream'
SAMPLES_A_PAGE = 20_000
_OF_VALUES = ('value_double', 'value_int64', 'value_boolean', 'value_string')


class HistoryReader:
    """Reads histories of points."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._by_arrow = _has_arrow()

    def read(
        self, point: 'Point', start: Optional[str], end: Optional[str], counter: Counter, page_size: int
    ) -> History:
        """Every sample of the range. The samples are the same either way."""
        query = {'from': start, 'to': end}
        history = self._of_arrow(point, query, counter) if self._by_arrow else None
        return self._of_pages(point, query, counter, page_size) if history is None else history

    def _of_arrow(self, point: 'Point', query: Mapping[str, Any], counter: Counter) -> Optional[History]:
        import pyarrow.ipc

        path = f'/points/{point.id}/history'
        try:
            told = self._connection.octets('GET', path, query=query, accept=ARROW, progress=counter.loading)
        except Forbidden:
            # It may read, and not export: pages are there for it.
            self._by_arrow = False
            return None
        table = pyarrow.ipc.open_stream(told).read_all()
        wanted = f'value_{point.type}'
        # Samples of before its type changed have their values elsewhere; JSON tells them as they are.
        if any(table[name].null_count < table.num_rows for name in _OF_VALUES if name != wanted):
            return None
        counter.more(table.num_rows)
        return History(point, _plain(table, wanted))

    def _of_pages(self, point: 'Point', query: Mapping[str, Any], counter: Counter, page_size: int) -> History:
        whole = Columns(array('q'), [], array('I'))
        while True:
            asked: Dict[str, Any] = {**query, 'limit': page_size}
            page = self._connection.json('GET', f'/points/{point.id}/history', query=asked)
            _append(whole, point.type, page['items'])
            counter.more(len(page['items']))
            if 'next' not in page:
                return History(point, whole)
            query = {'cursor': page['next']}


def _append(columns: Columns, kind: str, items: Sequence[Mapping[str, Any]]) -> None:
    columns.time.extend(micros_of(item['time']) for item in items)
    columns.value.extend(value_of(kind, item['value']) for item in items)
    columns.status.extend(item['status'] for item in items)


def _plain(table: 'pyarrow.Table', value: str) -> 'pyarrow.Table':
    import pyarrow

    time = table['time'].cast(pyarrow.timestamp('us', 'UTC'))
    return pyarrow.table({'time': time, 'value': table[value], 'status': table['status']})


def _has_arrow() -> bool:
    try:
        import pyarrow.ipc  # noqa: F401
    except ImportError:
        return False
    return True

"""Lists that come in pages, read as one walks them."""

from __future__ import annotations

import itertools
from typing import Any, Callable, Dict, Generic, Iterator, List, Mapping, Optional, Sequence, TypeVar

from .connection import Connection
from .display import table

Item = TypeVar('Item')

_SHOWN = 20


class Listing(Generic[Item]):
    """Every item of a list, page after page: the next page is asked for when the one before is walked. May be walked again."""

    def __init__(
        self,
        connection: Connection,
        path: str,
        query: Mapping[str, Any],
        make: Callable[[Any], Item],
        row: Callable[[Item], Mapping[str, Any]],
        page_size: int = 500,
    ) -> None:
        self._connection = connection
        self._path = path
        self._query = dict(query)
        self._make = make
        self._row = row
        self._page_size = page_size
        self._total: Optional[int] = None

    def __iter__(self) -> Iterator[Item]:
        for page in self.pages():
            yield from page

    def pages(self) -> Iterator[List[Item]]:
        """The same, a page at a time."""
        cursor: Optional[str] = None
        while True:
            query = {**self._query, 'limit': self._page_size, 'cursor': cursor}
            page = self._connection.json('GET', self._path, query=query)
            self._total = page.get('total', self._total)
            yield [self._make(item) for item in page['items']]
            cursor = page.get('next')
            if cursor is None:
                return

    def first(self, most: int) -> List[Item]:
        """So many at most, and no page more than that needs."""
        return list(itertools.islice(self, most))

    def frame(self) -> Any:
        """All of it as a DataFrame of pandas."""
        import pandas

        return pandas.DataFrame([self._row(item) for item in self])

    def _repr_html_(self) -> str:
        items = self.first(_SHOWN)
        rows: Sequence[Mapping[str, Any]] = [self._row(item) for item in items]
        head = list(dict.fromkeys(name for row in rows for name in row))
        total = '' if self._total is None else f' of {self._total:,}'
        return table(head, ([row.get(name) for name in head] for row in rows), f'{len(items)}{total}')


def plain_row(item: Mapping[str, Any]) -> Dict[str, Any]:
    """A row of what has no view of its own: its plain values."""
    return {name: value for name, value in item.items() if not isinstance(value, (dict, list))}

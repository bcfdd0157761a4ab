"""What a SELECT over the history tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List

from .display import table

if TYPE_CHECKING:
    import pandas
    import polars

    from . import schemas

_SHOWN = 20


class SqlRows:
    """Rows in columns: `rows['name']` is a column. `truncated`: the limit cut; there are more."""

    def __init__(self, told: 'schemas.SqlResult') -> None:
        self.types: Dict[str, str] = {column['name']: column['type'] for column in told['columns']}
        self._data: Dict[str, List[Any]] = dict(zip(self.types, told['data']))
        self.truncated = told['truncated']
        self._rows = told['rows']

    def __len__(self) -> int:
        return self._rows

    def __getitem__(self, column: str) -> List[Any]:
        return self._data[column]

    def frame(self) -> 'pandas.DataFrame':
        """The same as a DataFrame of pandas; times are times."""
        import pandas

        frame: 'pandas.DataFrame' = pandas.DataFrame(self._data)
        for name, kind in self.types.items():
            if kind in ('time', 'date'):
                frame[name] = pandas.to_datetime(frame[name], utc=kind == 'time', format='ISO8601')
        return frame

    def polars(self) -> 'polars.DataFrame':
        """The same as a DataFrame of polars; times are times."""
        import polars

        frame = polars.DataFrame(self._data)
        times = [name for name, kind in self.types.items() if kind == 'time']
        return frame.with_columns(polars.col(times).str.to_datetime(time_unit='us', time_zone='UTC'))

    def _repr_html_(self) -> str:
        rows = zip(*(column[:_SHOWN] for column in self._data.values()))
        return table(list(self.types), rows, f'{self._rows:,} rows{", and there are more" if self.truncated else ""}')

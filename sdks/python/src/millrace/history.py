"""History in columns: time, value and status of each sample, as it was measured."""

from __future__ import annotations

from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Union, cast

from .display import table
from .moments import datetime_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from .points import Point

# What a sample can hold; a whole number is exact, also beyond 2^53.
Value = Union[float, int, bool, str, None]

GOOD_BITS = 0xC0000000
_SHOWN = 20


class Sample(NamedTuple):
    """One sample. `time`: µs since 1970 UTC; `status`: OPC UA StatusCode, 0 is good."""

    time: int
    value: Value
    status: int

    @property
    def good(self) -> bool:
        return self.status & GOOD_BITS == 0


class Columns(NamedTuple):
    """Time in µs, value, and status of each sample."""

    time: 'array[int]'
    value: List[Value]
    status: 'array[int]'


class History(Sequence[Sample]):
    """Samples of one point, in the order of time: in columns, and to be walked as :class:`Sample`.

    What is not good keeps its status, and the value that came with it.
    """

    def __init__(self, point: 'Point', columns: Union[Columns, 'pyarrow.Table']) -> None:
        self.point = point
        self._told = columns

    @cached_property
    def _columns(self) -> Columns:
        if isinstance(self._told, Columns):
            return self._told
        time, value, status = (self._told[name] for name in ('time', 'value', 'status'))
        return Columns(array('q', time.cast('int64').to_pylist()), value.to_pylist(), array('I', status.to_pylist()))

    @property
    def time(self) -> 'array[int]':
        """Of each sample, µs since 1970 UTC."""
        return self._columns.time

    @property
    def value(self) -> List[Value]:
        """Of each sample; None where there is none."""
        return self._columns.value

    @property
    def status(self) -> 'array[int]':
        """Of each sample, an OPC UA StatusCode; 0 is good."""
        return self._columns.status

    def __len__(self) -> int:
        return len(self._told.time) if isinstance(self._told, Columns) else int(self._told.num_rows)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice) and at.step is None and not isinstance(self._told, Columns):
            return History(self.point, self._told[at])
        if isinstance(at, slice):
            return History(self.point, Columns(self.time[at], self.value[at], self.status[at]))
        return Sample(self.time[at], self.value[at], self.status[at])

    def __iter__(self) -> Iterator[Sample]:
        return map(Sample._make, zip(self.time, self.value, self.status))

    def good(self) -> 'History':
        """The samples whose status is good."""
        kept = [sample for sample in self if sample.good]
        return History(
            self.point,
            Columns(
                array('q', (sample.time for sample in kept)),
                [sample.value for sample in kept],
                array('I', (sample.status for sample in kept)),
            ),
        )

    def arrow(self) -> 'pyarrow.Table':
        """The same as a table of Arrow: time, value, status. Needs `millrace[arrow]`."""
        if not isinstance(self._told, Columns):
            return self._told
        import pyarrow

        kinds = {'double': pyarrow.float64(), 'int64': pyarrow.int64(), 'boolean': pyarrow.bool_()}
        return pyarrow.table(
            {
                'time': pyarrow.array(self.time, pyarrow.int64()).cast(pyarrow.timestamp('us', 'UTC')),
                'value': pyarrow.array(self.value, kinds.get(self.point.type, pyarrow.string())),
                'status': pyarrow.array(self.status, pyarrow.uint32()),
            }
        )

    def frame(self) -> 'pandas.DataFrame':
        """The same as a DataFrame of pandas: value and status, by time. Needs `millrace[pandas]`."""
        import pandas

        kinds = {'double': 'float64', 'int64': 'Int64', 'boolean': 'boolean'}
        time, value, status = self._arrays()
        index = pandas.DatetimeIndex(pandas.to_datetime(time, unit='us', utc=True), name='time')
        kept = pandas.array(value, dtype=kinds.get(self.point.type, 'object'))
        columns = {'value': kept, 'status': pandas.array(status, dtype='uint32')}
        frame: 'pandas.DataFrame' = pandas.DataFrame(columns, index=index)
        return frame

    def _arrays(self) -> 'tuple[Any, Any, Any]':
        """Columns as pandas takes them the fastest."""
        import numpy

        time, value, status = self._columns if isinstance(self._told, Columns) else (None, None, None)
        if time is not None:
            return numpy.asarray(time), value, numpy.asarray(status)
        table = self.arrow()
        given = table['value'].to_numpy() if self.point.type == 'double' else self.value
        return table['time'].cast('int64').to_numpy(), given, table['status'].to_numpy()

    def polars(self) -> 'polars.DataFrame':
        """The same as a DataFrame of polars: time, value, status. Needs `millrace[polars]`."""
        import polars

        if not isinstance(self._told, Columns):
            return cast('polars.DataFrame', polars.from_arrow(self._told))
        kinds: Dict[str, Any] = {'double': polars.Float64, 'int64': polars.Int64, 'boolean': polars.Boolean}
        return polars.DataFrame(
            {
                'time': polars.Series(self.time, dtype=polars.Int64).cast(polars.Datetime('us', 'UTC')),
                'value': polars.Series(self.value, dtype=kinds.get(self.point.type, polars.String)),
                'status': polars.Series(self.status, dtype=polars.UInt32),
            }
        )

    def __repr__(self) -> str:
        return f'<History of {self.point.name}: {_range_of(self)}>'

    def _repr_html_(self) -> str:
        rows = ([datetime_of(one.time).isoformat(), one.value, f'0x{one.status:08X}'] for one in self[:_SHOWN])
        head = ['time', f'{self.point.name} [{self.point.unit}]' if self.point.unit else self.point.name, 'status']
        return table(head, rows, _range_of(self))


class Histories(Mapping[str, History]):
    """Histories of several points, by the name that each was asked for by."""

    def __init__(self, histories: Mapping[str, History]) -> None:
        self._histories = dict(histories)

    def __getitem__(self, name: str) -> History:
        return self._histories[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._histories)

    def __len__(self) -> int:
        return len(self._histories)

    def frame(self) -> 'pandas.DataFrame':
        """All in one DataFrame of pandas: a row an instant, `<name>` and `<name>.status`; nothing is made up between samples."""
        import pandas

        frames = [
            history.frame().rename(columns={'value': name, 'status': f'{name}.status'})
            for name, history in self.items()
        ]
        # Of two samples at one instant the later is the one that counts.
        whole = [frame[~frame.index.duplicated(keep='last')] for frame in frames]
        together: 'pandas.DataFrame' = pandas.concat(whole, axis=1).sort_index() if whole else pandas.DataFrame()
        return together

    def polars(self) -> 'polars.DataFrame':
        """All below each other as a DataFrame of polars: name, time, value, status. Values are numbers."""
        import polars

        parts = [
            history.polars().select(
                polars.lit(name).alias('name'), 'time', polars.col('value').cast(polars.Float64, strict=False), 'status'
            )
            for name, history in self.items()
        ]
        return polars.concat(parts) if parts else polars.DataFrame()

    def __repr__(self) -> str:
        return f'<Histories of {", ".join(self)}>'

    def _repr_html_(self) -> str:
        rows = ([name, history.point.unit, _range_of(history)] for name, history in self.items())
        return table(['name', 'unit', 'samples'], rows)


class Means:
    """A point in windows of time: the time-weighted mean, and the share of the window in which the value is known.

    Windows in which nothing is known are left out. `time`: start of each window, µs since 1970 UTC.
    """

    def __init__(self, point: 'Point', width: int, told: Mapping[str, Any]) -> None:
        self.point = point
        self.width = width
        self.time: List[int] = told['start']
        self.mean: List[Optional[float]] = told['mean']
        self.coverage: List[float] = told['coverage']

    def __len__(self) -> int:
        return len(self.time)

    def frame(self) -> 'pandas.DataFrame':
        """The same as a DataFrame of pandas: mean and coverage, by the start of the window."""
        import pandas

        index = pandas.DatetimeIndex(pandas.to_datetime(self.time, unit='us', utc=True), name='time')
        means = pandas.array(self.mean, dtype='float64')
        frame: 'pandas.DataFrame' = pandas.DataFrame({'mean': means, 'coverage': self.coverage}, index=index)
        return frame

    def __repr__(self) -> str:
        return f'<Means of {self.point.name}: {len(self)} windows of {self.width / 1e6:g} s>'

    def _repr_html_(self) -> str:
        rows = zip((datetime_of(at).isoformat() for at in self.time[:_SHOWN]), self.mean, self.coverage)
        return table(['time', self.point.name, 'coverage'], rows, repr(self)[1:-1])


def value_of(kind: str, told: Value) -> Value:
    """A value as JSON tells it: what a double of JSON cannot hold comes as text."""
    if isinstance(told, str) and kind == 'double':
        return float(told.replace('Infinity', 'inf'))
    if kind == 'int64' and told is not None:
        return int(told)
    if isinstance(told, int) and not isinstance(told, bool) and kind == 'double':
        return float(told)
    return told


def _range_of(history: History) -> str:
    if len(history) == 0:
        return 'no samples'
    first, last = datetime_of(history.time[0]), datetime_of(history.time[-1])
    return f'{len(history):,} samples from {first.isoformat()} to {last.isoformat()}'

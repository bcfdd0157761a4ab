"""Rows that go into a model, and what comes out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from ..display import table
from ..moments import moment_micros

if TYPE_CHECKING:
    import pandas

# The most rows that one request takes.
MOST_ROWS = 10_000
_SHOWN = 20

# A dict of columns, a list of rows, or a DataFrame of pandas or polars.
Rows = Union[Mapping[str, Sequence[Any]], Sequence[Mapping[str, Any]], Any]


class Results:
    """What came out: `values`, `status` (OPC UA), `reasons` and `units` by output; `fault` where the model was stopped.

    `state`: of a stateful model, to go on from.
    """

    def __init__(self, answers: Sequence[Mapping[str, Any]]) -> None:
        self.values: Dict[str, List[Any]] = {}
        self.status: Dict[str, List[int]] = {}
        self.reasons: Dict[str, List[Optional[str]]] = {}
        self.units: Dict[str, Optional[str]] = {}
        self.fault: Optional[Mapping[str, str]] = None
        self.state: Optional[str] = None
        for answer in answers:
            told = answer['results']
            for name, of in told['outputs'].items():
                self.values.setdefault(name, []).extend(of['values'])
                self.status.setdefault(name, []).extend(of['status'])
                why = [told['reasons'][place] if place >= 0 else None for place in of['reason']]
                self.reasons.setdefault(name, []).extend(why)
                self.units[name] = of.get('unit')
            self.fault = self.fault or told.get('fault')
            self.state = answer.get('state')

    def __getitem__(self, output: str) -> List[Any]:
        return self.values[output]

    def columns(self) -> Dict[str, List[Any]]:
        """`<output>`, `<output>.status`, and `<output>.reason` where something is not good."""
        told: Dict[str, List[Any]] = {}
        for name, values in self.values.items():
            told[name] = values
            told[f'{name}.status'] = self.status[name]
            if any(self.reasons[name]):
                told[f'{name}.reason'] = self.reasons[name]
        return told

    def frame(self, index: Any = None) -> 'pandas.DataFrame':
        """The same as a DataFrame of pandas."""
        import pandas

        frame: 'pandas.DataFrame' = pandas.DataFrame(self.columns(), index=index)
        return frame

    def _repr_html_(self) -> str:
        columns = self.columns()
        note = f'{self.fault["says"]}' if self.fault else ''
        return table(list(columns), zip(*(column[:_SHOWN] for column in columns.values())), note)


def plain(value: Any) -> Any:
    """A value as JSON has it: of numpy's too; what is no number is null."""
    if hasattr(value, 'item'):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    # Missing in a column of pandas that may miss something.
    return None if type(value).__name__ == 'NAType' else value


def rows_of(rows: Rows) -> Dict[str, Any]:
    """Rows as the API takes them. A column `<input>.status` is the status of an input, `time` the time of each row."""
    time, columns = _columns_of(rows)
    given = columns.pop('time', None)
    if given is not None:
        time = [_micros(at) for at in given]
    inputs: Dict[str, Dict[str, Any]] = {
        name: {'values': [plain(value) for value in values]}
        for name, values in columns.items()
        if not name.endswith('.status')
    }
    for name, values in columns.items():
        of = inputs.get(name[: -len('.status')]) if name.endswith('.status') else None
        if of is not None:
            of['status'] = [_status(value) for value in values]
    return {'inputs': inputs} if time is None else {'time': time, 'inputs': inputs}


def parts_of(rows: Mapping[str, Any]) -> Iterator[Dict[str, Any]]:
    """The same in requests of a size that the API takes."""
    length = max((len(of['values']) for of in rows['inputs'].values()), default=0)
    for begin in range(0, max(length, 1), MOST_ROWS):
        end = begin + MOST_ROWS
        part: Dict[str, Any] = {
            'inputs': {
                name: {key: column[begin:end] for key, column in of.items()} for name, of in rows['inputs'].items()
            }
        }
        if 'time' in rows:
            part['time'] = rows['time'][begin:end]
        yield part


def is_pandas(rows: Any) -> bool:
    return hasattr(rows, 'columns') and hasattr(rows, 'index') and hasattr(rows, 'to_dict')


def is_polars(rows: Any) -> bool:
    return hasattr(rows, 'get_columns') and hasattr(rows, 'to_dict')


def _columns_of(rows: Any) -> Tuple[Optional[List[int]], Dict[str, List[Any]]]:
    if is_pandas(rows):
        stamped = len(rows.index) > 0 and all(hasattr(at, 'timestamp') for at in rows.index)
        time = [_micros(at) for at in rows.index] if stamped else None
        return time, {str(name): list(rows[name]) for name in rows.columns}
    if is_polars(rows):
        return None, {column.name: column.to_list() for column in rows.get_columns()}
    if isinstance(rows, Mapping):
        return None, {name: list(values) for name, values in rows.items()}
    listed = list(rows)
    names = list(dict.fromkeys(name for row in listed for name in row))
    return None, {name: [row.get(name) for row in listed] for name in names}


def _status(value: Any) -> int:
    known = plain(value)
    # BadNoData: a row in which this input has no sample.
    return 0x809B0000 if known is None else int(known)


def _micros(at: Any) -> int:
    if hasattr(at, 'to_pydatetime'):
        at = at.to_pydatetime(warn=False)
    if hasattr(at, 'item'):
        at = at.item()
    micros = moment_micros(at)
    return int(at) if micros is None else micros

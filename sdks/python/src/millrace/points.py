"""Points and assets of the plant, as one finds them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Union

from .display import Progress, first_line, table
from .history import Histories, History, Means, Sample, Value, value_of
from .history_reading import SAMPLES_A_PAGE
from .listing import Listing
from .moments import Length, Moment, length_micros, micros_of, moment_text

if TYPE_CHECKING:
    from . import schemas
    from .live import Watch
    from .plant import Plant


class Point:
    """A point: what a machine measures, or what is worked out of others."""

    def __init__(self, plant: 'Plant', id: str, told: 'Optional[schemas.Point]' = None) -> None:
        self._plant = plant
        self.id = id
        self._told = told

    @property
    def told(self) -> 'schemas.Point':
        """All that the platform says of it; read when it is first looked at."""
        if self._told is None:
            self._told = self._plant.api.get_points_by_id(self.id)
        return self._told

    @property
    def name(self) -> str:
        return self.told['name']

    @property
    def path(self) -> Tuple[str, ...]:
        """Names from the top of the tree down to its asset."""
        return tuple(self.told['path'])

    @property
    def type(self) -> str:
        """double, int64, boolean or string."""
        return self.told['type']

    @property
    def unit(self) -> Optional[str]:
        """UCUM code."""
        return self.told.get('unit')

    @property
    def asset_id(self) -> str:
        return self.told['assetId']

    def value_of(self, told: Value) -> Value:
        """A value as JSON tells it, as what it is. A plain number says so itself."""
        return value_of(self.type, told) if self._told is not None or isinstance(told, str) else told

    @property
    def latest(self) -> Optional[Sample]:
        """Its newest sample as it was when the point was read; :meth:`refresh` reads it again."""
        latest = self.told.get('latest')
        if latest is None:
            return None
        return Sample(micros_of(latest['time']), value_of(self.type, latest['value']), latest['status'])

    def refresh(self) -> 'Point':
        """Reads it again."""
        self._told = None
        return self

    def history(
        self,
        start: Optional[Moment] = None,
        end: Optional[Moment] = None,
        *,
        page_size: int = SAMPLES_A_PAGE,
        progress: Progress = None,
    ) -> History:
        """Every sample from `start` (inclusive) to `end` (exclusive; now); without a start the hour before."""
        return self._plant.history({'': self}, start, end, page_size=page_size, progress=progress)['']

    def means(
        self, every: Length, start: Optional[Moment] = None, end: Optional[Moment] = None, *, linear: bool = False
    ) -> Means:
        """Time-weighted means in windows (`'1min'`, a timedelta). `linear`: a line goes from sample to sample, not a step."""
        width = length_micros(every)
        told = self._plant.api.get_points_by_id_time_weighted(
            self.id,
            from_=moment_text(start),
            to=moment_text(end),
            width=width,
            interpolation='linear' if linear else 'step',
        )
        return Means(self, width, told)

    def watch(self, seconds: Optional[float] = None) -> 'Watch':
        """Its values as they come, the newest first of all."""
        return self._plant.watch([self], seconds)

    def write(self, value: Union[float, int, bool, str], reason: str, *, id: Optional[str] = None) -> 'schemas.Write':
        """Writes to the machine. Look at `state` of what comes back: `waiting` is for a second person.

        It carries an operation id, so it is sent again after a cut and done once; give the `id` to go on with one of before.
        """
        given = str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53 else value
        body = {'value': given, 'reason': reason, 'id': id or str(uuid.uuid4())}
        told: 'schemas.Write' = self._plant.request('POST', f'/points/{self.id}/writes', body=body, once=True)
        return told

    def __repr__(self) -> str:
        return f'<Point {"/".join((*self.path, self.name))}>'

    def _repr_html_(self) -> str:
        latest = self.latest
        rows: List[Tuple[str, Any]] = [
            ('path', ' / '.join(self.path)),
            ('type', self.type),
            ('unit', self.unit),
            ('description', first_line(self.told.get('description'))),
            ('latest', None if latest is None else latest.value),
            ('id', self.id),
        ]
        return table([self.name, ''], rows)


class Asset:
    """A place or a machine of the plant. `asset['name']` is a point on it. `told` is all that the platform says of it."""

    def __init__(self, plant: 'Plant', told: 'schemas.Asset') -> None:
        self._plant = plant
        self.told = told
        self.id = told['id']
        self.name = told['name']
        self.path: Tuple[str, ...] = tuple(told['path'])
        self.level: str = told['level']
        self.tags = tuple(told['tags'])

    def children(self) -> 'Listing[Asset]':
        """What hangs directly on it."""
        return self._plant.assets(parent=self.id)

    def points(self, search: Optional[str] = None) -> Listing[Point]:
        """Points on it and on what is below."""
        return self._plant.points(asset=self.id, search=search)

    def __getitem__(self, name: str) -> Point:
        found = [point for point in self.points(name) if point.name == name]
        here = [point for point in found if point.asset_id == self.id]
        return self._plant.the_one(here or found, f'a point {name!r} on {"/".join(self.path)}')

    def history(
        self, *names: str, start: Optional[Moment] = None, end: Optional[Moment] = None, progress: Progress = None
    ) -> Histories:
        """Histories of its points by name, of all of them without a name."""
        points = [self[name] for name in names] if names else [one for one in self.points() if one.asset_id == self.id]
        return self._plant.history(points, start, end, progress=progress)

    def watch(self, *names: str, seconds: Optional[float] = None) -> 'Watch':
        """Values of its points as they come, of all of them without a name."""
        points = [self[name] for name in names] if names else [one for one in self.points() if one.asset_id == self.id]
        return self._plant.watch(points, seconds)

    def __repr__(self) -> str:
        return f'<Asset {"/".join(self.path)}>'

    def _repr_html_(self) -> str:
        here = [point for point in self.points().first(200) if point.asset_id == self.id]
        rows = ([row['name'], row['value'], row['unit'], row['status']] for row in map(point_row, here))
        return table([' / '.join(self.path), 'latest', 'unit', 'status'], rows)


def point_row(point: Point) -> Dict[str, Any]:
    """A point as a row of a table."""
    latest = point.latest
    value: Value = None if latest is None else latest.value
    return {
        'name': point.name,
        'path': ' / '.join(point.path),
        'unit': point.unit,
        'value': value,
        'status': None if latest is None else f'0x{latest.status:08X}',
        'id': point.id,
    }


def asset_row(asset: Asset) -> Dict[str, Any]:
    """An asset as a row of a table."""
    return {
        'name': asset.name,
        'path': ' / '.join(asset.path),
        'level': asset.level,
        'points': asset.told['pointCount'],
        'id': asset.id,
    }

"""The face of the package: a plant, as who is signed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, Mapping, Optional, Sequence, Tuple, TypeVar, Union

from .app import App
from .connection import Connection
from .display import Counter, Progress
from .errors import Conflict, NotFound
from .history import Histories, History
from .history_reading import SAMPLES_A_PAGE, HistoryReader
from .listing import Listing
from .live import Watch
from .models import Models
from .moments import Moment, moment_text
from .operations import Operations
from .points import Asset, Point, asset_row, point_row
from .sql import SqlRows

if TYPE_CHECKING:
    from . import schemas

One = TypeVar('One', Asset, Point)
_UUID = re.compile(r'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')


class Plant:
    """A platform as one principal. `plant['Site/Boiler house/Boiler 1']` is an asset. Any thread may use it.

    Made by :func:`connect` or :func:`sign_in`. Every call raises :class:`PlatformFault`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        #: Every operation of the API, by its operationId.
        self.api = Operations(connection)
        #: Mechanism models: to write, test, publish and call them.
        self.models = Models(connection)
        #: With a key of an app: the installation whose key it is.
        self.app = App(connection)
        self._reader = HistoryReader(connection)

    def within(self, seconds: Optional[float], *, retries: Optional[int] = None) -> 'Plant':
        """The same plant, where each call ends after so many seconds, with all that is tried again."""
        return Plant(self._connection.within(seconds, retries))

    def whoami(self) -> 'schemas.Session':
        """Who is signed in, and for which organisation. A key is nobody: it is told 403."""
        return self.api.get_session()

    def request(self, method: str, path: str, *, query: Optional[Mapping[str, Any]] = None, body: Any = None, once: bool = False) -> Any:
        """Any request below /api/v1, answered in JSON. `once`: it carries an operation id, so it may be sent again."""
        return self._connection.json(method, path, query=query, body=body, once=once)

    def assets(
        self,
        search: Optional[str] = None,
        *,
        parent: Optional[str] = None,
        below: Optional[str] = None,
        level: Optional[str] = None,
        tag: Optional[str] = None,
        page_size: int = 500,
    ) -> Listing[Asset]:
        """Assets that match, page after page as one walks them. `parent`: what hangs directly on it; `root`: the top."""
        query = {'search': search, 'parent': parent, 'below': below, 'level': level, 'tag': tag}
        return Listing(self._connection, '/assets', query, lambda told: Asset(self, told), asset_row, page_size)

    def asset(self, id: str) -> Asset:
        """An asset by its id."""
        return Asset(self, self.api.get_assets_by_id(id))

    def create_asset(self, name: str, parent: Optional[Asset] = None, **more: Any) -> Asset:
        """Makes an asset. `more`: level, kind, description, tags, position. It is never sent twice by itself."""
        body = {'name': name, **({} if parent is None else {'parent': parent.id}), **more}
        return Asset(self, self.request('POST', '/assets', body=body))

    def points(
        self, search: Optional[str] = None, *, asset: Optional[str] = None, device: Optional[str] = None, page_size: int = 500
    ) -> Listing[Point]:
        """Points that match, page after page as one walks them. `asset`: also those of what is below it."""
        query = {'search': search, 'asset': asset, 'device': device}
        return Listing(self._connection, '/points', query, lambda told: Point(self, told['id'], told), point_row, page_size)

    def point(self, id: str) -> Point:
        """A point by its id; what it is called is read when that is first looked at."""
        return Point(self, id)

    def __getitem__(self, path: Union[str, Tuple[str, ...]]) -> Asset:
        """An asset by its id, its name, or the end of its path: `'Boiler house/Boiler 1'`, or names in a tuple."""
        if isinstance(path, str) and _UUID.match(path):
            return self.asset(path)
        names = path if isinstance(path, tuple) else tuple(path.split('/'))
        ends = [asset for asset in self.assets(names[-1]) if asset.path[-len(names) :] == names]
        # A name with a stroke in it is a name all the same.
        if not ends and isinstance(path, str) and len(names) > 1:
            ends = [asset for asset in self.assets(path) if asset.name == path]
        whole = [asset for asset in ends if asset.path == names]
        return self.the_one(whole or ends, f'an asset {"/".join(names)!r}')

    def the_one(self, found: Sequence[One], what: str) -> One:
        """The only one of what was found."""
        if len(found) == 1:
            return found[0]
        if not found:
            raise NotFound(404, 'sdk.not_found', f'Expected {what}, saw none.', 'Look at the list: plant.assets(), asset.points().')
        paths = ', '.join('/'.join(one.path) for one in found[:5])
        raise Conflict(409, 'sdk.ambiguous', f'Expected {what}, saw {len(found)}: {paths}.', 'Say more of its path.')

    def history(
        self,
        points: Union[Sequence[Point], Mapping[str, Point]],
        start: Optional[Moment] = None,
        end: Optional[Moment] = None,
        *,
        page_size: int = SAMPLES_A_PAGE,
        progress: Progress = None,
    ) -> Histories:
        """Every sample of points from `start` (inclusive) to `end` (exclusive; now), by name; without a start the hour before.

        By Arrow where pyarrow is there and the right `history:export` is held, else by pages of JSON
        of `page_size`: the samples are the same.
        """
        named = points if isinstance(points, Mapping) else _named(points)
        counter = Counter(progress)
        read: Dict[str, History] = {}
        try:
            for name, point in named.items():
                read[name] = self._reader.read(point, moment_text(start), moment_text(end), counter, page_size)
        finally:
            counter.end()
        return Histories(read)

    def watch(self, points: Sequence[Point], seconds: Optional[float] = None) -> Watch:
        """Values as they come: `for change in plant.watch(points)`, or in a `with`; without an end, or for so many seconds."""
        return Watch(self._connection, points, seconds)

    def sql(self, query: str, *, limit: int = 10_000) -> SqlRows:
        """One SELECT over samples, points and assets, in columns."""
        return SqlRows(self.api.post_sql({'query': query, 'limit': limit}))

    def close(self) -> None:
        """Ends connections that rest. A plant that is let go of needs it no more."""
        self._connection.close()

    def __repr__(self) -> str:
        return f'<Plant {self._connection.address}>'

    def _repr_html_(self) -> str:
        return self.assets(parent='root')._repr_html_()


def _named(points: Sequence[Point]) -> Dict[str, Point]:
    """Points by name; by path where a name is there twice."""
    names = [point.name for point in points]
    return {
        point.name if names.count(point.name) == 1 else '/'.join((*point.path, point.name)): point for point in points
    }

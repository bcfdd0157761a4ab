"""Models of the registry: kept, tested, published and called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, cast

from ..connection import Connection, segment
from ..display import table
from ..errors import NotFound
from ..listing import Listing, plain_row
from .rows import Results, Rows, is_pandas, is_polars, parts_of, rows_of
from .writing import Model, sent

if TYPE_CHECKING:
    from .. import schemas

Attempt = Mapping[str, Any]


class Models:
    """Mechanism models of a platform (`mechanism:write` to write, `mechanism:publish` to publish, `mechanism:read` to call)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, search: Optional[str] = None) -> 'Listing[schemas.MechanismListed]':
        """Models of the registry."""
        return Listing(self._connection, '/mechanisms', {'search': search}, lambda told: told, plain_row)

    def check(self, model: Model) -> 'List[schemas.MechanismFinding]':
        """Every mistake of a model, each with `file`, `says` and, where there is one, `line`; nothing is kept."""
        told: 'schemas.MechanismCheck' = self._connection.json('POST', '/mechanisms/check', body=sent(model))
        return told['findings']

    def attempt(
        self,
        model: Model,
        rows: Rows = None,
        points: Optional[Mapping[str, Any]] = None,
        parameters: Optional[Mapping[str, float]] = None,
    ) -> Attempt:
        """Runs a model that is not kept, over rows or the history of points (`inputs` by name, `from`, `to`, `every`)."""
        body = sent(model)
        if rows is not None:
            body['rows'] = rows_of(rows)
        if points is not None:
            body['points'] = points
        if parameters:
            body['parameters'] = dict(parameters)
        return cast(Attempt, self._connection.json('POST', '/mechanisms/try', body=body))

    def draft(self, model: Model) -> 'Version':
        """Keeps it as a draft; what was kept of this version before is replaced."""
        return Version(self._connection, self._connection.json('POST', '/mechanisms/drafts', body=sent(model)))

    def take(self, folder: str) -> 'Version':
        """Takes a model of the library that the platform brings along."""
        taken = self._connection.json('POST', '/mechanism-library', body={'folder': folder})
        return self.version(taken['mechanism'])

    def version(self, name: str, version: Optional[str] = None) -> 'Version':
        """A version that is there, by `publisher/name` or the id of the model; without a version the newest that is published."""
        told = self._listed(name) if '/' in name else self._by_id(name)
        wanted = version or told.get('published') or told['newest']['version']
        path = f'/mechanisms/{told["id"]}/versions/{segment(wanted)}'
        return Version(self._connection, self._connection.json('GET', path))

    def __getitem__(self, name: str) -> 'Version':
        return self.version(name)

    def _listed(self, name: str) -> Dict[str, Any]:
        for told in self.list(name.split('/')[-1]):
            if told['name'] == name:
                return cast(Dict[str, Any], told)
        remedy = 'Look at the list: plant.models.list().'
        raise NotFound(404, 'sdk.not_found', f'Expected a model {name!r}, saw none.', remedy)

    def _by_id(self, id: str) -> Dict[str, Any]:
        told = self._connection.json('GET', f'/mechanisms/{segment(id)}')
        return cast(Dict[str, Any], told)


class Version:
    """A version in the registry. `told` is what the platform says of it."""

    def __init__(self, connection: Connection, told: 'schemas.MechanismVersion') -> None:
        self._connection = connection
        self.told = told

    @property
    def name(self) -> str:
        return self.told['name']

    @property
    def stage(self) -> str:
        """draft, tested, reviewed, published or deprecated."""
        return self.told['stage']

    @property
    def cases(self) -> Optional[Any]:
        """Its reference cases as they were last run there."""
        return self.told.get('cases')

    def test(self) -> 'Version':
        """Runs its reference cases there; `stage` is then `tested`, or `cases` says what does not hold."""
        return self._step('test')

    def review(self, comment: Optional[str] = None) -> 'Version':
        """Agrees, as a second person: whoever wrote it cannot."""
        return self._step('review', comment)

    def publish(self, comment: Optional[str] = None) -> 'Version':
        """From now on it is never changed. A second person must have reviewed it before; the fault says what is missing."""
        return self._step('publish', comment)

    def refresh(self) -> 'Version':
        """Reads it again."""
        self.told = self._connection.json('GET', self._path())
        return self

    def call(self, rows: Any, parameters: Optional[Mapping[str, float]] = None, state: Optional[str] = None) -> Any:
        """Runs it over :data:`Rows`: a dict of columns or a list of rows gives :class:`Results`, a DataFrame of pandas or polars gives one.

        More rows than one request takes go in several, with the state handed on. A column `<input>.status` says how good an input is.
        """
        answers: List[Dict[str, Any]] = []
        for part in parts_of(rows_of(rows)):
            body: Dict[str, Any] = {'rows': part}
            if parameters:
                body['parameters'] = dict(parameters)
            if state is not None:
                body['state'] = state
            answers.append(self._connection.json('POST', self._path('/call'), body=body))
            state = answers[-1].get('state')
        results = Results(answers)
        if is_pandas(rows):
            return results.frame(rows.index)
        if is_polars(rows):
            import polars

            return polars.DataFrame(results.columns(), strict=False)
        return results

    def __repr__(self) -> str:
        return f'<Version {self.name} {self.told["version"]}: {self.stage}>'

    def _repr_html_(self) -> str:
        manifest = self.told['manifest']
        rows = [('stage', self.stage), ('title', manifest['title']['en']), ('digest', self.told['digest'])]
        return table([f'{self.name} {self.told["version"]}', ''], rows)

    def _path(self, step: str = '') -> str:
        return f"/mechanisms/{self.told['mechanism']}/versions/{self.told['version']}{step}"

    def _step(self, step: str, comment: Optional[str] = None) -> 'Version':
        body = {} if comment is None else {'comment': comment}
        self.told = self._connection.json('POST', self._path(f'/{step}'), body=body)
        return self

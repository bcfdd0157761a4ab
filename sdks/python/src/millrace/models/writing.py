"""How a model is written: what model.yaml says, and the files beside it."""

from __future__ import annotations

import base64
import inspect
import json
from typing import Any, Callable, Dict, List, Mapping, Optional, Sequence, Union

from .rows import plain
from .source import source_of

Words = Union[str, Mapping[str, str]]


def quantity(
    name: str, unit: Optional[str] = None, *, en: Optional[str] = None, zh: Optional[str] = None, **more: Any
) -> Dict[str, Any]:
    """An input, an output or a parameter. `unit` is a UCUM code; `more`: type, low, high, default, quality."""
    words = {'name': name, 'en': en or name, 'zh': zh or en or name}
    if 'type' not in more:
        more['type'] = 'number'
    if unit is not None:
        words['unit'] = unit
    return {**words, **more}


def _words(said: Words) -> Dict[str, str]:
    return {'en': said, 'zh': said} if isinstance(said, str) else dict(said)


class Model:
    """A package of a mechanism model.

    `runtime` is as in model.yaml; without it, `function` (a plain function, taken by its source) or `formulas` (by output).
    """

    def __init__(
        self,
        id: str,
        version: str = '0.1.0',
        *,
        title: Words,
        description: Words,
        owner: str,
        domain: str,
        sources: Sequence[Mapping[str, Any]],
        inputs: Sequence[Mapping[str, Any]],
        outputs: Sequence[Mapping[str, Any]],
        parameters: Sequence[Mapping[str, Any]] = (),
        validity: Sequence[Mapping[str, Any]] = (),
        licence: str = 'Apache-2.0',
        equipment: Sequence[str] = (),
        tags: Sequence[str] = (),
        limits: Optional[Mapping[str, Any]] = None,
        runtime: Optional[Mapping[str, Any]] = None,
        function: Optional[Callable[..., Any]] = None,
        formulas: Optional[Mapping[str, str]] = None,
        files: Optional[Mapping[str, Union[str, bytes]]] = None,
    ) -> None:
        self._cases: List[Dict[str, Any]] = []
        self._beside: Dict[str, Union[str, bytes]] = dict(files or {})
        taxonomy = {'domain': domain, 'equipment': list(equipment), 'tags': list(tags)}
        self.manifest: Dict[str, Any] = {
            'id': id,
            'version': version,
            'title': _words(title),
            'description': _words(description),
            'owner': owner,
            'licence': licence,
            'sources': [dict(source) for source in sources],
            'taxonomy': {key: of for key, of in taxonomy.items() if of},
            'inputs': [dict(one) for one in inputs],
            'outputs': [dict(one) for one in outputs],
        }
        if parameters:
            # A parameter is always a number.
            self.manifest['parameters'] = [{key: of for key, of in one.items() if key != 'type'} for one in parameters]
        if validity:
            self.manifest['validity'] = [dict(rule) for rule in validity]
        if limits:
            self.manifest['limits'] = dict(limits)
        if function is not None:
            if 'state' in inspect.signature(function).parameters:
                self.manifest['stateful'] = True
            self.manifest['runtime'] = {'kind': 'python', 'file': 'model.py'}
            self._beside['model.py'] = source_of(function, self.manifest)
        elif formulas is not None:
            self.manifest['runtime'] = {'kind': 'formula', 'outputs': dict(formulas)}
        else:
            self.manifest['runtime'] = dict(runtime or {})

    def case(
        self,
        inputs: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]],
        outputs: Union[Mapping[str, Any], Sequence[Mapping[str, Any]]],
        tolerance: Union[float, Mapping[str, float]] = 0.0,
        source: Optional[str] = None,
        name: Optional[str] = None,
        parameters: Optional[Mapping[str, float]] = None,
        relative: bool = False,
    ) -> 'Model':
        """A figure that somebody else worked out: one row, or lists of rows. Gives the model back."""
        given = [inputs] if isinstance(inputs, Mapping) else list(inputs)
        wanted = [outputs] if isinstance(outputs, Mapping) else list(outputs)
        told: Dict[str, Any] = {
            'name': name or f'case {len(self._cases) + 1}',
            'source': source or self.manifest['sources'][0]['id'],
            'rows': [
                {
                    'inputs': {key: plain(value) for key, value in row.items()},
                    'outputs': {key: _expected(key, value, tolerance, relative) for key, value in results.items()},
                }
                for row, results in zip(given, wanted)
            ],
        }
        if parameters:
            told['parameters'] = dict(parameters)
        if self.manifest.get('stateful') and len(told['rows']) > 1:
            told['everyMs'] = 1000
        self._cases.append(told)
        return self

    def files(self) -> Dict[str, bytes]:
        """The package: bytes by path. model.yaml is JSON, which YAML holds."""
        manifest = {**self.manifest, 'cases': self._cases}
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        beside = {path: of if isinstance(of, bytes) else of.encode() for path, of in self._beside.items()}
        return {'model.yaml': f'{text}\n'.encode(), **beside}

    def __repr__(self) -> str:
        return f'<Model {self.manifest["id"]} {self.manifest["version"]}>'


def model(id: str, version: str = '0.1.0', **said: Any) -> Callable[[Callable[..., Any]], Model]:
    """Decorates a plain function: it becomes a :class:`Model` that runs it (`kind: python`).

    The function takes inputs and parameters by their names, and `time` (µs) and `state` (a dict) if it names them; it gives a dict
    of outputs, or the value of the only one.
    """
    return lambda function: Model(id, version, function=function, **said)


def sent(model: Model) -> Dict[str, Any]:
    """A model as the API takes it."""

    def entry(path: str, content: bytes) -> Dict[str, str]:
        try:
            return {'path': path, 'text': content.decode()}
        except UnicodeDecodeError:
            return {'path': path, 'base64': base64.b64encode(content).decode()}

    return {'files': [entry(path, content) for path, content in model.files().items()]}


def _expected(name: str, value: Any, tolerance: Union[float, Mapping[str, float]], relative: bool) -> Dict[str, Any]:
    value = plain(value)
    if isinstance(value, (bool, str)):
        return {'value': value}
    within = tolerance.get(name, 0.0) if isinstance(tolerance, Mapping) else tolerance
    return {'value': value, 'relative' if relative else 'absolute': within}

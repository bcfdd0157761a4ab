"""Mechanism models of Millrace from a notebook: written, checked, tried, tested, called and published.

Python 3.9 or later and its standard library alone; pandas is understood where it is there. docs/mechanisms.md has an example.
"""

import ast
import base64
import inspect
import json
import math
import textwrap
import sys
import types
import urllib.error
import urllib.request

__all__ = ['Model', 'Platform', 'Refused', 'Results', 'model', 'quantity']


# Python 3.9 does not tell which modules are its own; those that formulas need are these.
_STANDARD = getattr(sys, 'stdlib_module_names', ('math', 'cmath', 'statistics', 'datetime', 'functools', 'itertools'))


class Refused(Exception):
    """What the platform refuses: `code` is a row of docs/errors.md."""

    def __init__(self, status, problem):
        self.status = status
        self.code = problem.get('code', '')
        self.remedy = problem.get('remedy', '')
        super().__init__(f"{problem.get('detail', status)} {self.remedy}".strip())


def quantity(name, unit=None, *, en=None, zh=None, **more):
    """An input, an output or a parameter. `unit` is a UCUM code; `more`: type, low, high, default, quality."""
    words = {'name': name, 'en': en or name, 'zh': zh or en or name}
    if 'type' not in more:
        more['type'] = 'number'
    if unit is not None:
        words['unit'] = unit
    return {**words, **more}


def _words(said):
    return dict(said) if isinstance(said, dict) else {'en': said, 'zh': said}


class Model:
    """A package of a mechanism model: what model.yaml says, and the files beside it.

    `runtime` is as in model.yaml; without it, `function` (a plain function, taken by its source) or `formulas` (by output).
    """

    def __init__(self, id, version='0.1.0', *, title, description, owner, domain, sources, inputs, outputs,
                 parameters=(), validity=(), licence='Apache-2.0', equipment=(), tags=(), limits=None,
                 runtime=None, function=None, formulas=None, files=None):
        self._cases = []
        self._beside = dict(files or {})
        taxonomy = {'domain': domain, 'equipment': list(equipment), 'tags': list(tags)}
        self.manifest = {
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
            self.manifest['runtime'] = {'kind': 'python', 'file': 'model.py'}
            self._beside['model.py'] = self._source_of(function)
        elif formulas is not None:
            self.manifest['runtime'] = {'kind': 'formula', 'outputs': dict(formulas)}
        else:
            self.manifest['runtime'] = dict(runtime or {})

    def case(self, inputs, outputs, tolerance=0.0, source=None, name=None, parameters=None, relative=False):
        """A figure that somebody else worked out: one row, or lists of rows. Gives the model back."""
        rows = list(zip(inputs, outputs)) if isinstance(inputs, (list, tuple)) else [(inputs, outputs)]
        told = {
            'name': name or f'case {len(self._cases) + 1}',
            'source': source or self.manifest['sources'][0]['id'],
            'rows': [
                {
                    'inputs': {key: _plain(value) for key, value in given.items()},
                    'outputs': {key: self._expected(key, value, tolerance, relative) for key, value in wanted.items()},
                }
                for given, wanted in rows
            ],
        }
        if parameters:
            told['parameters'] = dict(parameters)
        if self.manifest.get('stateful') and len(rows) > 1:
            told['everyMs'] = 1000
        self._cases.append(told)
        return self

    def files(self):
        """The package: bytes by path. model.yaml is JSON, which YAML holds."""
        manifest = {**self.manifest, 'cases': self._cases}
        text = json.dumps(manifest, ensure_ascii=False, indent=2)
        beside = {path: of if isinstance(of, bytes) else of.encode() for path, of in self._beside.items()}
        return {'model.yaml': f'{text}\n'.encode(), **beside}

    def _expected(self, name, value, tolerance, relative):
        value = _plain(value)
        if isinstance(value, (bool, str)):
            return {'value': value}
        within = tolerance.get(name, 0.0) if isinstance(tolerance, dict) else tolerance
        return {'value': value, 'relative' if relative else 'absolute': within}

    def _source_of(self, function):
        """The file of a plain function: what it names of its notebook, its source, and what calls it."""
        source = textwrap.dedent(inspect.getsource(function))
        (tree,) = [node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)]
        lines = source.splitlines()[tree.lineno - 1 :]
        names = list(inspect.signature(function).parameters)
        known = [one['name'] for of in ('inputs', 'parameters') for one in self.manifest.get(of, [])]
        for name in names:
            if name not in known and name not in ('time', 'state'):
                raise ValueError(f'{function.__name__} takes {name}, which is no input and no parameter of the model')
        if 'state' in names:
            self.manifest['stateful'] = True
        outputs = [one['name'] for one in self.manifest['outputs']]
        taken = ', '.join(f'{name}=state' if name == 'state' else f'{name}=given[{name!r}]' for name in names)
        one = f'    return told if isinstance(told, dict) else {{{outputs[0]!r}: told}}' if len(outputs) == 1 else '    return told'
        return '\n'.join([
            *_named_outside(function, ast.parse('\n'.join(lines))),
            '',
            *lines,
            '',
            '',
            'def run(row, parameters, state):',
            '    given = {**row, **parameters}',
            f'    told = {function.__name__}({taken})',
            one,
            '',
        ])


def _named_outside(function, tree):
    """Lines that define what a function names of its notebook: modules and plain constants."""
    names = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    own = {node.id for node in names if not isinstance(node.ctx, ast.Load)} | {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    outside = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    lines = []
    for name in dict.fromkeys(node.id for node in names):
        if name in own or name == function.__name__ or name not in outside:
            continue
        value = outside[name]
        if isinstance(value, types.ModuleType):
            lines.append(f'import {value.__name__} as {name}')
        elif isinstance(value, (bool, int, float, str)):
            lines.append(f'{name} = {value!r}')
        elif getattr(value, '__module__', None) in _STANDARD and getattr(value, '__name__', None) == name:
            lines.append(f'from {value.__module__} import {name}')
        else:
            raise ValueError(f'{function.__name__} uses {name}, which is not in the package: define it within the function')
    return lines


def model(id, version='0.1.0', **said):
    """Decorates a plain function: it becomes a :class:`Model` that runs it (`kind: python`).

    The function takes inputs and parameters by their names, and `time` (µs) and `state` (a dict) if it names them; it gives a dict
    of outputs, or the value of the only one.
    """
    return lambda function: Model(id, version, function=function, **said)


class Results:
    """What came out: `values`, `status` (OPC UA) and `reasons` by output; `fault` where the model was stopped."""

    def __init__(self, told, state=None):
        self.values = {name: of['values'] for name, of in told['outputs'].items()}
        self.status = {name: of['status'] for name, of in told['outputs'].items()}
        said = told['reasons']
        self.reasons = {
            name: [said[place] if place >= 0 else None for place in of['reason']] for name, of in told['outputs'].items()
        }
        self.fault = told.get('fault')
        self.state = state

    def __getitem__(self, output):
        return self.values[output]

    def frame(self, index=None):
        """The same as a DataFrame of pandas: values, and `<output>.reason` where something is not good."""
        import pandas

        reasons = {f'{name}.reason': of for name, of in self.reasons.items() if any(of)}
        return pandas.DataFrame({**self.values, **reasons}, index=index)


class Platform:
    """A platform and a key of it (`mechanism:write` to write, `mechanism:publish` to publish, `mechanism:read` to call)."""

    def __init__(self, url, key, context=None, timeout=120):
        self._url = f"{url.rstrip('/')}/api/v1"
        self._key = key
        self._context = context
        self._timeout = timeout

    def check(self, model):
        """Every mistake of a model, each with `file`, `says` and, where there is one, `line`; nothing is kept."""
        return self._ask('POST', '/mechanisms/check', _sent(model))['findings']

    def attempt(self, model, rows=None, points=None, parameters=None):
        """Runs a model that is not kept, over rows or the history of points (`inputs` by name, `from`, `to`, `every`)."""
        body = _sent(model)
        if rows is not None:
            body['rows'] = _rows(rows)
        if points is not None:
            body['points'] = points
        if parameters:
            body['parameters'] = dict(parameters)
        return self._ask('POST', '/mechanisms/try', body)

    def draft(self, model):
        """Keeps it as a draft; what was kept of this version before is replaced."""
        return Version(self, self._ask('POST', '/mechanisms/drafts', _sent(model)))

    def version(self, name, version=None):
        """A version that is there, by `publisher/name`; without a version the newest that is published."""
        word = name.split('/')[-1]
        found = [one for one in self._ask('GET', f'/mechanisms?limit=500&search={word}')['items'] if one['name'] == name]
        if not found:
            raise KeyError(name)
        wanted = version or found[0].get('published') or found[0]['newest']['version']
        return Version(self, self._ask('GET', f"/mechanisms/{found[0]['id']}/versions/{wanted}"))

    def _ask(self, method, path, body=None):
        sent = None if body is None else json.dumps(body, allow_nan=False).encode()
        headers = {'authorization': f'Bearer {self._key}', 'content-type': 'application/json'}
        request = urllib.request.Request(self._url + path, data=sent, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout, context=self._context) as reply:
                told = reply.read()
        except urllib.error.HTTPError as refused:
            text = refused.read().decode(errors='replace')
            problem = json.loads(text) if text.startswith('{') else {'detail': text[:200]}
            raise Refused(refused.code, problem) from None
        return json.loads(told) if told else None


class Version:
    """A version in the registry. `told` is what the platform says of it."""

    def __init__(self, platform, told):
        self._platform = platform
        self.told = told

    @property
    def stage(self):
        return self.told['stage']

    @property
    def cases(self):
        return self.told.get('cases')

    def test(self):
        """Runs its reference cases there; `stage` is then `tested`, or `cases` says what does not hold."""
        return self._step('test')

    def publish(self, comment=None):
        """A second person must have reviewed it before, on the platform. Raises :class:`Refused`, which says what is missing."""
        return self._step('publish', {} if comment is None else {'comment': comment})

    def refresh(self):
        self.told = self._platform._ask('GET', self._path())
        return self

    def call(self, rows, parameters=None, state=None):
        """Rows as a dict of lists, a list of dicts, or a DataFrame, for which a DataFrame comes back."""
        body = {'rows': _rows(rows)}
        if parameters:
            body['parameters'] = dict(parameters)
        if state is not None:
            body['state'] = state
        answer = self._platform._ask('POST', self._path('/call'), body)
        results = Results(answer['results'], answer.get('state'))
        return results.frame(rows.index) if _is_frame(rows) else results

    def _path(self, step=''):
        return f"/mechanisms/{self.told['mechanism']}/versions/{self.told['version']}{step}"

    def _step(self, step, body=None):
        self.told = self._platform._ask('POST', self._path(f'/{step}'), body or {})
        return self


def _sent(model):
    def entry(path, content):
        try:
            return {'path': path, 'text': content.decode()}
        except UnicodeDecodeError:
            return {'path': path, 'base64': base64.b64encode(content).decode()}

    return {'files': [entry(path, content) for path, content in model.files().items()]}


def _is_frame(rows):
    return hasattr(rows, 'columns') and hasattr(rows, 'to_dict')


def _plain(value):
    """A value as JSON has it: of numpy's too; what is no number is null."""
    if hasattr(value, 'item'):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _rows(rows):
    time = None
    if _is_frame(rows):
        if len(rows.index) > 0 and all(hasattr(at, 'timestamp') for at in rows.index):
            time = [_micros(at) for at in rows.index]
        columns = {str(name): list(rows[name]) for name in rows.columns}
    elif isinstance(rows, dict):
        columns = {name: list(values) for name, values in rows.items()}
    else:
        rows = list(rows)
        names = list(dict.fromkeys(name for row in rows for name in row))
        columns = {name: [row.get(name) for row in rows] for name in names}
    given = columns.pop('time', None)
    if given is not None:
        time = [_micros(at) for at in given]
    told = {'inputs': {name: {'values': [_plain(value) for value in values]} for name, values in columns.items()}}
    return told if time is None else {'time': time, **told}


def _micros(at):
    """µs since 1970-01-01 UTC, of a number of them or a moment; one without a zone is UTC."""
    if not hasattr(at, 'timestamp'):
        return int(at)
    from datetime import timezone

    zoned = at if at.tzinfo is not None else at.replace(tzinfo=timezone.utc)
    return round(zoned.timestamp() * 1e6)
